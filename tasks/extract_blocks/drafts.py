"""Blocks before they have their place: what the walker and the line reader produce."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from lxml.etree import _Element

from schemas.blocks import Block, BlockKind
from tasks.extract_blocks.labels import names_box, opens_callout

MAX_BLOCKS = 20_000


@dataclass(slots=True)
class Draft:
    """A block without index and offsets, with what decides whether it is kept.

    `element` is where the block comes from. `suspects` are the elements around it that call themselves
    furniture (share bar, related links, …); `link_share` is the part of its characters that are links, 0 to 1.
    `bold` counts the characters of the bold words that it begins with; `ruled` tells of a line drawn before it.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    element: _Element | None = None
    suspects: tuple[_Element, ...] = ()
    link_share: float = 0.0
    bold: int = 0
    ruled: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def fold_space(text: str) -> str:
    """Return `text` with every run of white space as one space, trimmed; zero-width and control characters go."""
    return " ".join(text.translate(_INVISIBLE).split())


def is_rule(text: str) -> bool:
    """Tell whether `text` only draws a line: "* * *", "---", an asterism."""
    return text == "\u2042" or (len(text) >= _SHORTEST_RULE and _RULE.issuperset(text))


def listing(kind: BlockKind, items: Iterable[str], label: str = "") -> Draft:
    """Return a block of items joined by newlines. A `label` stands as first line of the text, not among the items."""
    kept = tuple(item for item in items if item)
    return Draft(kind, "\n".join((label, *kept) if label else kept), items=kept)


def table(rows: Iterable[Iterable[str]]) -> Draft:
    """Return a table block; a row without any text is left out."""
    kept = tuple(tuple(row) for row in rows)
    kept = tuple(row for row in kept if any(row))
    return Draft(BlockKind.TABLE, "\n".join(" | ".join(row) for row in kept), rows=kept)


def type_callouts(drafts: list[Draft]) -> list[Draft]:
    """Type as callouts the paragraphs and quotes that begin with a label such as "Pro Tip:", and boxes under a heading.

    A box is short: where more paragraphs follow before the next heading, it has no end that could be seen, and the
    story may go on in it.
    """
    for number, draft in enumerate(drafts):
        if draft.kind in _QUOTABLE and opens_callout(draft.text):
            draft.kind = BlockKind.CALLOUT
        elif draft.kind is BlockKind.HEADING and names_box(draft.text):
            under = _under(drafts, number)
            if 0 < len(under) <= _MOST_BOXED and all(each.kind in _QUOTABLE for each in under):
                for each in (draft, *under):
                    each.kind, each.level = BlockKind.CALLOUT, None
    return drafts


def _under(drafts: list[Draft], heading: int) -> list[Draft]:
    """Return what stands between a heading and the next one, or the end; one more than a box has is enough to see."""
    following = drafts[heading + 1 : heading + 2 + _MOST_BOXED]
    return list(takewhile(lambda draft: draft.kind is not BlockKind.HEADING, following))


def to_blocks(drafts: Iterable[Draft]) -> list[Block]:
    """Return the drafts as blocks that `schemas.blocks.lay_out` can place; at most MAX_BLOCKS of them."""
    blocks: list[Block] = []
    for draft in drafts:
        if len(blocks) == MAX_BLOCKS:
            break
        blocks.append(
            Block(
                index=0,
                kind=draft.kind,
                text=draft.text,
                start=0,
                end=0,
                level=draft.level,
                items=draft.items,
                rows=draft.rows,
                lead_in=draft.bold if draft.kind in _RUNNING and draft.bold < len(draft.text) else 0,
                ruled=draft.ruled,
            )
        )
    return blocks


_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.CALLOUT})
_QUOTABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
_MOST_BOXED = 3
_SHORTEST_RULE = 3
_RULE = frozenset("-=_*~\u2013\u2014\u2022\u00b7\u2042 ")
# C0 controls other than white space, soft hyphen, zero-width marks, word joiner, byte order mark.
# Joiners U+200C and U+200D stay: they carry meaning in Persian and in Indic scripts.
_INVISIBLE = dict.fromkeys(
    [*range(9), *range(0x0E, 0x1C), 0x7F, 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xD800, 0xE000)]
)
