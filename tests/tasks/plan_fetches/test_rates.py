import math
import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tasks.plan_fetches.rates import HOUR_S, MAX_AGE_S, WEEK_HOURS, WEEK_S, Rhythm, learn, rates, week_hour

MONDAY = datetime(2025, 8, 25, tzinfo=UTC).timestamp()
DAY_S = 24 * HOUR_S
TIMES = st.lists(st.none() | st.floats(-1e12, 1e12), max_size=30)


def per_hour(rhythm, now):
    return sum(rates(rhythm, now)) / WEEK_HOURS * HOUR_S


def test_weeks_begin_on_monday_midnight_utc():
    assert week_hour(MONDAY) == 0
    assert week_hour(MONDAY - 1) == 167
    assert week_hour(MONDAY + 2 * DAY_S + 5 * HOUR_S) == 53


def test_a_first_look_tells_a_span_and_not_a_number():
    ten_an_hour = learn(None, [MONDAY - number * 360 for number in range(50)], MONDAY)
    one_a_day = learn(None, [MONDAY - number * DAY_S for number in range(50)], MONDAY)
    assert 9 < per_hour(ten_an_hour, MONDAY) < 13
    assert 0.9 < 24 * per_hour(one_a_day, MONDAY) < 1.3


def test_a_feed_that_falls_silent_is_expected_to_publish_ever_less():
    rhythm = learn(None, [MONDAY - number * HOUR_S for number in range(20)], MONDAY)
    expected = [per_hour(rhythm, MONDAY + weeks * WEEK_S) for weeks in (0, 1, 2, 8, 30)]
    assert expected == sorted(expected, reverse=True)
    assert expected[-1] < expected[0] / 50


def test_the_hours_of_an_office_are_learned():
    chance = random.Random(3)
    times = [MONDAY + day * DAY_S + chance.uniform(9, 17) * HOUR_S for day in range(35) if day % 7 < 5 for _ in "1234"]
    learned = rates(learn(None, times, MONDAY + 5 * WEEK_S), MONDAY + 5 * WEEK_S)
    tuesday, sunday = learned[24:48], learned[144:168]
    assert sum(tuesday[9:17]) > 5 * sum(tuesday[:8])
    assert sum(tuesday[9:17]) > 5 * sum(sunday[9:17])


def test_three_entries_make_no_rhythm():
    times = [MONDAY - WEEK_S + HOUR_S / 2, MONDAY - 3 * DAY_S, MONDAY - HOUR_S]
    learned = rates(learn(None, times, MONDAY), MONDAY)
    assert max(learned) < 40 * min(learned)


def test_an_entry_that_claims_to_be_older_than_the_last_look_counts_between_the_looks():
    rhythm = learn(None, [MONDAY - DAY_S, MONDAY - HOUR_S], MONDAY)
    later = learn(rhythm, [MONDAY - 400 * DAY_S, None], MONDAY + 2 * HOUR_S, looked=MONDAY, shown=7)
    assert round(later.counts[week_hour(MONDAY + HOUR_S)], 2) == 1
    assert later.shown == 7


def test_looks_one_by_one_teach_what_one_look_at_the_end_does():
    chance = random.Random(5)
    times = sorted(MONDAY + chance.uniform(0, 3 * WEEK_S) for _ in range(200))
    now, rhythm = times[0], learn(None, times[:1], times[0])
    while now < MONDAY + 3 * WEEK_S:
        looked, now = now, now + 5 * HOUR_S
        rhythm = learn(rhythm, [time for time in times if looked < time <= now], now, looked=looked)
    at_once = learn(None, times, now)
    pairs = zip(rates(rhythm, now), rates(at_once, now), strict=True)
    assert all(abs(one - other) < 0.02 * other for one, other in pairs)


@given(TIMES, TIMES, st.floats(0, 4e9), st.floats(0, 1e9))
def test_whatever_a_feed_says_its_rates_are_positive_and_its_state_small(first, more, start, passed):
    rhythm = learn(learn(None, first, start), more, start + passed, looked=start, shown=len(more))
    assert all(0 < rate < math.inf for rate in rates(rhythm, start + passed))
    assert set(rhythm.counts) <= set(range(WEEK_HOURS))
    assert rhythm.since >= rhythm.at - MAX_AGE_S


@given(st.floats(0, 4e9), st.floats(-1e9, 1e9))
def test_a_clock_that_jumps_breaks_nothing(now, jump):
    rhythm = Rhythm(since=now - DAY_S, at=now, counts={0: 3.0}, shown=3)
    assert all(rate > 0 for rate in rates(rhythm, now + jump))
