import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.detect_segments.timing import story_date

SUMMIT = dt.date(2025, 8, 23)  # a Saturday


@pytest.mark.parametrize(
    ("texts", "published", "day"),
    [
        (["Tokyo – August 23, 2025 – They met on Friday."], dt.date(2025, 8, 24), SUMMIT),
        (["TOKYO, Aug 23 (Reuters) - They met."], dt.date(2025, 8, 24), SUMMIT),
        (["They met on Saturday."], dt.date(2025, 8, 25), SUMMIT),
        (["They met.", "The talks of Saturday were short."], dt.date(2025, 8, 25), SUMMIT),
        (["They will meet next Friday, they said yesterday."], dt.date(2025, 8, 24), SUMMIT),
        (["They met on 23 August, before a summit on Monday."], dt.date(2025, 8, 26), SUMMIT),
        (["They met on 23.8.2025."], dt.date(2025, 8, 26), SUMMIT),
        (["Since March 1, 2011 much has changed."], SUMMIT, SUMMIT),
        (["They met.", "a", "b", "It is 23 August 2025."], None, SUMMIT),
        (["She was born on 2 May 1950. They met on 23 August 2025."], None, SUMMIT),
        (["They met today."], None, None),
    ],
)
def test_the_day_of_a_story(texts, published, day):
    dated = story_date(texts, published)
    assert (dated.day if dated else None) == day


def test_the_surest_day_is_the_datelines_and_the_least_sure_the_publications():
    line = story_date(["Tokyo – August 23, 2025 – They met."], SUMMIT)
    lead = story_date(["They met on Friday."], SUMMIT)
    none = story_date(["They met."], SUMMIT)
    assert 1 > line.confidence > lead.confidence > none.confidence > 0


def test_a_day_that_is_planned_is_less_sure_than_one_that_was():
    planned, was = story_date(["They will meet on Friday."], SUMMIT), story_date(["They met on Friday."], SUMMIT)
    assert planned.confidence < was.confidence


@given(st.lists(st.text(max_size=80), max_size=4), st.none() | st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 1)))
def test_no_text_breaks_the_search(texts, published):
    dated = story_date(texts, published)
    assert dated is None or 0 <= dated.confidence <= 1
