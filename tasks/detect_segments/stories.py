"""From seams to segments: each story with its headline, slug, place, date and people, and what serves it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from schemas.segments import Cue, Segment, SegmentKind
from tasks.detect_segments.agents import all_events
from tasks.detect_segments.details import with_details
from tasks.detect_segments.figures import Figure, find_figures
from tasks.detect_segments.meetings import Meeting, find_meetings
from tasks.detect_segments.page import Page, Passage
from tasks.detect_segments.principals import Actor, as_principal, by_prominence, find_actors
from tasks.detect_segments.seams import Gap
from tasks.detect_segments.serving import serving_kinds
from tasks.detect_segments.slugs import make_slug
from tasks.detect_segments.timing import Dated, story_date
from tasks.detect_segments.whereabouts import Located, story_place
from tasks.shared.languages import trust_in
from tasks.shared.text import bare

_LEAD_PASSAGES = 4
_MOST_PRINCIPALS = 12
_LONGEST_HEADLINE = 200
_OPENS_PAGE = Gap(0, 30.0, (Cue(name="opens_page", weight=1.0),))


@dataclass(frozen=True)
class Story:
    """One story of a page before it is numbered.

    `told` are the passages that tell it, `serving` the kinds of the others by block index. What every other story of
    the page asks of it is read once.
    """

    opening: Gap
    told: tuple[Passage, ...]
    serving: dict[int, SegmentKind]
    actors: tuple[Actor, ...]
    headline: str
    slug: str
    events: frozenset[str]
    located: Located | None
    dated: Dated | None
    confidence: float

    @property
    def place(self) -> str | None:
        """Where the story happens."""
        return self.located.place if self.located else None

    @property
    def date(self) -> dt.date | None:
        """When the story happens."""
        return self.dated.day if self.dated else None

    @cached_property
    def principals(self) -> tuple[Actor, ...]:
        """The people and bodies that the story is about, the most prominent first."""
        return tuple(by_prominence(self.actors)[:_MOST_PRINCIPALS])

    @cached_property
    def pair(self) -> tuple[Actor, ...]:
        """The first two people of the story, in the order of its running text."""
        people = [actor for actor in self.actors if actor.prominent and not actor.is_body]
        return tuple(sorted(people[:2], key=lambda actor: actor.first))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What the lead of the story counts."""
        return tuple(find_figures(self.told))

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """What the first two people of the story do together."""
        return tuple(find_meetings(self.told, self.pair))


def split_stories(page: Page, body: Sequence[Passage], seams: Sequence[Gap], first: int = 0) -> list[Story]:
    """Cut all passages of `page` at `seams` (whose `before` are indexes of `body`) and read each part as a story.

    A part runs up to the block where the next story opens, so contents lists, tables and FAQs stay with the story
    that they follow; what stands before the first running passage belongs to the first. Where the first story opens
    at body[first], later than at 0, the title and the greeting of a round-up stand before it and serve it.
    """
    starts = [body[first].block.index if first else 0, *(body[seam.before].block.index for seam in seams)]
    parts = pairwise([*starts, len(page.passages)])
    return [_read_story(page, opening, *part) for opening, part in zip([_OPENS_PAGE, *seams], parts, strict=True)]


def _read_story(page: Page, opening: Gap, start: int, end: int) -> Story:
    passages = page.passages[start:end]
    serving = serving_kinds(passages)
    told = tuple(p for p in passages if p.block.index not in serving) or passages[:1]
    serving = {index: kind for index, kind in serving.items() if index != told[0].block.index}
    if opening is _OPENS_PAGE:
        serving |= dict.fromkeys(range(start), SegmentKind.BOILERPLATE)
    headline = _headline(page, told, first=start == 0)
    actors = tuple(find_actors(told, headline))
    texts = [passage.text for passage in told if not passage.is_heading] or [told[0].text]
    published = page.article.published.date() if page.article.published else None
    names = {word for actor in actors for word in bare(actor.name.text).split()}
    located = story_place(texts, headline, names)
    return Story(
        opening=with_details(opening, page.passages[:start], told),
        told=told,
        serving=serving,
        actors=actors,
        headline=headline,
        slug=make_slug(actors, located.place if located else None, headline, texts),
        events=all_events([headline, *texts[:_LEAD_PASSAGES]]),
        located=located,
        dated=story_date(texts, published),
        confidence=trust_in(page.language),
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
        place_confidence=story.located.confidence if story.located else None,
        date_confidence=story.dated.confidence if story.dated else None,
        cues=story.opening.cues,
        confidence=story.confidence,
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
        place_confidence=story.located.confidence if story.located else None,
        date_confidence=story.dated.confidence if story.dated else None,
        serves=numbers[id(story)],
        cues=(Cue(name=f"kind_{kind}", weight=1.0),),
        confidence=story.confidence,
    )
