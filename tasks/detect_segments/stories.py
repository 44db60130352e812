"""From seams to segments: each story with its headline, slug, place, date and people, and what serves it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from schemas.segments import Cue, Segment, SegmentKind
from tasks.detect_segments.agents import all_events
from tasks.detect_segments.page import Page, Passage
from tasks.detect_segments.principals import Actor, as_principal, find_actors, find_bodies
from tasks.detect_segments.seams import Gap
from tasks.detect_segments.serving import serving_kinds
from tasks.detect_segments.slugs import make_slug
from tasks.shared.dates import main_date
from tasks.shared.places import main_place

_LEAD_PASSAGES = 4
_MOST_PRINCIPALS = 12
_LONGEST_HEADLINE = 200
_OPENS_PAGE = Gap(0, 30.0, (Cue(name="opens_page", weight=1.0),))


class Story(NamedTuple):
    """One story of a page before it is numbered.

    `told` are the passages that tell it, `serving` the kinds of the others by block index.
    """

    opening: Gap
    told: tuple[Passage, ...]
    serving: dict[int, SegmentKind]
    actors: tuple[Actor, ...]
    bodies: tuple[Actor, ...]
    headline: str
    slug: str
    events: frozenset[str]
    place: str | None
    date: dt.date | None

    @property
    def principals(self) -> tuple[Actor, ...]:
        """The likely people, then the bodies; the unlikely only where there is nobody else."""
        likely = [actor for actor in self.actors if actor.likely] or list(self.actors)
        return (*likely, *self.bodies)[:_MOST_PRINCIPALS]

    @property
    def pair(self) -> tuple[Actor, ...]:
        """The first two people of the story, in the order of its running text."""
        return tuple(sorted([a for a in self.actors if a.prominent][:2], key=lambda actor: actor.first))


def split_stories(page: Page, body: Sequence[Passage], seams: Sequence[Gap]) -> list[Story]:
    """Cut all passages of `page` at `seams` (whose `before` are indexes of `body`) and read each part as a story.

    A part runs up to the block where the next story opens, so contents lists, tables and FAQs stay with the story
    that they follow; what stands before the first running passage belongs to the first.
    """
    starts = [0, *(body[seam.before].block.index for seam in seams), len(page.passages)]
    openings = [_OPENS_PAGE, *seams]
    return [_read_story(page, opening, starts[i], starts[i + 1]) for i, opening in enumerate(openings)]


def _read_story(page: Page, opening: Gap, start: int, end: int) -> Story:
    passages = page.passages[start:end]
    serving = serving_kinds(passages)
    told = tuple(p for p in passages if p.block.index not in serving) or passages[:1]
    serving = {index: kind for index, kind in serving.items() if index != told[0].block.index}
    actors = tuple(find_actors(told))
    bodies = tuple(find_bodies(told))
    texts = [passage.text for passage in told if not passage.is_heading] or [told[0].text]
    headline = _headline(page, told, first=start == 0)
    published = page.article.published.date() if page.article.published else None
    place = main_place(texts)
    return Story(
        opening=opening,
        told=told,
        serving=serving,
        actors=actors,
        bodies=bodies,
        headline=headline,
        slug=make_slug([*actors, *bodies[:1]], place, headline, texts),
        events=all_events([headline, *texts[:_LEAD_PASSAGES]]),
        place=place,
        date=main_date(texts, published),
    )


def _headline(page: Page, told: Sequence[Passage], *, first: bool) -> str:
    """Return the page's title for its first story, else the heading that opens the story, else its first sentence."""
    if first and page.article.title:
        return page.article.title
    opening = told[0]
    text = opening.text if opening.is_heading or not opening.sentences else opening.sentences[0]
    return " ".join(text[:_LONGEST_HEADLINE].split())


def as_segments(stories: Sequence[Story]) -> tuple[Segment, ...]:
    """Return the segments in the order of their first blocks, every serving one pointed at its story."""
    drafts = [(story, kind, blocks) for story in stories for kind, blocks in _homes(story)]
    drafts.sort(key=lambda draft: draft[2][0])
    numbers = {id(story): i for i, (story, kind, _) in enumerate(drafts) if kind is SegmentKind.STORY}
    return tuple(
        _story_segment(i, story, blocks) if kind is SegmentKind.STORY else _serving(i, story, kind, blocks, numbers)
        for i, (story, kind, blocks) in enumerate(drafts)
    )


def _homes(story: Story) -> list[tuple[SegmentKind, tuple[int, ...]]]:
    """Return the blocks of a story by kind: every block has one home."""
    homes: defaultdict[SegmentKind, list[int]] = defaultdict(list)
    homes[SegmentKind.STORY] = [passage.block.index for passage in story.told]
    for index, kind in story.serving.items():
        homes[kind].append(index)
    return [(kind, tuple(sorted(indexes))) for kind, indexes in homes.items()]


def _story_segment(index: int, story: Story, blocks: tuple[int, ...]) -> Segment:
    return Segment(
        index=index,
        kind=SegmentKind.STORY,
        slug=story.slug,
        headline=story.headline,
        blocks=blocks,
        score=round(story.opening.confidence, 4),
        principals=tuple(as_principal(actor, story.told) for actor in story.principals),
        place=story.place,
        date=story.date,
        cues=story.opening.cues,
    )


def _serving(index: int, story: Story, kind: SegmentKind, blocks: tuple[int, ...], numbers: dict[int, int]) -> Segment:
    return Segment(
        index=index,
        kind=kind,
        slug=f"{story.slug} {kind}",
        headline=story.headline,
        blocks=blocks,
        score=round(story.opening.confidence, 4),
        place=story.place,
        date=story.date,
        serves=numbers[id(story)],
        cues=(Cue(name=f"kind_{kind}", weight=1.0),),
    )
