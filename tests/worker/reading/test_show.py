from datetime import UTC, datetime, timedelta, timezone

import pytest

from worker.reading.show import around, local

TEXT = "In the evening, about 17 hours after the quake, firefighters pulled a girl alive from the rubble in Pescara."


def test_the_part_of_a_text_that_shows_something_is_kept():
    assert around(TEXT, "evening", 40).startswith("In the evening")
    assert "Pescara" in around(TEXT, "pescara", 40)
    assert around(TEXT, "pescara", 40).startswith("… ")


@pytest.mark.parametrize("seen", ["evening", "girl", "Pescara", "nowhere", "", TEXT])
@pytest.mark.parametrize("width", [20, 40, 200])
def test_it_fits_the_width(seen, width):
    assert len(around(TEXT, seen, width)) <= width + 2


def test_the_ends_of_the_calendar_stay_as_they_are():
    west = timezone(timedelta(hours=-11))
    assert local(datetime.min.replace(tzinfo=UTC), west).year == 1
    assert local(datetime(2026, 3, 12, 6, tzinfo=UTC), west).hour == 19
