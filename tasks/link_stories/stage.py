"""The stage and what it needs."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from schemas.events import SegmentPlaced, SegmentsDetected, StoriesLinked
from schemas.segments import LinkKind, PageLink, SegmentKind, StoryLink
from tasks.link_stories.copied import copied_links
from tasks.link_stories.grouping import Pair, pair_of
from tasks.link_stories.kin import Index, kin_of, likeness_of
from tasks.link_stories.meaning import Encoder, read_meanings
from tasks.link_stories.neighbourhood import Graph
from tasks.link_stories.placing import Placing, place
from tasks.link_stories.profile import Profile, profile, segment_ids, segment_text, to_json
from tasks.link_stories.relation import Compared, Told, link_of

# A page of hundreds of short items would hold up the line: the first are compared, each further one is found by others.
MOST_COMPARED = 60


class Stories(Graph, Index, Protocol):
    """The stored segments and their stories."""

    def of_article(self, article: str) -> Mapping[str, dt.date]:
        """Return the current story segments of an article with their day."""
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

    @property
    def encoder(self) -> Encoder | None: ...  # noqa: D102 - the type says it


def link_stories(detected: SegmentsDetected, needs: Needs) -> Iterator[StoriesLinked]:
    """Compare every story segment with its kin, and place it and the reports around it in stories; keep the links."""
    names, article = segment_ids(detected), detected.kept.article_id
    former = needs.stories.of_article(article)
    day = _day(detected, former.values(), needs.clock)
    profiles = _profiles(detected, names, day, needs.encoder)
    mine = [Told(name, told) for name, told in profiles.items()][:MOST_COMPARED]
    kin = [(one, *pair) for one in mine for pair in kin_of(one.profile, article, needs.stories)]
    likenesses = tuple(sorted(likeness_of(one.segment_id, other.segment_id, found) for one, other, found in kin))
    placing = Placing()
    if profiles:
        placing = place(
            dict.fromkeys(profiles, day),
            likenesses,
            needs.stories,
            gone=former,
            heirs=_heirs(detected, names, former),
            apart=_apart(detected, names),
            unseen=not former,
        )
    yield StoriesLinked(
        detected=detected,
        places=tuple(_placed(name, profiles.get(name), placing.stories, day) for name in names),
        links=tuple(_links(detected, names, kin, placing)),
        likenesses=likenesses,
        moved={name: story for name, story in placing.moved.items() if name not in profiles},
        rescored=tuple((*pair, score) for pair, score in placing.rescored.items()),
    )


def _day(detected: SegmentsDetected, former: Collection[dt.date], clock: Clock) -> dt.date:
    """Return the day of the article: as it says, else when it was first seen, by an archive or by us.

    Not the day a segment reports: texts name other days, too, and one misread would put twins years apart. Not the
    hour: what happens on one day must not depend on the order in which it is read.
    """
    published = detected.kept.extracted.article.published
    if published is None and former:
        return min(former)
    fetched = detected.kept.extracted.page.hints.fetched
    return (published or fetched or clock.now()).astimezone(dt.UTC).date()


def _heirs(detected: SegmentsDetected, names: Sequence[str], former: Collection[str]) -> dict[str, str]:
    """Return, for each segment of which the last version had another text, the segment that it comes from."""
    pairs = ((names[part.segment], part.of_id) for part in detected.former)
    return {name: of for name, of in pairs if of in former and of not in names and name not in former}


def _apart(detected: SegmentsDetected, names: Sequence[str]) -> list[Pair]:
    """Return the segments of the page that contradict each other: they tell two stories, whatever they share."""
    told = (link for link in detected.links if link.kind is LinkKind.CONTRADICTS)
    return [pair_of(names[link.source], names[link.target]) for link in told]


def _profiles(
    detected: SegmentsDetected, names: Sequence[str], day: dt.date, encoder: Encoder | None
) -> dict[str, Profile]:
    pairs = zip(names, detected.segments, strict=True)
    stories = {name: segment for name, segment in pairs if segment.kind is SegmentKind.STORY}
    texts = [segment_text(detected, segment) for segment in stories.values()]
    told = [(segment.headline, text) for segment, text in zip(stories.values(), texts, strict=True)]
    return {
        name: profile(segment, text, day, meaning)
        for (name, segment), text, meaning in zip(stories.items(), texts, read_meanings(told, encoder), strict=True)
    }


def _links(
    detected: SegmentsDetected, names: Sequence[str], kin: Sequence[tuple[Told, Told, Compared]], placing: Placing
) -> Iterator[StoryLink]:
    """Yield the links inside the page, those of copies, and those of kin that are alike enough.

    What carries the same text is linked by that already, and what people have rejected is not linked.
    """
    yield from (_lifted(link, names) for link in detected.links)
    copied = [link for link in copied_links(detected, names) if not placing.rejects(link.source, link.target)]
    yield from copied
    told = {frozenset((link.source, link.target)) for link in copied}
    for mine, other, found in sorted(kin, key=lambda one: (one[0].segment_id, one[1].segment_id)):
        likelihood = placing.likelihood(mine.segment_id, other.segment_id)
        if likelihood is not None and frozenset((mine[0], other[0])) not in told:
            yield link_of(mine, other, found, likelihood)


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
