import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.central import read_centrality

TRAM, SHIP = frozenset({"tram", "rail", "fare"}), frozenset({"ship", "dock", "crane"})
HERE = {"here": 0}


def even(_word):
    return 1.0


def at(bags, gap, places=HERE):
    return read_centrality(bags, even).at_gaps("words", places)[gap]


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


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=2, max_size=40), st.data())
def test_the_neighbourhood_that_is_moved_equals_the_one_that_is_counted(bags, data):
    gap = data.draw(st.integers(1, len(bags) - 1))
    near = bags[max(0, gap - 12) : gap + 12]
    assert at(bags, gap) == pytest.approx(at(near, min(gap, 12)))
