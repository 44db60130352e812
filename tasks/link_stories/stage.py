"""The stage and what it needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from schemas import ids
from schemas.events import SegmentPlaced, SegmentsDetected, StoredSegment, StoriesLinked
from schemas.segments import PageLink, SegmentKind, StoryLink
from tasks.link_stories.profile import Profile, profile, segment_ids
from tasks.link_stories.similarity import compare

WINDOW = timedelta(days=8)
CANDIDATES = 60
# A segment of a long-running story resembles hundreds; the nearest few say all.
MAX_LINKS = 8


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
    at = detected.kept.extracted.article.published or needs.clock.now()
    known = needs.stories.story_of(names)
    places: list[SegmentPlaced] = []
    links = [_lifted(link, names) for link in detected.links]
    for segment, name in zip(detected.segments, names, strict=True):
        if segment.kind is not SegmentKind.STORY:
            places.append(SegmentPlaced(segment_id=name, at=at))
            continue
        mine = profile(detected, segment, at)
        found, story = _relate(name, mine, detected.kept.article_id, needs.stories)
        links.extend(found)
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
    """Return the links of one segment, strongest first, and the story of the strongest."""
    candidates = stories.near(
        mine.keys, since=mine.at - WINDOW, until=mine.at + WINDOW, without=article, limit=CANDIDATES
    )
    scored = [(compare(mine, other), other) for other in candidates]
    kept = [(relation, other) for relation, other in scored if relation is not None]
    # Ties are broken by id: the outcome must not depend on the order in which rows come back.
    kept.sort(key=lambda pair: (-pair[0].score, pair[1].segment_id))
    links = [
        StoryLink(source=name, target=other.segment_id, kind=relation.kind, score=relation.score, evidence=relation.why)
        for relation, other in kept[:MAX_LINKS]
    ]
    story = next((other.story_id for relation, other in kept if relation.joins and other.story_id), None)
    return links, story


def _lifted(link: PageLink, names: Sequence[str]) -> StoryLink:
    return StoryLink(
        source=names[link.source],
        target=names[link.target],
        kind=link.kind,
        score=link.score,
        evidence=link.evidence,
    )
