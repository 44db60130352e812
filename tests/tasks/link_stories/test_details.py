import pytest

from tasks.link_stories.details import counts_of, month_days_of, proper_words, weekdays_of, years_of


def test_words_with_a_capital_inside_a_sentence_are_proper():
    text = "The navy ship Mysore sailed to Aden. Pirates fled. Mysore turned back with the Navy of India."
    assert proper_words(text) == {"mysore": 1, "aden": 1, "navy": 1, "india": 1}


def test_a_sentence_cased_like_a_headline_says_nothing_of_names():
    assert not proper_words("Navy Ship Sails For Aden To Hunt Pirates")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Commandos caught 23 pirates and two boats.", {"boat": ("2",), "pirate": ("23",)}),
        ("A quake of magnitude 5.2", {"magnitude": ("5.2",)}),
        ("1,400 ferry workers", {"ferry": ("1400",), "worker": ("1400",)}),
        ("The toll is 12 and the year is done.", {}),
    ],
)
def test_counts_are_told_by_what_they_count(text, counts):
    assert counts_of(text) == counts


def test_days_and_years_are_those_that_the_text_names():
    text = "On Friday, Aug. 23, 2025, and on 1 September the talks of 1998 were remembered."
    assert years_of(text) == ("1998", "2025")
    assert month_days_of(text) == ("aug23", "sep1")
    assert weekdays_of(text) == ("friday",)


def test_a_text_of_digits_takes_no_time_that_grows_with_its_square():
    assert counts_of("1" * 100_000) == {}
    assert counts_of("1," * 100_000) == {}
