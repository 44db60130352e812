import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.hand import Hand
from tasks.detect_segments.page import read_page

CURLY = ["The mayor\u2019s office said \u201cno\u201d to the tram line."] * 4
STRAIGHT = ['The mayor\'s office said "no" to the tram line.'] * 4
NEUTRAL = ["The office said no to the tram line."] * 4


def at(texts, gap, first=0, end=None):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    return Hand(read_page(ArticleMeta(), blocks).passages).at(gap, first, len(texts) if end is None else end)


def test_quotes_typed_otherwise_on_the_other_side_turn():
    values = at(CURLY + STRAIGHT, 4)
    assert values["hand_quotes"] == pytest.approx(1.6)
    assert values["hand_here"] == 2


@pytest.mark.parametrize("gap", [2, 6])
def test_inside_one_hand_nothing_turns(gap):
    assert at(CURLY + STRAIGHT, gap)["hand_here"] == 0


@pytest.mark.parametrize("texts", [CURLY + NEUTRAL, NEUTRAL + STRAIGHT, NEUTRAL + NEUTRAL], ids=["left", "right", "no"])
def test_a_side_that_shows_nothing_turns_nothing(texts):
    assert at(texts, 4)["hand_here"] == 0


def test_a_use_beyond_eight_blocks_is_forgotten():
    assert at(CURLY + NEUTRAL * 3 + STRAIGHT, 8)["hand_here"] == 0


def test_courtesy_titles_that_come_are_seen():
    plain, polite = ["Anna Berg spoke. Berg left early."] * 3, ["Mr. Berg spoke. Mr. Berg left."] * 3
    assert at(plain + polite, 3)["hand_courtesy"] > at(polite + polite, 3)["hand_courtesy"] == 0


def test_longer_paragraphs_are_seen_with_their_sign():
    short, long = ["The tram runs."] * 3, ["The tram runs over the bridge to the other side of the river each day."] * 3
    assert at(short + long, 3)["hand_size"] > 0 > at(long + short, 3)["hand_size"]


def test_what_stands_outside_the_span_is_not_looked_at():
    texts = CURLY + STRAIGHT
    assert at(NEUTRAL + texts + NEUTRAL, 8, 4, 12) == pytest.approx(at(texts, 4))
    assert at(CURLY + NEUTRAL + STRAIGHT, 6, 4, 12)["hand_here"] == 0
