import math

import pytest

from tasks.detect_segments.bonds import BAND, bonds_at, read_bonds, side_cosines

TRAM, SHIP = frozenset({"tram", "rail", "fare"}), frozenset({"ship", "dock", "crane"})
BAGS = [TRAM] * 4 + [SHIP] * 4


def even(_word):
    return 1.0


def test_products_count_shared_words_by_their_rarity():
    rows = read_bonds([TRAM, TRAM | SHIP], lambda word: 2.0 if word == "tram" else 1.0).products
    assert rows[0][1] == pytest.approx(6.0)
    assert rows[0][0] == pytest.approx(6.0, abs=0.01)


def test_blocks_are_held_only_against_their_neighbours():
    assert max(map(len, read_bonds([TRAM] * 60, even).products)) == BAND


def test_nothing_lies_across_a_change_of_subject():
    bonds = bonds_at(read_bonds(BAGS, even), 4)
    assert {name for name, value in bonds.items() if value > 0} == set()
    assert bonds["pull_1"] == pytest.approx(-1, abs=0.01)


def test_blocks_inside_a_subject_are_bound_at_every_width():
    bonds = bonds_at(read_bonds(BAGS, even), 2)
    assert bonds["across_2"] == pytest.approx(1, abs=0.01)
    assert bonds["across_8"] < bonds["across_2"]
    assert bonds["known_1"] == pytest.approx(1, abs=0.01)


def test_a_stray_block_is_pulled_back_over_the_gap():
    bonds = bonds_at(read_bonds([*BAGS[:4], *BAGS[4:6], TRAM, *BAGS[6:]], even), 6)
    assert bonds["pull_1"] > 0.9


def test_the_cosine_of_whole_sides_is_that_of_their_sums():
    bags = [TRAM, TRAM | SHIP, SHIP]
    assert side_cosines(bags, even) == pytest.approx([1.0, 3 / math.sqrt(3 * 15), 3 / math.sqrt(15 * 3)])


def test_empty_blocks_have_no_bonds():
    empty = [frozenset()] * 3
    assert set(bonds_at(read_bonds(empty, even), 1).values()) == {0.0}
    assert side_cosines(empty, even) == [1.0, 0.0, 0.0]
