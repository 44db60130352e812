"""Which story segments of two pages carry the same text."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from schemas.copies import CopyKind
from schemas.events import CopiedPart, StoredPage, StoredPart
from schemas.segments import SegmentKind
from tasks.find_copies.kinds import is_copy
from tasks.find_copies.likeness import Likeness
from tasks.find_copies.reading import Reading, read_part

# Each with each takes half a second between two pages of 400 segments, which only digests and live blogs have.
MOST_COMPARED = 40
ROUND = 4

Text = frozenset[int]


@dataclass(frozen=True)
class _Told:
    """A segment and its text."""

    part: StoredPart
    reading: Reading

    @property
    def text(self) -> Text:
        return self.reading.shingles


def stories_of(page: StoredPage) -> list[StoredPart]:
    """Return the segments that tell a story."""
    return [part for part in page.parts if part.kind is SegmentKind.STORY]


def parts_of(mine: StoredPage, page: StoredPage, kind: CopyKind, whole: Likeness) -> Iterator[CopiedPart]:
    """Yield which story segments carry the same text; where either page tells one story, `whole` is their likeness.

    Equal texts are found among all. Of the others the `MOST_COMPARED` longest of either page are compared.
    """
    own, others = stories_of(mine), stories_of(page)
    if len(own) == len(others) == 1:
        yield _part(own[0], others[0], kind, whole)
        return
    told, theirs = _read(mine, own), _read(page, others)
    equal = _by_text(theirs)
    rest = {one.part.segment_id for one in _longest([one for one in told if one.text not in equal])}
    rivals = _longest(theirs, last={one.text for one in told})
    for one in told:
        near = equal.get(one.text) or (rivals if one.part.segment_id in rest else ())
        compared = [(Likeness(one.reading, other.reading), other.part) for other in near]
        alike = [each for each in compared if is_copy(each[0])]
        if alike:
            likeness, of = min(alike, key=lambda each: (-each[0].jaccard, each[1].segment_id))
            yield _part(one.part, of, kind, likeness)


def _read(page: StoredPage, parts: Sequence[StoredPart]) -> list[_Told]:
    return [_Told(part, read_part(page.blocks, part.blocks)) for part in parts]


def _by_text(told: Sequence[_Told]) -> dict[Text, tuple[_Told]]:
    """Return the segment with the least id of each text; what has no words has no text."""
    found: dict[Text, tuple[_Told]] = {}
    for one in sorted(told, key=lambda one: one.part.segment_id):
        if one.text:
            found.setdefault(one.text, (one,))
    return found


def _longest(told: Sequence[_Told], last: Collection[Text] = ()) -> list[_Told]:
    """Return the segments with most words; after all others those whose texts are in `last`.

    What both versions of a live blog have is seldom what one of its changed segments comes from.
    """
    return sorted(told, key=lambda one: (one.text in last, -len(one.reading.words)))[:MOST_COMPARED]


def _part(part: StoredPart, theirs: StoredPart, kind: CopyKind, likeness: Likeness) -> CopiedPart:
    """Return the pair. Of two pages with one text and two headlines the segments are still equal."""
    changed = CopyKind.NEAR if kind is CopyKind.EXACT else kind
    return CopiedPart(
        segment=int(part.segment_id),
        of_id=theirs.segment_id,
        kind=CopyKind.EXACT if likeness.jaccard == 1 else changed,
        jaccard=round(likeness.jaccard, ROUND),
        containment=round(likeness.containment, ROUND),
    )
