"""What a likeness makes of two segments: the kind of their link, and its evidence."""

from collections.abc import Mapping
from typing import NamedTuple

from schemas.segments import Conflict, Cue, Evidence, LinkKind, StoryLink
from tasks.link_stories.judge import explain, likeness
from tasks.link_stories.namesakes import are_two_stories, namesakes
from tasks.link_stories.pairing import pair_features
from tasks.link_stories.profile import Profile
from tasks.shared.names import read_name

# From here on two reports may tell one event.
ALIKE = 0.4
# Reports of one event appear within a day of each other (95 % of hand-made round-ups do).
EVENT_DAYS = 1
TERMS_SHOWN = 8
LEAST_SHOWN = 0.05


class Told(NamedTuple):
    """A segment by its id and what it is compared by."""

    segment_id: str
    profile: Profile


class Compared(NamedTuple):
    """How alike two segments are, 0 to 1, and the features that say so."""

    score: float
    features: Mapping[str, float]


def compare(mine: Profile, other: Profile) -> Compared:
    """Return how alike two segments are: 0 where namesakes show that they are two stories."""
    features = pair_features(mine, other)
    return Compared(0.0 if are_two_stories(mine, other) else likeness(features), features)


def link_of(mine: Told, other: Told, found: Compared, likelihood: float) -> StoryLink:
    """Return the link from the later of two segments to the earlier (of one day: from the greater id).

    `likelihood` is the second look; the kind follows the first, which does not change with what comes in later.
    """
    later, earlier = sorted((mine, other), key=lambda told: (told.profile.day, told.segment_id), reverse=True)
    return StoryLink(
        source=later.segment_id,
        target=earlier.segment_id,
        kind=_kind(mine.profile, other.profile, found.score),
        score=likelihood,
        evidence=_evidence(later.profile, earlier.profile, found),
    )


def _kind(mine: Profile, other: Profile, score: float) -> LinkKind:
    if score < ALIKE:
        return LinkKind.BACKGROUND
    return LinkKind.SAME_EVENT if _days_apart(mine, other) <= EVENT_DAYS else LinkKind.FOLLOW_UP


def _days_apart(mine: Profile, other: Profile) -> int:
    """Return the days between what the two report, as far as both say when it was, else between the reports."""
    if mine.date is None or other.date is None:
        return abs((mine.day - other.day).days)
    return abs((mine.date - other.date).days)


def _evidence(mine: Profile, other: Profile, found: Compared) -> Evidence:
    features = sorted(explain(found.features).items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return Evidence(
        shared=_shared(mine, other),
        conflicts=tuple(_conflicts(mine, other)),
        features=tuple(
            Cue(name=name, weight=round(weight, 3), detail=f"{found.features[name]:.4g}")
            for name, weight in features
            if abs(weight) >= LEAST_SHOWN
        ),
    )


def _shared(mine: Profile, other: Profile) -> tuple[str, ...]:
    people = [key for key in mine.people if key in other.people]
    names = [name for name in mine.chief if read_name(name).key in other.people]
    place = [mine.place] if mine.place and mine.place == other.place else []
    terms = [word for word in mine.words if word in other.words]
    return (*(names or people[:2]), *place, *terms[:TERMS_SHOWN], *_figures(mine, other))


def _figures(mine: Profile, other: Profile) -> list[str]:
    """Return the figures of both openings in two languages: often all that can be seen to be the same."""
    one, two = mine.meaning, other.meaning
    if one is None or two is None or one.language == two.language:
        return []
    return [figure for figure in one.figures if figure in two.figures]


def _conflicts(mine: Profile, other: Profile) -> list[Conflict]:
    found = []
    if mine.date and other.date and mine.date != other.date:
        found.append(Conflict(field="when", source=mine.date.isoformat(), target=other.date.isoformat()))
    if pair := namesakes(mine, other):
        found.append(Conflict(field="who", source=pair[0], target=pair[1]))
    return found
