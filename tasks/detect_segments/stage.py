"""The stage: from an article's blocks to its segments and the links between them."""

from collections.abc import Iterator
from typing import Protocol

from schemas.codes import Code
from schemas.events import ArticleKept, SegmentsDetected
from schemas.outcomes import Reject
from schemas.segments import SegmentKind
from tasks.detect_segments.items import divide
from tasks.detect_segments.links import link_stories_of_page
from tasks.detect_segments.page import read_page
from tasks.detect_segments.serving import running
from tasks.detect_segments.stories import as_segments, split_stories
from tasks.shared.mentions import NameFinder


class Needs(Protocol):
    """How names are found; with the same finder the same revision always gives the same segments."""

    @property
    def names(self) -> NameFinder:
        """Find whom the texts of a page name: `tasks.shared.mentions.find_mentions`, or with a model's labels."""


def detect_segments(kept: ArticleKept, needs: Needs) -> Iterator[SegmentsDetected]:
    """Find the story segments of a revision and what serves them; every block gets exactly one home.

    Raises `Reject(EMPTY_PAGE)` when the revision has no block.
    """
    extracted = kept.extracted
    if not extracted.blocks:
        raise Reject(Code.EMPTY_PAGE, "the revision has no block")
    page = read_page(extracted.article, extracted.blocks, needs.names)
    body = running(page)
    stories = split_stories(page, body, *divide(page, body))
    segments = as_segments(stories)
    numbers = [segment.index for segment in segments if segment.kind is SegmentKind.STORY]
    yield SegmentsDetected(kept=kept, segments=segments, links=tuple(link_stories_of_page(stories, numbers)))
