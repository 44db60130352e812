import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.cohesion import is_valley, overlap, straddling, straddling_near

BAGS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=2, max_size=12)


def bags(*words):
    return [frozenset(word) for word in words]


def test_a_gap_that_no_word_crosses_is_near_zero():
    values = straddling(bags("abcd", "abcd", "abcd", "wxyz", "wxyz", "wxyz"), [4] * 6)
    assert min(values) == values[3] < 0.2


def test_words_that_return_everywhere_leave_no_gap():
    assert min(straddling(bags("abcd", "abcd", "abcd", "abcd"), [4] * 4)) > 0.9


def test_a_text_without_repetition_is_no_evidence():
    assert straddling(bags("ab", "cd", "ef"), [2] * 3) == pytest.approx([1, 1, 1])


def test_a_far_away_return_does_not_hide_a_near_seam():
    page = bags(*["abcd"] * 4, *["wxyz"] * 4, *["abcd"] * 4)
    assert straddling_near(page, [4] * 12, 3)[4] < straddling(page, [4] * 12)[4]


def test_overlap_is_measured_on_the_smaller_side():
    assert overlap(bags("abcdefgh", "ab", "yz"), 1) == [1.0, 1.0, 0.0]


def test_a_valley_is_no_higher_than_its_neighbours():
    assert [is_valley([1, 0.5, 0.2, 0.6], gap) for gap in (1, 2, 3)] == [False, True, False]


@given(BAGS)
def test_near_and_whole_agree_where_the_reach_covers_the_span(page):
    sizes = [3] * len(page)
    assert straddling_near(page, sizes, len(page)) == pytest.approx(straddling(page, sizes))
