import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.datelines import dateline_place, read_dateline


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Tokyo,Japan – August 23,2025 – South Korean President Lee", "Tokyo"),
        ("TOKYO (AP) — Prime Minister", "Tokyo"),
        ("WASHINGTON (AP) - The president", "Washington"),
        ("WASHINGTON, Jan 5 (Reuters) - The Senate", "Washington"),
        ("BRUSSELS, Nov 3 (Reuters) - EU ministers", "Brussels"),
        ("MARIBOR, Slovenia — A tram", "Maribor"),
        ("SEOUL/TOKYO - The envoys", "Seoul"),
        ("NEW DELHI: The minister", "New Delhi"),
        ("Paris, 3 November 2023 (AFP) – The museum", "Paris"),
        ("Washington (CNN) The president", "Washington"),
        ("CONCORD, N.H. — A moose", "Concord"),
        ("FORT HOOD, Texas (CNN) -- A soldier", "Fort Hood"),
        ("NORTH HAVERBROOK, Vt. — A monorail", "North Haverbrook"),
        ("STRATFORD-UPON-AVON, England — A swan", "Stratford-Upon-Avon"),
        ("BEIJING, Jan. 3 (Xinhua) -- China", "Beijing"),
        ("LONDON | The mayor", "London"),
        ("BBC — A tram", None),
        ("REUTERS - A tram", None),
        ("OPINION: A tram", None),
        ("Sunday, March 17, 2013 | A tram", None),
        ("Trump: The talks went well", None),
        ("Isis - also known as", None),
        ("File - In this photo", None),
        ("The meeting – a first – ended", None),
        ("A tram line opened on Monday.", None),
        ("French – the language – is", None),
        ("", None),
    ],
)
def test_datelines(opening, place):
    assert dateline_place(opening) == place


def test_a_dateline_tells_the_day():
    found = read_dateline("Tokyo,Japan – August 23,2025 – South Korean President Lee")
    assert found.day.day == dt.date(2025, 8, 23)
    assert read_dateline("BRUSSELS, Nov 3 (Reuters) - EU ministers").day.day == dt.date(1, 11, 3)


def test_an_unknown_town_is_marked():
    assert not read_dateline("NORTH HAVERBROOK, Vt. — A monorail").known


@given(st.text(max_size=120))
def test_no_text_breaks_a_dateline(text):
    read_dateline(text)
