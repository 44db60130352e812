"""The stage: from a stored body to the article as typed blocks."""

import re
from collections.abc import Iterator
from typing import Protocol

from schemas.blocks import ArticleMeta, BlockKind, lay_out
from schemas.codes import Code
from schemas.events import BlocksExtracted, Hints, PageFetched
from schemas.outcomes import Reject
from tasks.extract_blocks.decode import decode
from tasks.extract_blocks.drafts import Draft, to_blocks
from tasks.extract_blocks.item import read_item
from tasks.extract_blocks.metadata import complete
from tasks.extract_blocks.page import Page, read_page
from tasks.extract_blocks.plain import read_paragraphs, read_text

MAX_BODY = 5_000_000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain", "text/markdown"})
_ITEM = "application/vnd.slugline.article+json"
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


class Raw(Protocol):
    """The raw store, for reading."""

    def get(self, key: str) -> bytes:
        """Return the body under `key`. Raises Retry(RAW_MISSING) when it is gone."""
        ...


class Needs(Protocol):
    """What the stage needs from outside."""

    @property
    def raw(self) -> Raw:
        """Where bodies lie."""
        ...


def extract_blocks(page: PageFetched, needs: Needs) -> Iterator[BlocksExtracted]:
    """Yield the article of a fetched page as typed blocks with what is known of it.

    Raises Reject: UNSUPPORTED_TYPE for another media type, TOO_LARGE above 5 MB, BAD_INPUT for a
    broken JSON item, EMPTY_PAGE when no text is found.
    """
    media_type = page.media_type.split(";", 1)[0].strip().lower()
    if media_type not in _PAGES | _TEXTS | {_ITEM}:
        raise Reject(Code.UNSUPPORTED_TYPE, f"media type {media_type[:80]!r}")
    body = needs.raw.get(page.body_key)
    if len(body) > MAX_BODY:
        raise Reject(Code.TOO_LARGE, f"{len(body)} bytes, {MAX_BODY} allowed")
    read = _read(page, media_type, body)
    text, blocks = lay_out(to_blocks(read.drafts))
    if not blocks:
        raise Reject(Code.EMPTY_PAGE, "no text on the page")
    yield BlocksExtracted(page=page, article=read.article, text=text, blocks=blocks)


def _read(page: PageFetched, media_type: str, body: bytes) -> Page:
    if media_type == _ITEM:
        return _read_item(page, body)
    text = decode(body, page.charset)
    if media_type in _PAGES:
        return read_page(text, page.url, page.hints)
    if _is_binary(text):
        raise Reject(Code.UNSUPPORTED_TYPE, "binary data, not text")
    return _of_text(read_text(text), page.hints)


def _is_binary(text: str) -> bool:
    """Tell whether a decoded text is no text: it holds NUL, or more than one control character in a hundred."""
    return "\x00" in text or 100 * len(_CONTROLS.findall(text)) > len(text)


def _read_item(page: PageFetched, body: bytes) -> Page:
    item = read_item(body)
    hints = item.hints(page.hints)
    if item.paragraphs is not None:
        return _of_text(read_paragraphs(item.paragraphs), hints)
    if item.html is not None:
        return read_page(item.html, item.url or page.url, hints)
    return _of_text(read_text(item.text or "", title=hints.title), hints)


def _of_text(drafts: list[Draft], hints: Hints) -> Page:
    """Return text as a page whose title, unless known, is the heading of level 1 that it begins with."""
    first = drafts[0] if drafts else None
    title = first.text if first and first.kind is BlockKind.HEADING and first.level == 1 else ""
    return Page(drafts, complete(complete(ArticleMeta(), hints), ArticleMeta(title=title)))
