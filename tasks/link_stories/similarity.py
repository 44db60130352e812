"""How alike two segments are, and what that makes them. Additive and shown: the numbers are the evidence."""

import datetime as dt
from dataclasses import dataclass

from schemas.events import StoredSegment
from schemas.segments import Conflict, Evidence, LinkKind
from tasks.link_stories.profile import Profile

# People say most, words next, the place least: two events of one kind in one town differ by who took part.
WEIGHT_PEOPLE, WEIGHT_TERMS, WEIGHT_PLACE = 0.45, 0.40, 0.15
# Without people on either side the words must carry it.
ALONE_TERMS, ALONE_PLACE = 0.75, 0.25
SAME_EVENT, FOLLOW_UP = 0.45, 0.38
# Reports of one event appear within a day of each other (95 % of hand-made round-ups do).
EVENT_DAYS = 1
# How many of a segment's people it is about, and how many matter to it.
CHIEF, NOTED = 2, 3


@dataclass(frozen=True)
class Relation:
    """A link in the making. `joins` says whether it puts both segments into one story."""

    kind: LinkKind
    score: float
    why: Evidence
    joins: bool


def compare(mine: Profile, other: StoredSegment) -> Relation | None:
    """Return how `mine` relates to a stored segment, or None when it does not."""
    score = _score(mine, other)
    shared = _shared(mine, other)
    if mine.content_sha == other.content_sha and score >= FOLLOW_UP:
        return Relation(LinkKind.DUPLICATE, 1.0, Evidence(shared=shared), joins=True)
    if _are_twins(mine.people, other.people):
        return None
    days = abs((mine.day - (other.date or other.at.date())).days)
    if days <= EVENT_DAYS and score >= SAME_EVENT:
        return Relation(LinkKind.SAME_EVENT, score, Evidence(shared=shared), joins=True)
    if score >= FOLLOW_UP:
        why = Evidence(shared=shared, conflicts=_dates(mine.date, other.date))
        return Relation(LinkKind.FOLLOW_UP, score, why, joins=True)
    return None


def _are_twins(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether both say whom they are about, and the chief ones of neither matter to the other.

    Two meetings in one city on one day share the words, and the third man everybody talks of. They differ by
    who met. `people` is ordered by weight.
    """
    if not mine or not other:
        return False
    return not set(mine[:CHIEF]) & set(other[:NOTED]) and not set(other[:CHIEF]) & set(mine[:NOTED])


def _score(mine: Profile, other: StoredSegment) -> float:
    terms = _overlap(mine.terms, other.terms)
    place = _same_place(mine.place, other.place)
    if mine.people and other.people:
        people = _overlap(mine.people, other.people)
        return round(WEIGHT_PEOPLE * people + WEIGHT_TERMS * terms + WEIGHT_PLACE * place, 4)
    return round(ALONE_TERMS * terms + ALONE_PLACE * place, 4)


def _overlap(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the overlap coefficient (Szymkiewicz-Simpson), 0 to 1: a brief against a long report is not punished."""
    if not left or not right:
        return 0.0
    return len(set(left) & set(right)) / min(len(set(left)), len(set(right)))


def _same_place(left: str | None, right: str | None) -> float:
    if left is None or right is None:
        return 0.5
    return 1.0 if left == right else 0.0


def _shared(mine: Profile, other: StoredSegment) -> tuple[str, ...]:
    people = [key for key in mine.people if key in other.people]
    terms = [term for term in mine.terms if term in other.terms]
    place = [mine.place] if mine.place and mine.place == other.place else []
    return (*people, *place, *terms[:8])


def _dates(left: dt.date | None, right: dt.date | None) -> tuple[Conflict, ...]:
    if left is None or right is None or left == right:
        return ()
    return (Conflict(field="when", source=left.isoformat(), target=right.isoformat()),)
