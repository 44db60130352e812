import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.plan_fetches.cadence import (
    JITTER,
    MAX_BACK_OFF_S,
    MAX_INTERVAL_S,
    MAX_RETRY_S,
    back_off_s,
    next_poll_s,
    retry_s,
)

SECONDS = st.floats(1, 1e7)
COUNTS = st.integers(0, 10**9)


def between(value, least):
    return least <= value <= least * (1 + JITTER)


@given(SECONDS, SECONDS)
def test_a_poll_is_never_sooner_than_the_interval_or_what_was_promised(interval, floor):
    assert between(next_poll_s(interval, floor), max(min(interval, MAX_INTERVAL_S), floor))


@given(st.floats(1, MAX_BACK_OFF_S), COUNTS, st.none() | SECONDS)
def test_a_back_off_doubles_to_a_day_and_heeds_retry_after(interval, errors, after):
    wait = back_off_s(interval, errors, after)
    assert wait >= max(interval, after or 0)
    assert wait <= max(MAX_BACK_OFF_S, after or 0) * (1 + JITTER)


@given(SECONDS, COUNTS, st.none() | SECONDS)
def test_a_retry_waits_at_most_six_hours_unless_asked(base, attempts, after):
    assert retry_s(base, attempts, after) <= max(MAX_RETRY_S, after or 0) * (1 + JITTER)
    assert retry_s(base, attempts, after) >= (after or 0)


@pytest.mark.parametrize("errors", [1, 2, 3, 4])
def test_every_failure_in_a_row_doubles_the_wait(errors):
    assert between(back_off_s(600, errors), 600 * 2 ** (errors - 1))
    assert between(retry_s(30, errors), 30 * 2 ** (errors - 1))


def test_feeds_that_failed_together_do_not_stay_in_step():
    assert len({back_off_s(600, 1) for _ in range(20)}) > 10
