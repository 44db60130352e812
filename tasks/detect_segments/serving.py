"""Blocks that serve a story instead of telling it: contents lists, FAQs, tables, closing calls, background sections."""

import re
from collections.abc import Sequence
from itertools import takewhile

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
# Sections that only point to other pages, and sections that close a press release or an article.
_POINTING_TITLE = re.compile(
    r"^\W*(?:related\b|read (?:more|next|also)|more (?:from|on|in|stories|news)\b|most (?:read|popular|viewed)|"
    r"you (?:may|might) (?:also )?(?:like|be)|what (?:else )?we(?:['\u2019]re| are) reading|also (?:read|see)|see also|"
    r"further reading|recommended|trending|don['\u2019]t miss|editors?['\u2019]?s? picks?)",
    re.IGNORECASE,
)
_CLOSING_TITLE = re.compile(
    r"^\W*(?:about\b|(?:media|press|investor)s? (?:contacts?|enquir|inquir|relations)|contacts?\b|forward-looking|"
    r"safe harbou?r|notes? (?:to|for) editors|disclaimer|disclosures?|corrections?\b|credits\b)",
    re.IGNORECASE,
)
_POINTER_SIZE = 15
_WORD = re.compile(r"[^\W_]")
_CLOSING_SIZE = 30
_OUT_OF_BODY = frozenset({BlockKind.CONTENTS, BlockKind.FAQ, BlockKind.TABLE, BlockKind.CODE})


def running(page: Page) -> list[Passage]:
    """Return the passages that a story is told in: the ones that seams are looked for in.

    A block without a word ("* * *") tells nothing.
    """
    passages = page.passages
    told = (i for i, p in enumerate(passages) if p.block.kind not in _OUT_OF_BODY and _WORD.search(p.text))
    return [passages[i] for i in told if not _titles_faq(passages, i)]


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
    sections = _sections(passages)
    closing = len(list(takewhile(_closes, reversed(sections))))
    for place, section in enumerate(sections):
        if place >= len(sections) - closing or _points(section):
            found |= {p.block.index: SegmentKind.BOILERPLATE for p in section if p.block.index not in found}
        elif _is_background(section):
            found |= {p.block.index: SegmentKind.BACKGROUND for p in section if p.block.index not in found}
    return found


def _kind(passages: Sequence[Passage], place: int) -> SegmentKind | None:
    here = passages[place]
    if here.block.kind is BlockKind.FAQ or _titles_faq(passages, place):
        return SegmentKind.FAQ
    if here.block.kind is BlockKind.TABLE:
        return SegmentKind.TABLE
    closes = place > 0 and _is_closing(here)
    return SegmentKind.BOILERPLATE if closes or here.block.kind is BlockKind.CONTENTS else None


def _is_closing(passage: Passage) -> bool:
    return passage.block.kind is BlockKind.PARAGRAPH and passage.size < _CLOSING_SIZE and is_closing(passage.text)


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


def _closes(section: Sequence[Passage]) -> bool:
    return bool(_CLOSING_TITLE.match(section[0].text)) or _points(section)


def _points(section: Sequence[Passage]) -> bool:
    """Tell whether a section is a list of other pages, or a title whose list is gone."""
    heading, rest = section[0], section[1:]
    short = all(p.block.kind is BlockKind.LIST or p.size < _POINTER_SIZE for p in rest if not _is_closing(p))
    return short and bool(_POINTING_TITLE.match(heading.text))


def _is_background(section: Sequence[Passage]) -> bool:
    """Tell whether a section gives lasting context: titled so, and it names nobody and no day."""
    heading, text = section[0], section[1:]
    if not text or not _BACKGROUND_TITLE.search(heading.text):
        return False
    return not any(m for p in text for m in p.mentions if not m.body) and not any(full_dates(p.text) for p in text)
