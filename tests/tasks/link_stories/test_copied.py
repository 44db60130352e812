import pytest
from msgspec.structs import replace
from support.facts import Told, detected

from schemas.copies import CopyKind
from schemas.events import CopiedPart, Copy
from schemas.segments import LinkKind
from tasks.link_stories.copied import copied_links

NAMES = ("first", "second")


def part(kind=CopyKind.NEAR, segment=1, of="theirs"):
    return CopiedPart(segment=segment, of_id=of, kind=kind, jaccard=0.5, containment=0.9)


def links(copies=(), former=()):
    fact = detected("https://news.example/a", Told("One."), Told("Two."))
    return list(copied_links(replace(fact, copies=copies, former=former), NAMES))


def copy(*parts, later=True, differences=()):
    return Copy(
        of_id="a", kind=CopyKind.NEAR, jaccard=0.5, containment=0.9, later=later, parts=parts, differences=differences
    )


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        (CopyKind.EXACT, LinkKind.DUPLICATE),
        (CopyKind.NEAR, LinkKind.NEAR_DUPLICATE),
        (CopyKind.REVISED, LinkKind.REVISION_OF),
    ],
)
def test_each_kind_of_copy_is_a_kind_of_link(kind, link):
    (found,) = links([copy(part(kind))])
    assert (found.kind, found.source, found.target, found.score) == (link, "second", "theirs", 0.9)
    assert found.evidence.shared == ("90% of the shorter text", "50% of both")


def test_a_link_runs_from_the_later_to_the_earlier():
    (found,) = links([copy(part(), later=False)])
    assert (found.source, found.target) == ("theirs", "second")


def test_the_words_that_differ_are_told():
    (found,) = links([copy(part(), differences=[("240", "260")] * 9)])
    assert found.evidence.shared[2:] == ("“240” → “260”",) * 4


def test_a_changed_segment_follows_its_former_self_and_an_unchanged_one_does_not():
    found = links(former=[part(CopyKind.REVISED, 0, "before"), part(CopyKind.REVISED, 1, "second")])
    assert [(each.source, each.target, each.kind) for each in found] == [("first", "before", LinkKind.REVISION_OF)]
