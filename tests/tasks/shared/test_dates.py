import datetime as dt

import pytest

from tasks.shared.dates import (
    full_dates,
    number_dates,
    part_dates,
    relative_dates,
    weekdays,
    weekdays_of_events,
    with_year,
)

SUMMIT = dt.date(2025, 8, 23)  # a Saturday


@pytest.mark.parametrize(
    "text",
    [
        "August 23,2025",
        "August 23, 2025",
        "23 August 2025",
        "2025-08-23",
        "Aug. 23, 2025",
        "23rd August 2025",
        "AUGUST 23, 2025",
        "23rd of August 2025",
        "2025/08/23",
    ],
)
def test_ways_to_write_a_day(text):
    assert [mention.day for mention in full_dates(f"It was {text}, they said.")] == [SUMMIT]


@pytest.mark.parametrize("text", ["February 31, 2025", "2025-13-01", "0000-01-01", "May 2025", "12 monkeys 2025"])
def test_impossible_days_are_passed_over(text):
    assert full_dates(text) == []


@pytest.mark.parametrize(
    ("text", "days_before"), [("today", 0), ("Yesterday", 1), ("on Saturday", 0), ("on Friday", 1), ("on Sunday", 6)]
)
def test_relative_days_look_back_from_publication(text, days_before):
    assert [told.day for told in relative_dates(f"They met {text} in Tokyo.", SUMMIT)] == [
        SUMMIT - dt.timedelta(days=days_before)
    ]


def test_a_text_without_a_day_has_no_relative_date():
    assert not list(relative_dates("They met.", SUMMIT))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("next Saturday", 7),
        ("last Saturday", -7),
        ("last Friday", -1),
        ("next Monday", 2),
        ("tomorrow", 1),
        ("on the 20th", -3),
        ("on the 1st", 9),
        ("three days ago", -3),
    ],
)
def test_relative_days_know_last_and_next(text, days):
    assert [told.day for told in relative_dates(f"They meet {text} in Tokyo.", SUMMIT)] == [
        SUMMIT + dt.timedelta(days=days)
    ]


@pytest.mark.parametrize("text", ["23.8.2025", "23/08/2025", "08/23/2025"])
def test_numbers_are_read_day_first_unless_that_is_impossible(text):
    assert [mention.day for mention in number_dates(f"am {text} in Wien")] == [SUMMIT]


@pytest.mark.parametrize("text", ["Aug 23", "August 23rd", "23 August", "the 23rd of August"])
def test_a_day_without_its_year_is_the_one_nearest_to_publication(text):
    (mention,) = part_dates(f"It was {text}.")
    assert with_year(mention.day, dt.date(2026, 1, 2)) == SUMMIT
    assert with_year(mention.day, dt.date(2025, 7, 2)) == SUMMIT


@pytest.mark.parametrize("text", ["1.2.3.2025", "99/99/2025", "v1.2.2025.4"])
def test_numbers_that_are_no_days(text):
    assert number_dates(text) == []


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max], ids=["first day", "last day"])
@pytest.mark.parametrize("text", ["on Nov 3", "tomorrow", "yesterday", "next Friday", "last Monday", "on the 31st"])
def test_the_ends_of_the_calendar_do_no_harm(text, published):
    told = [*relative_dates(text, published), *part_dates(text)]
    assert all(dt.date.min <= with_year(mention.day, published) <= dt.date.max for mention in told)


def test_weekdays_are_found_in_any_case_and_only_as_whole_words():
    assert weekdays("On MONDAY, and every Friday; the Sundays were wet.") == {"monday", "friday"}


def test_an_event_falls_on_the_weekday_after_on():
    assert weekdays_of_events("They met on Tuesday after Monday's storm.") == {"tuesday"}
