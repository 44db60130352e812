"""Blocks that serve a story instead of telling it: contents lists, FAQs, tables, closing calls, background sections."""

import re
from collections.abc import Sequence

from schemas.blocks import BlockKind
from schemas.segments import SegmentKind
from tasks.detect_segments.openings import is_closing
from tasks.detect_segments.page import Page, Passage
from tasks.shared.dates import full_dates

_FAQ_TITLE = re.compile(r"^\W*(?:frequently asked questions|faqs?|questions and answers|q ?& ?a)\b", re.IGNORECASE)
_BACKGROUND_TITLE = re.compile(
    r"\b(?:background|history|historical|context|timeline|explained|what (?:is|are)|evolving|evolution of|"
    r"understanding|a look back|the basics|key terms|overview)\b",
    re.IGNORECASE,
)
_CLOSING_SIZE = 30
_OUT_OF_BODY = frozenset({BlockKind.CONTENTS, BlockKind.FAQ, BlockKind.TABLE, BlockKind.CODE})


def running(page: Page) -> list[Passage]:
    """Return the passages that a story is told in: the ones that seams are looked for in."""
    passages = page.passages
    return [p for i, p in enumerate(passages) if p.block.kind not in _OUT_OF_BODY and not _titles_faq(passages, i)]


def _titles_faq(passages: Sequence[Passage], index: int) -> bool:
    here = passages[index]
    follows = index + 1 < len(passages) and passages[index + 1].block.kind is BlockKind.FAQ
    return here.is_heading and (follows or bool(_FAQ_TITLE.search(here.text)))


def serving_kinds(passages: Sequence[Passage]) -> dict[int, SegmentKind]:
    """Return the serving kind of those `passages` (consecutive, of one story) that do not tell it, by block index.

    The first running passage always tells: a story has at least one block of its own.
    """
    found: dict[int, SegmentKind] = {}
    for place, passage in enumerate(passages):
        kind = _kind(passages, place)
        if kind is not None:
            found[passage.block.index] = kind
    for section in _sections(passages):
        if _is_background(section):
            found |= {p.block.index: SegmentKind.BACKGROUND for p in section if p.block.index not in found}
    return found


def _kind(passages: Sequence[Passage], place: int) -> SegmentKind | None:
    here = passages[place]
    if here.block.kind is BlockKind.FAQ or _titles_faq(passages, place):
        return SegmentKind.FAQ
    if here.block.kind is BlockKind.TABLE:
        return SegmentKind.TABLE
    closes = (
        place > 0 and here.block.kind is BlockKind.PARAGRAPH and here.size < _CLOSING_SIZE and is_closing(here.text)
    )
    return SegmentKind.BOILERPLATE if closes or here.block.kind is BlockKind.CONTENTS else None


def _sections(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Return the sections after the first heading that stands behind running text, each with its heading first."""
    found: list[list[Passage]] = []
    told = False
    for passage in passages:
        if passage.is_heading and told:
            found.append([passage])
        elif found:
            found[-1].append(passage)
        told = told or (not passage.is_heading and passage.block.kind not in _OUT_OF_BODY)
    return found


def _is_background(section: Sequence[Passage]) -> bool:
    """Tell whether a section gives lasting context: titled so, and it names nobody and no day."""
    heading, text = section[0], section[1:]
    if not text or not _BACKGROUND_TITLE.search(heading.text):
        return False
    return not any(m for p in text for m in p.mentions if not m.body) and not any(full_dates(p.text) for p in text)
