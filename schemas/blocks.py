"""Typed pieces of a revision, and what is known of the article as a whole."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    DEFINITION = "definition"
    TABLE = "table"
    QUOTE = "quote"
    EMBED = "embed"
    CALLOUT = "callout"
    CONTENTS = "contents"
    FAQ = "faq"
    FIGURE = "figure"
    CODE = "code"


class Block(Struct, frozen=True, kw_only=True):
    """One block of a revision.

    `text` is the block's plain text: for lists, FAQs and contents lists the items joined by newlines, for tables the
    rows with cells joined by " | "; a contents list's text begins with its label line. `items` holds list items,
    `rows` table rows.
    `start` and `end` are offsets in code points into the revision's text: `text[start:end] == block.text`.
    Blocks are separated there by one blank line and tile the text in order.
    `lead_in` is the length in code points of the bold words that a paragraph begins with (0: none, or all of it is
    bold); `ruled` tells that the page draws a line, or writes "* * *", before the block.
    """

    index: int
    kind: BlockKind
    text: str
    start: int
    end: int
    level: int | None = None
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lead_in: int = 0
    ruled: bool = False


class ArticleMeta(Struct, frozen=True, kw_only=True):
    """What an article says of itself. Times are aware and in UTC; `language` is a BCP 47 tag."""

    title: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    canonical_url: str | None = None
    site: str | None = None
    language: str | None = None
    description: str | None = None
    image: str | None = None


def lay_out(blocks: list[Block]) -> tuple[str, tuple[Block, ...]]:
    """Return (revision text, blocks) with every block numbered and given its offsets.

    This is the one place that defines what offsets mean.
    """
    position = 0
    placed: list[Block] = []
    for index, block in enumerate(blocks):
        end = position + len(block.text)
        placed.append(replace(block, index=index, start=position, end=end))
        position = end + len(SEPARATOR)
    return SEPARATOR.join(block.text for block in placed), tuple(placed)


SEPARATOR = "\n\n"
