import pytest

from tasks.shared.places import find_places, longest_by_first_word, look_up, places
from tasks.shared.text import readable


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


def test_a_landmark_is_its_city():
    assert names("He left the White House for Downing Street") == ["Washington", "London"]


def test_first_words_tell_how_far_to_look():
    assert longest_by_first_word("new") > 1
    assert longest_by_first_word("tram") == 0
