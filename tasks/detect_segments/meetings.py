"""The sentences of a story's lead that tell what its two people do together, each with the place and day it gives."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.detect_segments.agents import EVENTS
from tasks.detect_segments.page import Passage
from tasks.detect_segments.principals import Actor
from tasks.detect_segments.whereabouts import locative_before
from tasks.shared.dates import full_dates, weekdays_of_events
from tasks.shared.places import CITY, COUNTRY, find_places
from tasks.shared.text import words

_LEAD_PASSAGES = 5
_AT = frozenset({"in", "at", "near"})
# A sentence with one of these tells of another time than the first.
_ANOTHER = re.compile(
    r"\b(?:again|another|second|third|next|following|previous(?:ly)?|last|earlier|later|resum\w+|since|ago|expected|"
    r"scheduled|due|return\w*|first|(?:will|would|to|could|may|might|should|plan\w*)\s(?:\w+\s)?"
    r"(?:meet|visit|host|sign|hold|attend|travel))\b",
    re.IGNORECASE,
)


class Meeting(NamedTuple):
    """A sentence that tells of `events` between a pair, with the place and the day it gives."""

    passage: Passage
    sentence: int
    events: frozenset[str]
    place: str | None
    day: str | None

    @property
    def quote(self) -> str:
        """The sentence as published."""
        return self.passage.quote(self.sentence)


def find_meetings(told: Sequence[Passage], pair: Sequence[Actor]) -> Iterator[Meeting]:
    """Yield the sentences of the first five passages that name all of `pair` and an event, and no other time."""
    for place, passage in enumerate(told[:_LEAD_PASSAGES]):
        for number, sentence in enumerate(() if passage.is_heading else passage.sentences):
            both = all(any(p == place and m.sentence == number for p, m in actor.told) for actor in pair)
            events = frozenset(EVENTS[word] for word in words(sentence) if word in EVENTS) if both else frozenset()
            if events and not _ANOTHER.search(sentence):
                yield Meeting(passage, number, events, _place_in(sentence), _day_in(sentence))


def _place_in(sentence: str) -> str | None:
    """Return the one city (else the one country) that a sentence is said to happen in, or None."""
    told = [m for m in find_places(sentence) if locative_before(sentence, m.start) in _AT]
    found = {kind: {m.place.name for m in told if m.place.kind == kind} for kind in (CITY, COUNTRY)}
    located = found[CITY] or found[COUNTRY]
    return next(iter(located)) if len(located) == 1 else None


def _day_in(sentence: str) -> str | None:
    """Return the one day that a sentence gives: in full, else by its weekday."""
    days = {str(mention.day) for mention in full_dates(sentence)}
    days = days or {day.title() for day in weekdays_of_events(sentence)}
    return next(iter(days)) if len(days) == 1 else None
