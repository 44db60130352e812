"""Which drafts of a page stay: the witness's word against what the page says of itself."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft

_LINKY = 0.5
_LINKY_TABLE = 0.9
_FEWEST_OUTSIDE = 5
_LABEL = 4
_POINTS = 0.8
_POINTER = 25
_STAMP = 12
_PROSE = 15
_REGION = 30
_REGION_SEEN = 0.25
_REFUTED = 0.5
# Captions and standfirsts are often written twice, once for each width of screen.
_REPEATED = frozenset({BlockKind.PARAGRAPH, BlockKind.FIGURE})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE_ENDS = tuple('.!?…:"”»)')


def is_furniture(draft: Draft) -> bool:
    """Whether the draft is furniture by its names or its links, as far as the page alone can say."""
    return draft.kind is not BlockKind.CONTENTS and (bool(draft.suspects) or is_linky(draft))


def is_linky(draft: Draft) -> bool:
    """Whether the draft is there to lead elsewhere. Tables of data often link one column."""
    return draft.link_share > (_LINKY_TABLE if draft.kind is BlockKind.TABLE else _LINKY)


class Keeper:
    """Judges the drafts of a page whose container is known.

    `seen` holds the identities of the drafts that the witness saw; the weights are words below each
    element, of all drafts and of the seen ones.
    """

    def __init__(
        self, container: _Element, seen: set[int], weights: Counter[_Element], seen_weights: Counter[_Element]
    ) -> None:
        self._inside = set(container.iter())
        self._container = container
        self._seen = seen
        self._weights = weights
        self._seen_weights = seen_weights

    def keep(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts that stay, in order. Headings that nothing follows go, unless the witness saw them."""
        said = {draft.text.casefold() for draft in drafts if self._is_inside(draft)}
        texts: set[str] = set()
        kept: list[Draft] = []
        waiting: list[Draft] = []
        for draft in drafts:
            if not self._is_inside(draft):
                wanted = self._is_wanted_outside(draft, said)
            elif draft.kind is BlockKind.HEADING and id(draft) not in self._seen:
                waiting = [*waiting[-2:], draft] if self._may_head(draft) else waiting
                continue
            elif id(draft) in self._seen:
                wanted = not (_is_pointer(draft) or _is_navigation(draft))
            else:
                repeated = draft.text in texts and draft.kind in _REPEATED
                wanted = not repeated and self._is_wanted(draft, after=kept[-1] if kept else None)
            if wanted:
                kept.extend(self._headed(waiting, draft))
                kept.append(draft)
                texts.add(draft.text)
            # Between the headline and the text stand bylines, dates and share bars.
            waiting = [] if wanted else [heading for heading in waiting if heading.level == 1]
        return kept

    def _headed(self, waiting: list[Draft], draft: Draft) -> Iterator[Draft]:
        # Two headings in a row are a section and its first part; more are a row of cards.
        if draft.kind is not BlockKind.FIGURE:
            yield from waiting[-2:]

    def _is_inside(self, draft: Draft) -> bool:
        return draft.element in self._inside

    def _may_head(self, draft: Draft) -> bool:
        return not self._suspects(draft)

    def _suspects(self, draft: Draft) -> list[_Element]:
        """Return the suspects around the draft that the witness does not refute by having read most of them."""
        return [
            element
            for element in draft.suspects
            if self._seen_weights[element] < _REFUTED * self._weights[element] and element in self._inside
        ]

    def _is_wanted_outside(self, draft: Draft, said: set[str]) -> bool:
        if is_linky(draft) or draft.words < _FEWEST_OUTSIDE:
            return False
        return id(draft) in self._seen and draft.text.casefold() not in said

    def _is_wanted(self, draft: Draft, after: Draft | None) -> bool:
        """Whether an unseen draft inside the container belongs to the story."""
        if draft.kind is BlockKind.CONTENTS:
            return True
        if self._suspects(draft) or is_linky(draft) or _is_label(draft) or _is_stamp(draft):
            return False
        region = self._region(draft)
        if self._seen_weights[region] >= _REGION_SEEN * self._weights[region]:
            return True
        # A section that the witness lost as a whole: prose says that it is one, and the rest keeps its company.
        if draft.kind is BlockKind.PARAGRAPH:
            return draft.words >= _PROSE and draft.text.endswith(_SENTENCE_ENDS)
        return after is not None and after.element is not None and self._region(after) is region

    def _region(self, draft: Draft) -> _Element:
        """Return the smallest element around the draft that says enough to be judged."""
        element = draft.element
        while element is not None and element is not self._container:
            if self._weights[element] >= draft.words + _REGION:
                return element
            element = element.getparent()
        return self._container


def _is_stamp(draft: Draft) -> bool:
    """Whether the draft is a line such as "Updated: 19 November 2019" or "A. Holm, 23 August 2025"."""
    if draft.kind is not BlockKind.PARAGRAPH or draft.words > _STAMP or draft.text.endswith("."):
        return False
    return _YEAR.search(draft.text) is not None


def _is_navigation(draft: Draft) -> bool:
    """Whether the draft stands in a `nav`: a breadcrumb ends with the headline, so the witness thinks it saw it."""
    return draft.kind is not BlockKind.CONTENTS and any(element.tag == "nav" for element in draft.suspects)


def _is_pointer(draft: Draft) -> bool:
    """Whether the draft is a line between paragraphs that only leads away: "Read more: …"."""
    return (
        draft.kind is BlockKind.PARAGRAPH
        and draft.link_share > _POINTS
        and draft.words <= _POINTER
        and not draft.text.endswith(".")
    )


def _is_label(draft: Draft) -> bool:
    """Whether the draft is a scrap of the page's controls: "Close", "5 min read", or a list of these."""
    if draft.kind is BlockKind.LIST:
        return all(len(item.split()) < _LABEL for item in draft.items)
    return draft.kind is BlockKind.PARAGRAPH and draft.words <= _LABEL and not draft.text.endswith(_SENTENCE_ENDS)
