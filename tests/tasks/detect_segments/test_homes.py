"""Whatever a page is made of, every block has one home, and the answer is well formed and always the same."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.blocks import SEPARATOR, BlockKind
from schemas.segments import LinkKind, SegmentKind

FRAGMENTS = (
    "President Lee Jae Myung met", "Prime Minister Shigeru Ishiba", "in Tokyo", "on 23 August 2025", "on Monday",
    "GENEVA (AP) —", "at least 12 people were killed.", "The death toll rose to 15.", "Share your views below!",
    "He said", "Trump-Kim summit", "Frequently Asked Questions", "Background", "Read more", "By Anna Weber", "12:30",
    "“Good,”", "。", "石破茂首相は東京で会談した。", "이재명 대통령은 도쿄를 방문했다.", "قال الرئيس.", "नदी।", "ß",
    "\u0301", "\u202e", "\x00", "\ud800", "U.S.", "1.", "…", "—", "a", "| b |", "\n", "\t", "\xa0", "😀", "A" * 90,
    "lee", "LEE", "and", "of the", "“", "»",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join) | st.text(max_size=80)
DRAFTS = st.lists(
    st.tuples(st.sampled_from(BlockKind), TEXTS, st.sampled_from([None, 1, 2, 3, 6])), min_size=1, max_size=24
)


def read(pages, drafts, title):
    blocks = [
        pages.heading(text, level) if kind is BlockKind.HEADING else pages.block(kind, text)
        for kind, text, level in drafts
    ]
    return pages.detect(blocks, title=title)


@settings(max_examples=120, deadline=None)
@given(DRAFTS, TEXTS)
def test_any_page_is_well_told(pages, drafts, title):
    detected = read(pages, drafts, title)
    check_homes(detected, len(drafts))
    check_offsets(detected)
    check_links(detected)


def check_homes(detected, count):
    segments = detected.segments
    assert sorted(index for segment in segments for index in segment.blocks) == list(range(count))
    assert [segment.index for segment in segments] == list(range(len(segments)))
    assert [segment.blocks[0] for segment in segments] == sorted(segment.blocks[0] for segment in segments)
    assert all(segment.blocks == tuple(sorted(segment.blocks)) for segment in segments)
    assert all(0 <= segment.score <= 1 and 0 < segment.confidence <= 1 and segment.slug for segment in segments)
    stories = [segment for segment in segments if segment.kind is SegmentKind.STORY]
    assert stories
    assert all(segment.serves is None for segment in stories)
    serving = [segment for segment in segments if segment.kind is not SegmentKind.STORY]
    assert all(segment.serves in {story.index for story in stories} for segment in serving)


def check_offsets(detected):
    extracted = detected.kept.extracted
    assert extracted.text == SEPARATOR.join(extracted.text[block.start : block.end] for block in extracted.blocks)
    for segment in detected.segments:
        for principal in segment.principals:
            assert all(quote in extracted.text for quote in principal.evidence)


def check_links(detected):
    stories = {segment.index for segment in detected.segments if segment.kind is SegmentKind.STORY}
    pairs = [frozenset((link.source, link.target)) for link in detected.links]
    assert len(pairs) == len(set(pairs))
    for link in detected.links:
        assert link.source != link.target
        assert {link.source, link.target} <= stories
        assert 0 < link.score <= 1
        assert (link.kind is LinkKind.CONTRADICTS) == bool(link.evidence.conflicts)
        for conflict in link.evidence.conflicts:
            assert len(conflict.quotes) == 2
            assert all(quote and quote in detected.kept.extracted.text for quote in conflict.quotes)


@settings(max_examples=30, deadline=None)
@given(DRAFTS, TEXTS)
def test_the_same_page_is_always_told_the_same_way(pages, drafts, title):
    first, second = (read(pages, drafts, title) for _ in range(2))
    assert first.segments == second.segments
    assert first.links == second.links


def test_a_page_of_all_kinds_has_all_its_blocks_at_home(pages):
    kinds = itertools.islice(itertools.cycle(BlockKind), 60)
    drafts = [(kind, f"Anna Weber met Paul Okoro in Geneva on Monday, block {i}.", 2) for i, kind in enumerate(kinds)]
    check_homes(read(pages, drafts, "Talks"), 60)
