"""Items: the parts of a page that is a round-up by its form (datelines, headings, bold run-in heads, drawn lines).

A single gap of a round-up shows little: the items have fifty words, no closing call, and their people do not stay. What
tells is the page as a whole. Its parts bear one mark, and hardly a word or a name of one comes again in another, while
the sections of an explainer, a list or a long report share their subject. So all parts are judged together, before any
gap is judged by itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from schemas.segments import Cue
from tasks.detect_segments.apartness import Part, echo, enumerates, likeness, shared_names
from tasks.detect_segments.page import Page, repeats
from tasks.detect_segments.seams import Gap, find_seams
from tasks.detect_segments.wire import open_reports

DATELINE, HEADING, RUN_IN, RULE = "dateline", "heading", "run_in", "rule"
# One or two lines are drawn on many a page, above the notes.
_FEWEST = {HEADING: 2, RUN_IN: 3, RULE: 3}
_MOST = 80
_LEVELS = (2, 3, 4, None)
_SHORTEST_RUN_IN = 5
_MOST_INTRO = 60
_USUAL_WORDS = 35
_LEAST_WORDS = 15
# With these two, no part of 745 recorded pages (one story each, a third of them with sections) was taken for an item.
_MOST_ALIKE = 0.035
_MOST_NAMES = 0.1
_LEAST_ECHO = 0.3
_LOG_ODDS = 4.0
_COLLECTION = re.compile(
    r"\b(?:round-?up|in brief|briefs?|briefing|digest|newsletter|bulletin|diary|notebook|notes|"
    r"(?:this|last) week|(?:the|your) (?:day|week|weekend|morning|evening)|(?:morning|evening|daily|weekly) \w+|"
    r"live|headlines|(?:top|other|more) (?:news|stories)|in (?:court|other news)|news (?:of|in))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W{0,3}\d{1,3}[.):]?\s")


class Items(NamedTuple):
    """Where items open (indexes of the running passages, ascending) and the mark that they bear.

    `led`: the first bears none; it is the story that the page's title heads.
    """

    mark: str
    opens: tuple[int, ...]
    led: bool = False


def divide(page: Page, body: Part) -> tuple[list[Gap], int]:
    """Return the seams of a page's running passages, and where the first story opens.

    The seams lie between the items of a round-up, else where `find_seams` cuts. The parts under one mark are whole; a
    report under a dateline may be followed by others without, so these are looked through once more.
    """
    items = find_items(body, page.article.title)
    if items is None:
        return find_seams(page, body), 0
    cue = Cue(name=f"item_{items.mark}", weight=_LOG_ODDS)
    seams = [Gap(place, _LOG_ODDS, (cue,)) for place in items.opens[1:]]
    if items.mark == DATELINE:
        for start, end in pairwise([*items.opens, len(body)]):
            seams += [gap._replace(before=start + gap.before) for gap in find_seams(page, body[start:end])]
    return sorted(seams, key=lambda gap: gap.before), items.opens[0]


def find_items(body: Part, title: str = "") -> Items | None:
    """Return the items of a round-up, or None when `body` (the running passages of a page called `title`) is none."""
    if reports := open_reports(body, title, most_before=_MOST_INTRO):
        return Items(DATELINE, reports) if len(reports) <= _MOST else None
    found = (_with_text(body, items, title) for items in _marked(body))
    return next((items for items in found if _is_roundup(body, items, title)), None)


def _marked(body: Part) -> Iterator[Items]:
    for level in _LEVELS:
        yield Items(HEADING, tuple(i for i, p in enumerate(body) if i and p.is_heading and p.block.level == level))
    yield Items(RUN_IN, tuple(i for i, p in enumerate(body) if p.block.lead_in >= _SHORTEST_RUN_IN))
    first = next((i for i, p in enumerate(body) if not p.is_heading), 0)
    yield Items(RULE, tuple(dict.fromkeys((first, *(i for i, p in enumerate(body) if p.block.ruled)))))


def _with_text(body: Part, items: Items, title: str) -> Items:
    """Return the items without those that say next to nothing, and with the text before the first if it is long.

    A line drawn above a footer opens none.
    """
    parts = zip(items.opens, _parts(body, items.opens), strict=True)
    told = [place for place, part in parts if _size(part) >= _LEAST_WORDS and not repeats(part[0], title)]
    # What stands before the first mark greets the reader, or is the first story under the page's title.
    led = bool(told) and _size(body[: told[0]]) > _MOST_INTRO
    return Items(items.mark, (0, *told) if led else tuple(told), led)


def _is_roundup(body: Part, items: Items, title: str) -> bool:
    opens = items.opens
    if not _FEWEST[items.mark] + items.led <= len(opens) <= _MOST:
        return False
    parts = _parts(body, opens)
    if median(map(_size, parts)) < _USUAL_WORDS or _count_up(parts):
        return False
    if shared_names(parts) > _MOST_NAMES or likeness(parts) > _MOST_ALIKE:
        return False
    named = bool(_COLLECTION.search(title)) or enumerates(title, parts)
    return named or (not items.led and (items.mark == RULE or echo(parts) >= _LEAST_ECHO))


def _parts(body: Part, opens: Sequence[int]) -> list[Part]:
    return [body[start:end] for start, end in pairwise([*opens, len(body)])]


def _size(part: Part) -> int:
    return sum(passage.size for passage in part if not passage.is_heading)


def _count_up(parts: Sequence[Part]) -> bool:
    """Tell whether most parts begin with a number: these are entries of a list."""
    return sum(bool(_NUMBER.match(part[0].text)) for part in parts) > len(parts) / 2
