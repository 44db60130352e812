import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.plan_fetches.rates import HOUR_S, WEEK_HOURS
from tasks.plan_fetches.when import next_look_s, price

DAY_S = 24 * HOUR_S
RATES = st.lists(st.floats(1e-9, 1), min_size=WEEK_HOURS, max_size=WEEK_HOURS)
NOW = st.floats(0, 4e9)


def wait(rates, now=0.0, **more):
    return next_look_s(rates, now, **{"waiting": price(600), "least_s": 1, "most_s": DAY_S, **more})


def flat(per_hour):
    return [per_hour / HOUR_S] * WEEK_HOURS


def test_one_entry_an_hour_gets_the_interval_the_price_was_made_of():
    assert wait(flat(1)) == pytest.approx(600)


def test_a_quarter_of_the_rate_doubles_the_interval():
    assert wait(flat(0.25)) == pytest.approx(1200)
    assert wait(flat(1 / 16), now=1234.5) == pytest.approx(2400)


def test_a_quiet_night_puts_the_look_into_the_morning():
    night = [1e-9] * 8 + [4 / HOUR_S] * 16
    assert wait(night * 7, now=4 * DAY_S) == pytest.approx(8 * HOUR_S + 300, rel=0.01)


def test_a_feed_that_shows_few_entries_is_looked_at_before_they_push_each_other_out():
    assert wait(flat(10), waiting=1e9, shown=20) == pytest.approx(HOUR_S)
    assert wait(flat(10), waiting=1e9) == DAY_S


@given(RATES, NOW, st.floats(1e-3, 1e9), st.integers(0, 1000))
def test_a_look_keeps_to_its_bounds(rates, now, waiting, shown):
    assert 300 <= next_look_s(rates, now, waiting=waiting, least_s=300, most_s=7200, shown=shown) <= 7200


@given(RATES, NOW, st.floats(1, 100), st.integers(0, 1000))
def test_more_entries_never_mean_a_later_look(rates, now, factor, shown):
    more = [rate * factor for rate in rates]
    assert wait(more, now, shown=shown) <= wait(rates, now, shown=shown) * (1 + 1e-9)


@given(RATES, NOW, st.floats(1, 1e6), st.floats(1, 100))
def test_a_higher_price_never_means_an_earlier_look(rates, now, waiting, factor):
    assert wait(rates, now, waiting=waiting * factor) >= wait(rates, now, waiting=waiting) * (1 - 1e-9)
