"""Which segments of two pages carry the same text, when there are many."""

import random

import pytest
from support.facts import AT
from support.prose import sentence

from schemas import ids
from schemas.blocks import Block, BlockKind, lay_out
from schemas.copies import CopyKind
from schemas.events import StoredPage, StoredPart
from schemas.segments import SegmentKind
from tasks.find_copies import parts as module
from tasks.find_copies.kinds import is_copy
from tasks.find_copies.likeness import Likeness
from tasks.find_copies.parts import MOST_COMPARED, parts_of
from tasks.find_copies.reading import read_page, read_part

NEAR, EXACT, REVISED = CopyKind.NEAR, CopyKind.EXACT, CopyKind.REVISED


def page(texts, url="https://one.example/a"):
    """Return a page each of whose paragraphs is a segment."""
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    parts = [StoredPart(segment_id=str(n), kind=SegmentKind.STORY, blocks=(n,)) for n in range(len(blocks))]
    article = ids.article_id(url)
    return StoredPage(
        article_id=article, url=url, title="A", published=AT, first_seen=AT, content_sha=article, blocks=blocks,
        sketch=(), parts=tuple(parts),
    )  # fmt: skip


def found(own, others, kind=NEAR):
    mine, theirs = page(own), page(others, "https://two.example/b")
    return list(parts_of(mine, theirs, kind, Likeness(read_page(mine.blocks), read_page(theirs.blocks))))


def pairs(own, others):
    return [(part.segment, int(part.of_id), part.kind) for part in found(own, others)]


def texts(count, seed=0, sentences=2):
    rng = random.Random(seed)
    return [" ".join(sentence(rng) for _ in range(sentences)) for _ in range(count)]


def edited(text):
    return f"{text} One more word."


def of_all(own, others):
    """Return what comparing each with each finds."""
    mine, theirs = page(own), page(others)
    for n, part in enumerate(mine.parts):
        reading = read_part(mine.blocks, part.blocks)
        likenesses = [(Likeness(reading, read_part(theirs.blocks, other.blocks)), other) for other in theirs.parts]
        alike = [(-each.jaccard, other.segment_id) for each, other in likenesses if is_copy(each)]
        if alike:
            jaccard, name = min(alike)
            yield n, int(name), EXACT if jaccard == -1 else NEAR


@pytest.mark.parametrize("seed", range(10))
def test_of_few_each_is_compared_with_each(seed):
    rng = random.Random(seed)
    pool = texts(12, seed)
    pool += [edited(text) for text in pool] + ["", "One", "Two words", pool[0].lower()]
    own, others = (rng.choices(pool, k=rng.randint(2, MOST_COMPARED)) for _ in range(2))
    assert pairs(own, others) == list(of_all(own, others))


def test_equal_segments_are_found_among_all():
    told = texts(150)
    turned = list(enumerate(told))[::-1]
    assert pairs(told, [text for _, text in turned]) == [(n, 149 - n, EXACT) for n in range(150)]


def test_a_changed_segment_of_a_long_live_blog_is_found():
    told = texts(150)
    changed = [*told[:77], edited(told[77]), *told[78:]]
    assert [pair for pair in pairs(changed, told) if pair[2] is not EXACT] == [(77, 77, NEAR)]


def test_of_hundreds_that_changed_the_longest_are_compared():
    told = [*texts(30, 1, sentences=9), *texts(120, 2)]
    assert [pair[:2] for pair in pairs([edited(text) for text in told], told)][:30] == [(n, n) for n in range(30)]


def test_the_comparisons_are_bounded(monkeypatch):
    asked = []
    monkeypatch.setattr(module, "is_copy", asked.append)
    found(texts(300, 1), texts(300, 2))
    assert len(asked) == MOST_COMPARED**2
    asked.clear()
    found(["The same words in each of them."] * 300, ["The same words in each of them."] * 300)
    assert len(asked) == 300
