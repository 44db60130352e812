import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.central import central_at_gaps
from tasks.detect_segments.recurrence import read_recurrence

TRAM, SHIP = frozenset({"tram", "rail", "fare"}), frozenset({"ship", "dock", "crane"})
HERE = {"here": 0}


def even(_word):
    return 1.0


def at(bags, gap, places=HERE):
    return central_at_gaps(read_recurrence(bags, even), "words", places)[gap]


def test_the_first_block_of_another_subject_sums_up_what_follows():
    values = at([TRAM] * 4 + [SHIP] * 4, 4)
    assert values["words_central_here"] > 0.7
    assert (values["words_back_here"], values["words_ahead_here"]) == (0, pytest.approx(1, abs=0.01))


def test_inside_one_subject_both_sides_tell_a_block_alike():
    values = at([TRAM] * 8, 4)
    assert values["words_central_here"] == pytest.approx(-0.01, abs=0.35)
    assert values["words_back_here"] == values["words_ahead_here"]


def test_a_block_does_not_count_as_its_own_company():
    assert at([TRAM, TRAM, SHIP, TRAM, TRAM], 2)["words_ahead_here"] == 0


def test_places_past_the_ends_have_no_value():
    assert "words_central_after" not in at([TRAM, SHIP], 1, {"here": 0, "after": 1})


BAGS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=2, max_size=40)
ALL = {"before": -1, "here": 0, "after": 1}


def shares(bags, gap, place):
    """Return the shares of the words of bag `place` that twelve bags before and after the gap tell, counted out."""
    sides = range(max(0, gap - 12), gap), range(gap, min(len(bags), gap + 12))
    told = [frozenset().union(*(bags[i] for i in side if i != place)) for side in sides]
    return [len(bags[place] & words) / (math.sqrt(len(bags[place])) + 0.001) ** 2 for words in told]


@given(BAGS, st.data())
def test_the_words_that_return_are_those_that_a_side_tells(bags, data):
    gap = data.draw(st.integers(1, len(bags) - 1))
    values = at(bags, gap, ALL)
    for name, offset in ALL.items():
        if gap + offset < len(bags):
            back, ahead = values[f"words_back_{name}"], values[f"words_ahead_{name}"]
            assert [back, ahead] == pytest.approx(shares(bags, gap, gap + offset))


@given(BAGS, st.data())
def test_a_gap_sees_no_further_than_twelve_blocks(bags, data):
    gap = data.draw(st.integers(1, len(bags) - 1))
    near = bags[max(0, gap - 12) : gap + 12]
    assert at(bags, gap, ALL) == pytest.approx(at(near, min(gap, 12), ALL))


@given(BAGS, st.data())
def test_a_part_of_a_page_is_read_as_if_it_stood_alone(bags, data):
    start = data.draw(st.integers(0, len(bags) - 2))
    end = data.draw(st.integers(start + 2, len(bags)))
    part = read_recurrence(bags, even).within(start, end)
    alone = read_recurrence(bags[start:end], even)
    assert central_at_gaps(part, "words", ALL) == central_at_gaps(alone, "words", ALL)
