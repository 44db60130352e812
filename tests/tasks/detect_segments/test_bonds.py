import math

import pytest

from tasks.detect_segments.bonds import bonds_at_gaps, read_cosines, side_cosines
from tasks.detect_segments.cohesion import returning
from tasks.detect_segments.recurrence import read_recurrence, weigh

TRAM, SHIP = frozenset({"tram", "rail", "fare"}), frozenset({"ship", "dock", "crane"})
BAGS = [TRAM] * 4 + [SHIP] * 4


def even(_word):
    return 1.0


def at(bags, gap):
    words = read_recurrence(bags, even)
    return bonds_at_gaps(words, read_cosines(words))[gap]


def sides(bags):
    return side_cosines(read_recurrence(bags, even), returning(bags), weigh(bags, even))


def test_nothing_lies_across_a_change_of_subject():
    bonds = at(BAGS, 4)
    assert {name for name, value in bonds.items() if value > 0} == set()
    assert bonds["words_pull_1"] == pytest.approx(-1, abs=0.01)


def test_blocks_inside_a_subject_are_bound_at_every_width():
    bonds = at(BAGS, 2)
    assert bonds["words_across_2"] == pytest.approx(1, abs=0.01)
    assert bonds["words_across_8"] < bonds["words_across_2"]
    assert bonds["words_known_1"] == pytest.approx(1, abs=0.01)


def test_a_stray_block_is_pulled_back_over_the_gap():
    assert at([*BAGS[:4], *BAGS[4:6], TRAM, *BAGS[6:]], 6)["words_pull_1"] > 0.9


def test_a_part_is_bound_as_if_it_stood_alone():
    words = read_recurrence([TRAM, *BAGS, TRAM], even)
    part = bonds_at_gaps(words.within(1, 9), read_cosines(words)[1:9])
    assert part == [{}, *(pytest.approx(at(BAGS, gap)) for gap in range(1, 8))]


def test_the_cosine_of_whole_sides_is_that_of_their_sums():
    bags = [TRAM, TRAM | SHIP, SHIP]
    assert sides(bags) == pytest.approx([1.0, 3 / math.sqrt(3 * 15), 3 / math.sqrt(15 * 3)])


def test_empty_blocks_have_no_bonds():
    empty = [frozenset()] * 3
    assert set(at(empty, 1).values()) == {0.0}
    assert sides(empty) == [1.0, 0.0, 0.0]
