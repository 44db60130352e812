from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.reading.axis import axis_of, lasting, scale_of

START = datetime(2026, 3, 12, 6, 10, tzinfo=UTC)
SPANS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40)


def after(**length):
    return START + timedelta(**length)


def header(moments, width):
    return axis_of(moments, width).header(UTC)


@given(SPANS, st.integers(16, 150))
def test_every_moment_has_a_column_and_later_ones_no_earlier_column(seconds, width):
    moments = sorted(START + timedelta(seconds=each) for each in seconds)
    axis = axis_of(moments, width)
    columns = [axis.column(at) for at in moments]
    assert columns == sorted(columns)
    assert all(0 <= column < width for column in columns)
    assert axis.folded.isdisjoint(columns)
    assert all(axis.spans(at) for at in moments)


@given(SPANS, st.integers(16, 150))
def test_what_stands_above_fits_the_width(seconds, width):
    days, clock = header([START + timedelta(seconds=each) for each in seconds], width)
    assert days.strip()
    assert len(days) <= width
    assert len(clock) <= width


def test_the_first_and_the_last_moment_stand_at_the_ends():
    axis = axis_of([START, after(hours=5)], 60)
    assert (axis.column(START), axis.column(after(hours=5))) == (0, 59)
    assert (axis.column(after(hours=-1)), axis.column(after(hours=9))) == (0, 59)


def test_one_moment_stands_at_the_beginning():
    assert axis_of([START], 40).column(START) == 0
    assert header([START], 40) == ("12 Mar", "06:10")


def test_long_silence_is_folded_and_named():
    moments = [START, after(hours=1), after(hours=2), after(days=10), after(days=10, hours=2)]
    axis = axis_of(moments, 80)
    (fold,) = axis.folds
    assert fold.shown == "//10 d//"
    assert "//10 d//" in axis.header(UTC)[1]
    assert axis.column(after(hours=2)) - axis.column(START) > 20
    assert not axis.spans(after(days=5))


def test_few_moments_and_even_ones_are_not_folded():
    assert axis_of([START, after(days=30)], 80).folds == ()
    assert axis_of([after(hours=number) for number in range(24)], 80).folds == ()


@pytest.mark.parametrize(
    ("end", "days", "clock"),
    [
        ({"minutes": 12}, "12 Mar", "06:10 06:12 06:14 06:16 06:18 06:20"),
        ({"hours": 30}, "12 Mar", "06:10 12:00 18:00 00:00 06:00"),
        ({"days": 9}, "12 Mar", ""),
        ({"days": 400}, "Mar 2026", ""),
    ],
)
def test_ticks_suit_the_span(end, days, clock):
    above, below = header([START, after(**end)], 64)
    assert above.startswith(days)
    assert below.split() == clock.split()
    if not clock:
        assert len(above.split()) > 4


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=-11)), timezone(timedelta(hours=11))])
def test_the_ends_of_the_calendar_can_be_drawn(zone):
    ends = [datetime.min.replace(tzinfo=UTC), START, datetime.max.replace(tzinfo=UTC)]
    assert axis_of(ends, 80).header(zone)[0]
    assert axis_of([ends[2] - timedelta(hours=9), ends[2]], 80).header(zone)[1]
    assert axis_of([ends[0], ends[0] + timedelta(hours=9)], 80).header(zone)[1]


def test_a_new_day_is_named_where_it_begins():
    above, _ = header([START, after(hours=30)], 64)
    assert above.split("  ")[0] == "12 Mar"
    assert "13 Mar" in above


@pytest.mark.parametrize(
    ("hours", "scale"), [(0, "minutes"), (3, "minutes"), (4, "hours"), (72, "hours"), (73, "days")]
)
def test_the_scale_is_what_a_reader_would_count_in(hours, scale):
    assert scale_of([START, after(hours=hours)]) == scale


def test_a_length_of_time_is_told_in_its_largest_unit():
    told = [lasting(timedelta(minutes=number)) for number in (0, 40, 119, 120, 60 * 47, 60 * 48)]
    assert told == ["0 min", "40 min", "119 min", "2 h", "47 h", "2 d"]
