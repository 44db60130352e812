"""Digests that tell equal texts."""

from collections.abc import Iterable
from hashlib import sha256

from schemas.blocks import Block
from schemas.events import BlocksExtracted
from tasks.shared.shingles import body_blocks
from tasks.shared.text import fold


def content_sha(extracted: BlocksExtracted) -> str:
    """Return the SHA-256 (hex) of the folded text without headline and furniture: equal for wire copy."""
    return digest_of(body_blocks(extracted.blocks))


def digest_of(blocks: Iterable[Block]) -> str:
    """Return the SHA-256 (hex) of the folded texts of `blocks`."""
    return _digest(block.text for block in blocks)


def version_sha(extracted: BlocksExtracted) -> str:
    """Return the SHA-256 (hex) of headline and text: equal for two looks at one version of an article."""
    return _digest((extracted.article.title, *(block.text for block in extracted.blocks)))


def _digest(texts: Iterable[str]) -> str:
    digest = sha256()
    for text in texts:
        digest.update(fold(text).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()
