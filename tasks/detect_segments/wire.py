"""The reports of a wire page: each opens with a dateline, and a page that tells one story has one dateline at most."""

from collections import Counter

from tasks.detect_segments.apartness import Part, taken_up
from tasks.detect_segments.openings import is_caption, is_closing, is_headline, is_stamp, opens_with_quote
from tasks.detect_segments.page import Passage, repeats
from tasks.shared.datelines import Dateline, read_dateline

_FEWEST = 2
_MOST_ABOVE = 3
_LONGEST_LINE = 15
_SHORTEST_TOWN = 3
_LEAST_ECHO = 0.3


def open_reports(body: Part, title: str, *, most_before: int) -> tuple[int, ...]:
    """Return where the reports of a page called `title` open, as indexes of `body`; () when there are fewer than two.

    More than `most_before` words before the first dateline make it no wire page. A report begins at the headline
    above its dateline; the heading above the first one may be the name of the round-up instead.
    """
    leads = _leads(body)
    if len(leads) < _FEWEST or sum(p.size for p in body[: leads[0]] if not p.is_heading) > most_before:
        return ()
    tops = dict.fromkeys(_top(body, place) for place in leads)
    opens = [place for place in tops if not repeats(body[place], title)]
    if len(opens) < _FEWEST:
        return ()
    if opens[0] == 1 and body[0].is_heading and (taken_up(body[: opens[1]]) or 0) >= _LEAST_ECHO:
        opens[0] = 0
    return tuple(opens)


def _leads(body: Part) -> list[int]:
    """Return the passages with a sure dateline: the town is known, or in capitals and named once.

    Capitals that come again and again are a label ("WATCH LIVE | ...").
    """
    found = [(place, dateline) for place, passage in enumerate(body) if (dateline := _dateline(passage))]
    spread = Counter(dateline.place for _, dateline in found)
    return [place for place, dateline in found if dateline.known or spread[dateline.place] == 1]


def _dateline(passage: Passage) -> Dateline | None:
    text = passage.text
    if passage.is_heading or opens_with_quote(text) or is_caption(text):
        return None
    dateline = read_dateline(text)
    sure = dateline is not None and (dateline.known or text[:_SHORTEST_TOWN].isupper())
    return dateline if sure else None


def _top(body: Part, place: int) -> int:
    """Return where the report with its lead at `place` begins: at the headline above it, past bylines."""
    top = place
    while top > max(1, place - _MOST_ABOVE) and _stands_above(body[top - 1]):
        top -= 1
    return top


def _stands_above(passage: Passage) -> bool:
    line = is_stamp(passage.text) or (passage.size < _LONGEST_LINE and is_headline(passage.text))
    return (passage.is_heading or line) and not is_closing(passage.text)
