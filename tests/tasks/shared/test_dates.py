import datetime as dt

import pytest

from tasks.shared.dates import full_dates, main_date, relative_date

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
    assert relative_date(f"They met {text} in Tokyo.", SUMMIT) == SUMMIT - dt.timedelta(days=days_before)


def test_a_text_without_a_day_has_no_relative_date():
    assert relative_date("They met.", SUMMIT) is None


def test_the_full_date_of_the_lead_wins():
    assert main_date(["Tokyo – August 23, 2025 – They met on Friday."], dt.date(2025, 8, 24)) == SUMMIT


def test_a_full_date_long_ago_is_history():
    assert main_date(["Since March 1, 2011 much has changed."], SUMMIT) == SUMMIT


def test_without_publication_only_a_full_date_counts():
    assert main_date(["They met today."], None) is None
    assert main_date(["They met.", "a", "b", "Until 23 August 2025."], None) == SUMMIT
