"""How likely two stories of one page are to tell one event, and what they share.

The weights are rounded from a fit (logistic regression, L2) on pairs of openings: two reports of one event against
two of one topic or of twin events (`docs/segments-links.md`). They rank, and gate the counts that may contradict each
other; what two stories contradict is read from their sentences in `conflicts.py` and `figures.py`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from tasks.detect_segments.principals import Actor
from tasks.detect_segments.stories import Story
from tasks.shared.dates import weekdays
from tasks.shared.languages import grammar_words
from tasks.shared.names import hard_different, same_person
from tasks.shared.rarity import unit_vector
from tasks.shared.text import content_words, fold

_BIAS = -3.0
_WEIGHTS = {
    "words": 5.4, "lead": 3.8, "names": 4.5, "place": 0.9,
    "numbers_apart": -0.65, "days_shared": 0.3, "days_apart": -1.0,
}  # fmt: skip
# Numbers that tell one event from its twin: of two digits at least, and no years.
_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d(?:\d{1,5}|\d{0,3}(?:[,.:]\d{1,3}){1,3})\b")
_OPENING = 3
# One number of two digits may be shared by chance.
_MOST_CHANCE = 2
_LEAD_PASSAGES = 4
_CHIEF, _NOTED = 2, 4
_MOST_WORDS, _MOST_EVENTS, _MOST_PEOPLE = 8, 2, 3
Weights = dict[str, float]


class Likeness(NamedTuple):
    """How two stories compare.

    `chance` is the probability that they tell one event, 0 to 1; `copied` the share of the shorter one's sentences that
    the other has word for word, `alike` the share of all; `frame` tells which of place, date and event are the same.
    `people` tells that somebody is a principal of both, `anchored` that both name one person, weekday or rare number:
    words alone do not tell an event from its twin. `mistakable` tells that a chief of one is a namesake of a chief of
    the other, and somebody else.
    """

    chance: float
    copied: float
    alike: float
    frame: frozenset[str]
    people: bool
    anchored: bool
    mistakable: bool


class Read(NamedTuple):
    """One story, read for comparison: unit vectors of all its words, of its lead's and of its proper names'.

    `people` are its principals without the bodies, `numbers` those of two digits or more in all its text, `days` the
    weekdays in its first three passages.
    """

    story: Story
    people: tuple[Actor, ...]
    words: Weights
    lead: Weights
    names: Weights
    sentences: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]


def read_story(story: Story) -> Read:
    """Read a story once for all comparisons."""
    told = story.told
    return Read(
        story,
        tuple(actor for actor in story.principals if not actor.is_body),
        _vector(passage.terms for passage in told),
        _vector(passage.terms for passage in told[:_LEAD_PASSAGES]),
        _vector(passage.proper for passage in told),
        frozenset(fold(sentence) for passage in told if not passage.is_heading for sentence in passage.sentences),
        frozenset(number for passage in told for number in _NUMBER.findall(passage.text)),
        frozenset[str]().union(*(weekdays(passage.text) for passage in told[:_OPENING])),
    )


def _vector(bags: Iterable[frozenset[str]]) -> Weights:
    counts = Counter(chain.from_iterable(bags))
    for word in grammar_words() & counts.keys():
        del counts[word]
    return unit_vector(counts)


def compare(a: Read, b: Read) -> Likeness:
    """Return how two stories of a page compare."""
    score = _BIAS + math.fsum(_WEIGHTS[name] * value for name, value in features(a, b).items())
    people = any(same(x, y) for x in a.people[:_NOTED] for y in b.people[:_NOTED])
    both = len(a.sentences & b.sentences)
    return Likeness(
        chance=1 / (1 + math.exp(-score)),
        copied=both / (min(len(a.sentences), len(b.sentences)) or 1),
        alike=both / (len(a.sentences | b.sentences) or 1),
        frame=_frame(a.story, b.story),
        people=people,
        anchored=people or _is_anchored(a, b),
        mistakable=any(hard_different(x.name, y.name) for x in a.people[:_CHIEF] for y in b.people[:_CHIEF]),
    )


def features(a: Read, b: Read) -> dict[str, float]:
    """Return what the chance is made of: cosines of words, leads and names, one place, and the small facts.

    Two reports of one event name the same weekday, and share some number.
    """
    return {
        "words": _product(a.words, b.words),
        "lead": _product(a.lead, b.lead),
        "names": _product(a.names, b.names),
        "place": float(bool(a.story.place) and a.story.place == b.story.place),
        "numbers_apart": float(_are_apart(a.numbers, b.numbers)),
        "days_shared": float(bool(a.days & b.days)),
        "days_apart": float(_are_apart(a.days, b.days)),
    }


def _is_anchored(a: Read, b: Read) -> bool:
    """Tell whether both leads name one weekday, or both texts two numbers (or one of several parts, as a time is)."""
    numbers = a.numbers & b.numbers
    several = len(numbers) >= _MOST_CHANCE or any(not number.isdigit() for number in numbers)
    return bool(a.days & b.days) or (several and not _are_apart(a.days, b.days))


def _are_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _product(a: Weights, b: Weights) -> float:
    return math.fsum([a[word] * b[word] for word in a.keys() & b.keys()])


def same(one: Actor, other: Actor) -> bool:
    """Tell whether two actors told in full are one person."""
    return bool(one.name.given) and bool(other.name.given) and same_person(one.name, other.name)


def same_pair(a: Story, b: Story) -> bool:
    """Tell whether both stories have a pair of principals, and it is the same two people."""
    return len(a.pair) > 1 and len(b.pair) > 1 and all(any(same(x, y) for y in b.pair) for x in a.pair)


def _frame(a: Story, b: Story) -> frozenset[str]:
    same_slots = {
        "place": bool(a.place) and a.place == b.place,
        "date": bool(a.date) and a.date == b.date,
        "event": bool(a.events & b.events),
    }
    return frozenset(name for name, is_same in same_slots.items() if is_same)


def shared_by(a: Read, b: Read) -> tuple[str, ...]:
    """Return what both stories have, by kind: "place: Tokyo", "date: …", "event: …", "person: …", "word: …"."""
    mine, theirs = a.story, b.story
    others = theirs.principals
    shared = [f"place: {mine.place}"] if mine.place and mine.place == theirs.place else []
    shared += [f"date: {mine.date}"] if mine.date and mine.date == theirs.date else []
    shared += [f"event: {event}" for event in sorted(mine.events & theirs.events)[:_MOST_EVENTS]]
    people = [one.name.text for one in mine.principals if any(same(one, other) for other in others)]
    shared += [f"person: {name}" for name in people[:_MOST_PEOPLE]]
    told = set(content_words(" ".join(shared)))
    return (*shared, *(f"word: {word}" for word in _shared_words(a, b) if word not in told))


def _shared_words(a: Read, b: Read) -> Sequence[str]:
    """Return the words that bring most to the likeness, heaviest first; equal ones by the alphabet."""
    products = {word: weight * b.words[word] for word, weight in a.words.items() if word in b.words}
    return sorted(products, key=lambda word: (-round(products[word], 9), word))[:_MOST_WORDS]
