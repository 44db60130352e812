"""The stage and what it needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import fmean
from typing import Protocol

from schemas import ids
from schemas.events import SegmentPlaced, SegmentsDetected, StoredSegment, StoriesLinked
from schemas.segments import PageLink, SegmentKind, StoryLink
from tasks.link_stories.copied import copied_links
from tasks.link_stories.profile import Profile, profile, segment_ids
from tasks.link_stories.similarity import RELATED, Relation, compare

WINDOW = timedelta(days=8)
CANDIDATES = 60
# A segment of a long-running story resembles hundreds; the nearest few say all.
MAX_LINKS = 8
# How many of a story's members a newcomer must resemble.
MEMBERS = 3


class Stories(Protocol):
    """The stored segments and their stories."""

    def near(
        self, keys: Sequence[str], *, since: datetime, until: datetime, without: str, limit: int
    ) -> Sequence[StoredSegment]:
        """Return story segments that share most of `keys` and lie in the window, none of article `without`."""
        ...

    def story_of(self, segments: Sequence[str]) -> Mapping[str, str]:
        """Return the story of each segment that is stored already and has one."""
        ...


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        ...


class Needs(Protocol):
    """What linking asks for."""

    @property
    def stories(self) -> Stories: ...  # noqa: D102 - the type says it

    @property
    def clock(self) -> Clock: ...  # noqa: D102 - the type says it


def link_stories(detected: SegmentsDetected, needs: Needs) -> Iterator[StoriesLinked]:
    """Place every story segment in a story that it continues, or let it found one; keep the links."""
    names = segment_ids(detected)
    # Not the day a segment reports: texts name other days, too, and one misread would put twins years apart
    # (B-cubed F1 of undated articles .70 instead of .79).
    at = detected.kept.extracted.article.published or needs.clock.now()
    known = needs.stories.story_of(names)
    places: list[SegmentPlaced] = []
    copied = tuple(copied_links(detected, names))
    links = [*(_lifted(link, names) for link in detected.links), *copied]
    told = {frozenset((link.source, link.target)) for link in copied}
    for segment, name in zip(detected.segments, names, strict=True):
        if segment.kind is not SegmentKind.STORY:
            places.append(SegmentPlaced(segment_id=name, at=at))
            continue
        mine = profile(detected, segment, at)
        found, story = _relate(name, mine, detected.kept.article_id, needs.stories)
        # What carries the same text is more than alike: one link says it.
        links.extend(link for link in found if frozenset((link.source, link.target)) not in told)
        places.append(
            SegmentPlaced(
                segment_id=name,
                at=at,
                story_id=known.get(name) or story or ids.story_id(name),
                keys=mine.keys,
                terms=mine.terms,
            )
        )
    yield StoriesLinked(detected=detected, places=tuple(places), links=tuple(links))


def _relate(name: str, mine: Profile, article: str, stories: Stories) -> tuple[list[StoryLink], str | None]:
    """Return the links of one segment, strongest first, and the story it continues, if any."""
    candidates = stories.near(
        mine.keys, since=mine.at - WINDOW, until=mine.at + WINDOW, without=article, limit=CANDIDATES
    )
    compared = [(compare(mine, other), other) for other in candidates]
    kept = [(relation, other) for relation, other in compared if relation is not None]
    # Ties are broken by id: the outcome must not depend on the order in which rows come back.
    kept.sort(key=lambda pair: (-pair[0].score, pair[1].segment_id))
    links = [
        StoryLink(source=name, target=other.segment_id, kind=relation.kind, score=relation.score, evidence=relation.why)
        for relation, other in kept[:MAX_LINKS]
    ]
    return links, _nearest_story(compared)


def _nearest_story(compared: Sequence[tuple[Relation | None, StoredSegment]]) -> str | None:
    """Return the story whose nearest members are, on average, related; a single chance likeness does not join."""
    scores: dict[str, list[float]] = {}
    for relation, other in compared:
        if other.story_id is not None:
            scores.setdefault(other.story_id, []).append(relation.score if relation else 0.0)
    means = {story: fmean(sorted(found, reverse=True)[:MEMBERS]) for story, found in scores.items()}
    best = min(means, key=lambda story: (-means[story], story), default=None)
    return best if best is not None and means[best] >= RELATED else None


def _lifted(link: PageLink, names: Sequence[str]) -> StoryLink:
    return StoryLink(
        source=names[link.source],
        target=names[link.target],
        kind=link.kind,
        score=link.score,
        evidence=link.evidence,
    )
