"""Quotes, embedded posts, callouts, captions and code: boxes whose lines belong together."""

from lxml.etree import _Element

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft
from tasks.extract_blocks.furniture import is_caption, is_host_of_posts, is_post
from tasks.extract_blocks.gather import is_within, lines

_TOO_RICH = ("h1", "h2", "h3", "article", "table")
_LONGEST_BOX = 2500
_LONGEST_CAPTION = 1000
# How many characters of source, indentation and scripts included, a character of text may cost.
_SOURCE = 8
_LONGEST_CODE = 100_000


def quote_draft(element: _Element) -> Draft | None:
    """Return a `blockquote` as a quote or an embedded post, attribution last.

    None when it wraps whole sections, as some sites use it for indentation.
    """
    kind = BlockKind.EMBED if is_post(element) else BlockKind.QUOTE
    return box_draft(element, kind)


def box_draft(element: _Element, kind: BlockKind) -> Draft | None:
    """Return all lines of the element as one block of `kind`; None when it is too long or too rich for one."""
    if next(element.iterdescendants(*_TOO_RICH), None) is not None or not is_within(element, _SOURCE * _LONGEST_BOX):
        return None
    text = "\n".join(lines(element))
    return Draft(kind, text) if text and len(text) <= _LONGEST_BOX else None


def post_frame_draft(element: _Element) -> Draft | None:
    """Return the fallback text of an `iframe` that shows a post of a social network; None for other frames."""
    if not is_host_of_posts(element.get("src") or ""):
        return None
    text = "\n".join(lines(element))
    return Draft(BlockKind.EMBED, text[:_LONGEST_BOX]) if text else None


def caption_draft(element: _Element) -> Draft | None:
    """Return the caption of a picture, table or video as a figure block."""
    if not is_caption(element) or not is_within(element, _SOURCE * _LONGEST_CAPTION):
        return None
    text = " ".join(lines(element))
    return Draft(BlockKind.FIGURE, text) if text and len(text) <= _LONGEST_CAPTION else None


def code_draft(element: _Element) -> Draft | None:
    """Return preformatted text with its line ends and indentation; blank lines at the ends go."""
    text = "".join(map(str, element.itertext())).replace("\r\n", "\n").strip("\n").rstrip()
    return Draft(BlockKind.CODE, text[:_LONGEST_CODE]) if text.strip() else None
