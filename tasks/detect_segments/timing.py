"""When what a segment reports happened: dateline, a day in the lead, a day told from publication; with a confidence."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.shared.datelines import read_dateline
from tasks.shared.dates import full_dates, number_dates, part_dates, relative_dates, with_year

_LEAD_TEXTS = 3
_LEAD_REACH = 1200
_NEAR_PUBLICATION = 31
# What stands before a day that is not the day of the story: plans, starts of longer times, births.
_OTHER_DAY = re.compile(
    r"\b(?:will|would|until|till|by|next|due|scheduled|expected|planned|set|since|born|before|after|from|through|"
    r"deadline|starting|beginning|upcoming|later)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_BEFORE = 60
# Confidence: how often each was right on development stories, rounded.
_DATELINE, _FULL, _RELATIVE, _PART, _OTHER, _PUBLISHED, _ANYWHERE = 0.95, 0.85, 0.8, 0.75, 0.5, 0.4, 0.3


class Dated(NamedTuple):
    """The day of a story, and how sure it is from 0 to 1."""

    day: dt.date
    confidence: float


def story_date(texts: Sequence[str], published: dt.date | None) -> Dated | None:
    """Return the day that the story told by `texts` (lead first) reports.

    The dateline's day wins. Else the first day told in the first three texts, unless it is more than 31 days from
    publication (the lead looks back) or told of a plan or a beginning; else such a day; else the day of publication.
    Without `published` the first full date of the lead, or of any text, is all there is.
    """
    line = next((found for text in texts[:_LEAD_TEXTS] if (found := read_dateline(text)) and found.day), None)
    if line is not None and line.day is not None:
        day = with_year(line.day.day, published) if published else line.day.day
        if day.year > 1 and (published is None or abs((day - published).days) <= _NEAR_PUBLICATION):
            return Dated(day, _DATELINE)
    if published is None:
        return _unpublished(texts)
    told = [dated for text in texts[:_LEAD_TEXTS] for dated in _told(text[:_LEAD_REACH], published)]
    sure = [dated for dated in told if dated.confidence > _OTHER]
    return next(iter(sure + told), None) or Dated(published, _PUBLISHED)


def _told(text: str, published: dt.date) -> Iterator[Dated]:
    """Yield the days that `text` tells near publication, in order."""
    found = [(mention, _FULL) for mention in [*full_dates(text), *number_dates(text)]]
    found += [(mention, _RELATIVE) for mention in relative_dates(text, published)]
    found += [(mention, _PART) for mention in part_dates(text)]
    for mention, confidence in sorted(found, key=lambda told: (told[0].start, -told[1])):
        day = with_year(mention.day, published)
        if abs((day - published).days) <= _NEAR_PUBLICATION:
            other = _OTHER_DAY.search(text[max(0, mention.start - _BEFORE) : mention.start]) or day > published
            yield Dated(day, _OTHER if other else confidence)


def _unpublished(texts: Sequence[str]) -> Dated | None:
    for number, text in enumerate(texts):
        for mention in full_dates(text):
            if not _OTHER_DAY.search(text[max(0, mention.start - _BEFORE) : mention.start]):
                return Dated(mention.day, _FULL if number < _LEAD_TEXTS else _ANYWHERE)
    return None
