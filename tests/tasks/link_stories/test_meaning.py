import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.encoders import HALF, HashedWords
from support.facts import Told, detected

from tasks.link_stories.judge import explain, likeness
from tasks.link_stories.meaning import (
    GREATEST,
    MOST_FIGURES,
    Meaning,
    figures_of,
    likeness_of_meaning,
    read_meanings,
)
from tasks.link_stories.pairing import UNTOLD, pair_features
from tasks.link_stories.profile import from_json, profile, to_json

DAY = dt.date(2025, 8, 23)
ENCODER = HashedWords()
ENGLISH = "The ferry ran aground on the rocks near the port and 180 people were taken off by boats in the fog."
FRENCH = "Le ferry a été évacué dans le port et les 180 passagers ont été sauvés par des bateaux en pleine nuit."


def meaning(text, headline="", encoder=ENCODER):
    (found,) = read_meanings([(headline, text)], encoder)
    return found


def told(text, encoder=ENCODER, day=DAY):
    segment = detected("https://news.example/a", Told(text)).segments[0]
    return profile(segment, text, day, *read_meanings([(segment.headline, text)], encoder))


def test_without_an_encoder_nothing_is_told_or_stored():
    assert read_meanings([("A", "b"), ("C", "d")], None) == [None, None]
    mine = told(ENGLISH, None)
    assert "meaning" not in to_json(mine)
    features = pair_features(mine, told(FRENCH, None))
    assert (features["meaning"], features["figures"], features["one_language"]) == (UNTOLD, UNTOLD, UNTOLD)


def test_a_meaning_is_kept_with_its_profile():
    mine = told(ENGLISH)
    assert from_json(to_json(mine)) == mine
    assert mine.meaning == Meaning("hashed", mine.meaning.vector, "en", ("180",))
    assert len(mine.meaning.vector) == ENCODER.size


def test_equal_texts_mean_the_same_and_others_less():
    assert likeness_of_meaning(meaning(ENGLISH), meaning(ENGLISH)) == 1.0
    assert likeness_of_meaning(meaning(ENGLISH), meaning(ENGLISH + " Nobody was hurt.")) > 0.8
    assert likeness_of_meaning(meaning(ENGLISH), meaning("Night trains return to Vienna next winter.")) < 0.5


def test_vectors_of_two_models_are_not_compared():
    mine, theirs = told(ENGLISH), told(ENGLISH, HashedWords(model="other"))
    assert likeness_of_meaning(mine.meaning, theirs.meaning) is None
    assert likeness_of_meaning(mine.meaning, replace(mine.meaning, vector=b"\1")) is None
    assert pair_features(mine, theirs)["meaning"] == UNTOLD
    assert not mine.meaning.keys.keys() & theirs.meaning.keys.keys()


def test_one_side_without_a_meaning_is_judged_as_before():
    plain, other = told(ENGLISH, None), told(ENGLISH + " Nobody was hurt.")
    features = pair_features(plain, other)
    assert features["meaning"] == UNTOLD
    assert features == pair_features(plain, replace(other, meaning=None))


def test_features_are_symmetrical_and_cosines_are_not_below_nothing():
    one, other = told(ENGLISH), told(FRENCH)
    assert pair_features(one, other) == pair_features(other, one)
    opposite = replace(one, meaning=replace(one.meaning, vector=bytes(-number % 256 for number in one.meaning.vector)))
    assert pair_features(one, opposite)["meaning"] == 0.0


def test_reports_in_two_languages_are_judged_by_meaning_figures_and_days_alone():
    mine, theirs = told(ENGLISH), told(FRENCH)
    features = {**pair_features(mine, theirs), "meaning": 0.8}
    assert (features["one_language"], features["figures"]) == (0.0, 1.0)
    assert set(explain(features)) <= {"meaning", "figures", "days"}
    assert likeness(features) > 0.5
    assert likeness({**features, "meaning": 0.1}) < 0.05
    assert likeness({**features, "figures": 0.0}) < likeness(features)


def test_the_language_is_not_told_of_what_nobody_can_read():
    short = told("Zzz qqq.")
    assert short.meaning.language is None
    assert pair_features(short, told(ENGLISH))["one_language"] == UNTOLD


def test_keys_are_pairs_of_the_greatest_numbers():
    keys = meaning(ENGLISH).keys
    assert len(keys) <= math.comb(GREATEST, 2)
    assert all(key.startswith("~hashed:") for key in keys)
    assert keys == meaning(ENGLISH).keys
    mine = told(ENGLISH)
    assert mine.keys.items() >= mine.meaning.keys.items() > set()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1,000 people and 2.25 percent", ("1000", "2.25")),
        ("1.000 personnes, 2,25 %", ("1000", "2.25")),
        ("180명", ("180",)),
        ("12,345,678.90", ("12345678.90",)),
        ("none", ()),
    ],
)
def test_figures_are_one_however_they_are_written(text, figures):
    assert figures_of(text) == figures


@given(st.text(max_size=300))
def test_any_text_has_few_short_figures(text):
    found = figures_of(text + "9" * 5000)
    assert len(found) <= MOST_FIGURES


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_text_has_a_meaning_or_none(text, headline):
    found = meaning(text, headline)
    assert found is None or len(found.vector) == ENCODER.size


def test_half_a_surrogate_pair_is_no_trouble():
    assert meaning(f"A flood {HALF} in town").vector == meaning("A flood ? in town").vector


@pytest.mark.parametrize("vector", [[], [0.0, 0.0], [1.0, math.nan], [math.inf, 1.0]])
def test_what_has_no_direction_has_no_meaning(vector):
    class Lost(HashedWords):
        def encode(self, texts):
            return [vector for _ in texts]

    assert meaning(ENGLISH, encoder=Lost()) is None
