import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import find_seams, score_gaps
from tasks.detect_segments.trees import load_model
from tasks.detect_segments.weights import KINDS, WEIGHTS

STREET = [f"The baker on Long Street sells rye bread number {n} to the baker's guests." for n in range(6)]
SHIP = [f"Sailors painted a ferry hull in dock {n} while cranes lifted the ferry engine." for n in range(6)]


def page_of(texts):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    return read_page(ArticleMeta(), blocks)


@pytest.fixture
def page():
    return page_of(STREET + SHIP)


def test_every_gap_is_scored_and_explained(page):
    gaps = score_gaps(page, page.passages)
    assert [gap.before for gap in gaps] == list(range(1, 12))
    assert all(0 <= gap.confidence <= 1 for gap in gaps)
    assert {cue.name for gap in gaps for cue in gap.cues} <= {*WEIGHTS, *load_model().features}


def test_the_change_of_subject_scores_highest(page):
    assert max(score_gaps(page, page.passages), key=lambda gap: gap.score).before == 6


def test_words_alone_do_not_cut():
    texts = [text.lower() for text in (*STREET, *SHIP)]
    page = page_of(texts)
    best = max(score_gaps(page, page.passages), key=lambda gap: gap.score)
    assert {"words_part", "valley"} <= {cue.name for cue in best.cues}
    assert find_seams(page, page.passages) == []


def test_every_kind_names_cues_that_have_a_weight():
    assert {name for names in KINDS.values() for name in names} <= set(WEIGHTS)


def test_a_span_too_short_for_two_stories_is_never_cut():
    short = page_of(STREET[:1] + SHIP[:2])
    assert find_seams(short, short.passages) == []
