import pytest

from tasks.shared.places import dateline_place, find_places, look_up, main_place, places
from tasks.shared.text import readable


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Tokyo,Japan – August 23,2025 – South Korean President Lee", "Tokyo"),
        ("TOKYO (AP) — Prime Minister", "Tokyo"),
        ("WASHINGTON, Jan 5 (Reuters) - The Senate", "Washington"),
        ("MARIBOR, Slovenia — A tram", "Maribor"),
        ("BBC — A tram", None),
        ("The meeting – a first – ended", None),
        ("A tram line opened on Monday.", None),
        ("French – the language – is", None),
    ],
)
def test_datelines(opening, place):
    assert dateline_place(opening) == place


def names(text):
    return [mention.place.name for mention in find_places(readable(text))]


def test_the_longest_name_wins():
    assert names("South Korea and North Korea, then Korea") == ["South Korea", "North Korea", "Korea"]


def test_capitals_tell_the_country_from_the_pronoun():
    assert names("The U.S. told us; the US agreed") == ["United States", "United States"]


def test_district_of_columbia_is_no_place_by_itself():
    assert names("in Washington, D.C. on Monday") == ["Washington"]


def test_a_glued_initialism_is_still_a_country():
    assert names("U.S.Military Personnel") == ["United States"]


@pytest.mark.parametrize(
    ("name", "country"), [("South Korean", "South Korea"), ("Seoul", "South Korea"), ("Coimbra", "Portugal")]
)
def test_demonyms_and_cities_know_their_country(name, country):
    place = look_up(name)
    assert place is not None
    assert place.country == country


def test_the_gazetteer_has_the_worlds_countries():
    countries = {place.country for place in places().values() if place.kind == "country"}
    assert len(countries) > 190


def test_without_a_dateline_the_city_of_the_lead_is_the_place():
    texts = ["A crucial meeting took place in Tokyo today between Japan and South Korea.", "Japan and Japan and Japan."]
    assert main_place(texts) == "Tokyo"


def test_no_place_is_none():
    assert main_place(["Nothing happened anywhere."]) is None
