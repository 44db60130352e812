import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.outcomes import Fault
from worker.reading.diff import Piece, diff_texts, diff_words, revisions_of

TEXTS = st.text(alphabet="ab \n", max_size=60)


def sides(pieces):
    before = "".join(piece.text for piece in pieces if piece.op != "insert")
    after = "".join(piece.text for piece in pieces if piece.op != "delete")
    return before, after


def test_words_are_set_beside_each_other():
    assert diff_words("The river rose 3 metres", "The river rose 4 metres") == [
        Piece("equal", "The river rose "),
        Piece("delete", "3 "),
        Piece("insert", "4 "),
        Piece("equal", "metres"),
    ]


def test_lines_that_stayed_are_equal_whole():
    assert diff_texts("One.\nTwo.\n", "One.\nTwo.\nThree.\n") == [
        Piece("equal", "One.\nTwo.\n"),
        Piece("insert", "Three.\n"),
    ]
    assert diff_texts("", "") == []


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before, after):
    assert sides(diff_texts(before, after)) == (before, after)


def test_what_is_too_long_to_align_is_replaced():
    for text in ("a\n" * 50_000, "a " * 50_000, "a\n" * 3_900):
        assert sides(diff_texts(text, text + "b")) == (text, text + "b")


@pytest.mark.parametrize("given", ["", "1", "1..", "..2", "1...2", "a..b", "1..2..3", "1" * 12 + "..2"])
def test_what_is_no_pair_of_numbers_is_refused(given):
    with pytest.raises(Fault):
        revisions_of(given)


def test_a_pair_of_numbers_is_read():
    assert revisions_of(" 1..12 ") == (1, 12)
