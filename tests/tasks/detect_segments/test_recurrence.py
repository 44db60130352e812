import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.recurrence import BAND, read_recurrence

TRAM, SHIP = frozenset({"tram", "rail", "fare"}), frozenset({"ship", "dock", "crane"})
BAGS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=1, max_size=40)


def even(_word):
    return 1.0


def rare_tram(word):
    return 2.0 if word == "tram" else 1.0


def test_products_count_shared_words_by_their_rarity():
    read = read_recurrence([TRAM, TRAM | SHIP], rare_tram)
    assert read.products[0][BAND] == read.products[1][BAND - 2] == pytest.approx(6.0)
    assert read.own == pytest.approx([6.0, 9.0])


def test_blocks_are_held_only_against_their_neighbours():
    read = read_recurrence([TRAM] * 60, even)
    assert sum(map(bool, read.products[30])) == 2 * (BAND - 1)


@given(BAGS, st.data())
def test_sums_along_a_row_are_those_of_the_single_products(bags, data):
    read = read_recurrence(bags, even)
    here = data.draw(st.integers(0, len(bags) - 1))
    near = {place: len(bags[here] & bags[place]) for place in range(len(bags)) if 0 < abs(place - here) < BAND}
    assert read.around[here][-1] == sum(near.values())
    count = min(BAND, len(bags) - here)
    words = [word for bag in bags[here : here + count] for word in bag]
    assert read.lengths[here][count] == sum(words.count(word) ** 2 for word in set(words))


@given(BAGS, st.data())
def test_a_word_is_found_where_it_stands_next(bags, data):
    read = read_recurrence(bags, even)
    here = data.draw(st.integers(0, len(bags) - 1))
    distance = data.draw(st.integers(1, BAND - 1))
    before = frozenset().union(*bags[max(0, here - distance) : here])
    after = frozenset().union(*bags[here + 1 : here + 1 + distance])
    assert read.back[here][distance] == len(bags[here] & before)
    assert read.ahead[here][distance] == len(bags[here] & after)
