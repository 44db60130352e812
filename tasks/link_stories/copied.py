"""Links between segments that carry the same text, as `find_copies` found them."""

from collections.abc import Iterator, Sequence

from schemas.copies import CopyKind
from schemas.events import CopiedPart, SegmentsDetected
from schemas.segments import Evidence, LinkKind, StoryLink

KINDS = {
    CopyKind.EXACT: LinkKind.DUPLICATE,
    CopyKind.NEAR: LinkKind.NEAR_DUPLICATE,
    CopyKind.REVISED: LinkKind.REVISION_OF,
}
SHOWN = 4


def copied_links(detected: SegmentsDetected, names: Sequence[str]) -> Iterator[StoryLink]:
    """Yield a link for each pair of segments with the same text; `names` are the ids of the new segments.

    They run from the later article to the earlier one. The score is the containment of the smaller text in the larger.
    """
    for copy in detected.copies:
        changed = tuple(_change(*pair) for pair in copy.differences[:SHOWN])
        for part in copy.parts:
            ends = (names[part.segment], part.of_id)
            source, target = ends if copy.later else ends[::-1]
            yield _link(source, target, part, changed)
    for part in detected.former:
        # A segment whose text was left alone has kept its id.
        if names[part.segment] != part.of_id:
            yield _link(names[part.segment], part.of_id, part, ())


def _link(source: str, target: str, part: CopiedPart, changed: tuple[str, ...]) -> StoryLink:
    shared = (f"{part.containment:.0%} of the shorter text", f"{part.jaccard:.0%} of both", *changed)
    return StoryLink(
        source=source, target=target, kind=KINDS[part.kind], score=part.containment, evidence=Evidence(shared=shared)
    )


def _change(before: str, after: str) -> str:
    return f"“{before}” → “{after}”"
