"""How alike two segments are, and what that makes them. Additive and shown: the numbers are the evidence.

The weights were chosen on one half of the development stories and hold on the other (docs/linking.md).
"""

import math
from dataclasses import dataclass
from itertools import product

from schemas.events import StoredSegment
from schemas.segments import Conflict, Evidence, LinkKind
from tasks.link_stories.profile import Profile
from tasks.shared.names import hard_different, read_name

WEIGHT_TERMS, WEIGHT_PEOPLE, WEIGHT_PLACE = 0.85, 0.10, 0.05
# What a side that does not say counts as.
UNKNOWN_PEOPLE, UNKNOWN_PLACE = 0.4, 0.5
# The likeness fades with the days between the two reports.
FADE_DAYS = 4.0
RELATED = 0.14
# Reports of one event appear within a day of each other (95 % of hand-made round-ups do).
EVENT_DAYS = 1.0
# How many of a segment's people it is about, and how many matter to it.
CHIEF, NOTED, COMPARED = 2, 3, 4
TWINS = 0.8
STRANGERS = 0.6
TERMS_SHOWN = 8
DAY_S = 86_400.0


@dataclass(frozen=True)
class Relation:
    """A link in the making."""

    kind: LinkKind
    score: float
    why: Evidence


def compare(mine: Profile, other: StoredSegment) -> Relation | None:
    """Return how `mine` relates to a stored segment, or None when it does not."""
    twins = _are_twins(mine.people, other.people)
    if twins and _are_mistakable(mine.names, other.names):
        return None
    days = abs((mine.at - other.at).total_seconds()) / DAY_S
    fade = math.exp(-days / FADE_DAYS) * (TWINS if twins else 1.0) * (STRANGERS if _are_strangers(mine, other) else 1.0)
    score = round(_likeness(mine, other) * fade, 4)
    if score < RELATED:
        return None
    if mine.content_sha == other.content_sha:
        return Relation(LinkKind.DUPLICATE, 1.0, Evidence(shared=_shared(mine, other)))
    kind = LinkKind.SAME_EVENT if _reported_apart(mine, other, days) <= EVENT_DAYS else LinkKind.FOLLOW_UP
    return Relation(kind, score, Evidence(shared=_shared(mine, other), conflicts=_dates(mine, other)))


def _reported_apart(mine: Profile, other: StoredSegment, days: float) -> float:
    """Return the days between what the two report, as far as both say when it was, else between the reports."""
    if mine.date is None or other.date is None:
        return days
    return abs((mine.date - other.date).days)


def _are_twins(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether both say whom they are about, and the chief ones of neither matter to the other.

    Two meetings in one city on one day share the words, and the third man everybody talks of. They differ by
    who met. `people` is ordered by weight.
    """
    if not mine or not other:
        return False
    return not set(mine[:CHIEF]) & set(other[:NOTED]) and not set(other[:CHIEF]) & set(mine[:NOTED])


def _are_strangers(mine: Profile, other: StoredSegment) -> bool:
    """Tell whether both name several people, and none in common."""
    several = min(len(mine.people), len(other.people)) >= CHIEF
    return several and not set(mine.people) & set(other.people)


def _are_mistakable(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a chief of one bears the family name of a chief of the other, and is somebody else."""
    pairs = product(mine[:CHIEF], other[:CHIEF])
    return any(hard_different(read_name(left), read_name(right)) for left, right in pairs)


def _likeness(mine: Profile, other: StoredSegment) -> float:
    """Return the weighted sum of shared words, people and place, 0 to 1."""
    terms = sum(weight * other.terms.get(term, 0.0) for term, weight in mine.terms.items())
    people = UNKNOWN_PEOPLE
    if mine.people and other.people:
        people = _overlap(mine.people[:COMPARED], other.people[:COMPARED])
    place = UNKNOWN_PLACE
    if mine.place and other.place:
        place = 1.0 if mine.place == other.place else 0.0
    return WEIGHT_TERMS * terms + WEIGHT_PEOPLE * people + WEIGHT_PLACE * place


def _overlap(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the overlap coefficient (Szymkiewicz-Simpson): a brief against a long report is not punished."""
    return len(set(left) & set(right)) / min(len(set(left)), len(set(right)))


def _shared(mine: Profile, other: StoredSegment) -> tuple[str, ...]:
    people = [name for name, key in zip(mine.names, mine.people, strict=True) if key in other.people]
    place = [mine.place] if mine.place and mine.place == other.place else []
    terms = [term for term in mine.terms if term in other.terms]
    return (*people, *place, *terms[:TERMS_SHOWN])


def _dates(mine: Profile, other: StoredSegment) -> tuple[Conflict, ...]:
    if mine.date is None or other.date is None or mine.date == other.date:
        return ()
    return (Conflict(field="when", source=mine.date.isoformat(), target=other.date.isoformat()),)
