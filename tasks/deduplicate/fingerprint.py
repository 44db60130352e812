"""Digests that tell equal texts."""

from collections.abc import Iterable
from hashlib import sha256

from schemas.blocks import Block, BlockKind
from schemas.events import BlocksExtracted
from tasks.shared.text import fold

# The first-level heading is the headline, which outlets change on wire copy; a contents list repeats headings.
FURNITURE = frozenset({BlockKind.CONTENTS})


def content_sha(extracted: BlocksExtracted) -> str:
    """Return the SHA-256 (hex) of the folded text without headline and furniture: equal for wire copy."""
    body = [block for block in extracted.blocks if not _is_furniture(block)]
    # A page that is nothing but its headline is still told apart from others like it.
    return _digest(block.text for block in body or extracted.blocks)


def version_sha(extracted: BlocksExtracted) -> str:
    """Return the SHA-256 (hex) of headline and text: equal for two looks at one version of an article."""
    return _digest((extracted.article.title, *(block.text for block in extracted.blocks)))


def _is_furniture(block: Block) -> bool:
    return block.kind in FURNITURE or (block.kind is BlockKind.HEADING and block.level == 1)


def _digest(texts: Iterable[str]) -> str:
    digest = sha256()
    for text in texts:
        digest.update(fold(text).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()
