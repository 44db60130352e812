"""The stage and what it needs."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from schemas.events import Likeness, SegmentPlaced, SegmentsDetected, StoredSegment, StoriesLinked
from schemas.segments import PageLink, SegmentKind, StoryLink
from tasks.link_stories.copied import copied_links
from tasks.link_stories.grouping import MOST_KIN, Pair
from tasks.link_stories.judge import LEAST_LIKENESS
from tasks.link_stories.placing import Graph, Placing, place
from tasks.link_stories.profile import Profile, from_json, profile, segment_ids, segment_text, to_json
from tasks.link_stories.relation import RELATED, Compared, Told, compare, link_of

WINDOW_DAYS = 8
CANDIDATES = 60

Kin = dict[Pair, tuple[Told, Told, Compared]]


class Stories(Graph, Protocol):
    """The stored segments and their stories."""

    def near(
        self, keys: Mapping[str, float], *, since: dt.date, until: dt.date, day: dt.date, without: str, limit: int
    ) -> Sequence[StoredSegment]:
        """Return current story segments of the days from `since` to `until`, none of article `without`.

        Those come first whose keys weigh most together; of a common key only those nearest to `day` are looked at.
        """
        ...

    def of_article(self, article: str) -> Collection[str]:
        """Return the current story segments of an article."""
        ...


class Clock(Protocol):
    """The time."""

    def now(self) -> dt.datetime:
        """Return the aware UTC time."""
        ...


class Needs(Protocol):
    """What linking asks for."""

    @property
    def stories(self) -> Stories: ...  # noqa: D102 - the type says it

    @property
    def clock(self) -> Clock: ...  # noqa: D102 - the type says it


def link_stories(detected: SegmentsDetected, needs: Needs) -> Iterator[StoriesLinked]:
    """Compare every story segment with its kin, and place it and the reports around it in stories; keep the links."""
    names, day = segment_ids(detected), _day(detected, needs.clock)
    profiles = _profiles(detected, names, day)
    kin = _kin(profiles, detected.kept.article_id, needs.stories)
    likenesses = tuple(Likeness(*pair, found.score) for pair, (_, _, found) in sorted(kin.items()))
    former = needs.stories.of_article(detected.kept.article_id)
    placing = place(dict.fromkeys(profiles, day), likenesses, needs.stories, gone=former) if profiles else Placing()
    copied = tuple(copied_links(detected, names))
    yield StoriesLinked(
        detected=detected,
        places=tuple(_placed(name, profiles.get(name), placing.stories, day) for name in names),
        links=(*(_lifted(link, names) for link in detected.links), *copied, *_links(kin, placing, copied)),
        likenesses=likenesses,
        moved={name: story for name, story in placing.moved.items() if name not in profiles},
        rescored=tuple(Likeness(*pair, score) for pair, score in placing.likelihoods.items()),
    )


def _day(detected: SegmentsDetected, clock: Clock) -> dt.date:
    # Not the day a segment reports: texts name other days, too, and one misread would put twins years apart. Not the
    # hour: what happens on one day must not depend on the order in which it is read.
    return (detected.kept.extracted.article.published or clock.now()).astimezone(dt.UTC).date()


def _profiles(detected: SegmentsDetected, names: Sequence[str], day: dt.date) -> dict[str, Profile]:
    dated = detected.kept.extracted.article.published is not None
    return {
        name: profile(segment, segment_text(detected, segment), day, dated=dated)
        for segment, name in zip(detected.segments, names, strict=True)
        if segment.kind is SegmentKind.STORY
    }


def _kin(profiles: Mapping[str, Profile], article: str, stories: Stories) -> Kin:
    """Return the stored segments that resemble any of `profiles`, by pair, the lesser id first."""
    return {
        (min(mine.segment_id, other.segment_id), max(mine.segment_id, other.segment_id)): (mine, other, found)
        for mine in (Told(name, told) for name, told in profiles.items())
        for other, found in _nearest(mine.profile, article, stories)
    }


def _nearest(mine: Profile, article: str, stories: Stories) -> list[tuple[Told, Compared]]:
    window = dt.timedelta(days=WINDOW_DAYS)
    candidates = stories.near(
        mine.keys, since=mine.day - window, until=mine.day + window, day=mine.day, without=article, limit=CANDIDATES
    )
    others = [Told(stored.segment_id, from_json(stored.profile)) for stored in candidates]
    compared = [(other, compare(mine, other.profile)) for other in others]
    alike = [pair for pair in compared if pair[1].score >= LEAST_LIKENESS]
    return sorted(alike, key=lambda pair: (-pair[1].score, pair[0].segment_id))[:MOST_KIN]


def _links(kin: Kin, placing: Placing, copied: Collection[StoryLink]) -> Iterator[StoryLink]:
    """Yield the links of kin that are alike enough; what carries the same text is linked by that already.

    A pair that people have rejected is in no placing.
    """
    told = {frozenset((link.source, link.target)) for link in copied}
    seen = {frozenset(pair): likelihood for pair, likelihood in placing.likelihoods.items()}
    for pair, (mine, other, found) in sorted(kin.items()):
        ends = frozenset(pair)
        if found.score >= RELATED and ends in seen and ends not in told:
            yield link_of(mine, other, found, seen[ends])


def _placed(name: str, mine: Profile | None, stories: Mapping[str, str], day: dt.date) -> SegmentPlaced:
    if mine is None:
        return SegmentPlaced(segment_id=name, day=day)
    return SegmentPlaced(segment_id=name, day=day, story_id=stories[name], profile=to_json(mine), keys=mine.keys)


def _lifted(link: PageLink, names: Sequence[str]) -> StoryLink:
    return StoryLink(
        source=names[link.source],
        target=names[link.target],
        kind=link.kind,
        score=link.score,
        evidence=link.evidence,
    )
