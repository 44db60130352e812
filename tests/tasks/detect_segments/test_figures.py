import pytest

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from tasks.detect_segments.figures import find_figures
from tasks.detect_segments.page import read_page


def figures(*texts):
    _, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts])
    return find_figures(read_page(ArticleMeta(), blocks).passages)


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The flood killed 15 people, officials said.", {"dead": (15, 15)}),
        ("Fifteen people died when the dam broke.", {"dead": (15, 15)}),
        ("The attack left 12 dead and 30 wounded.", {"dead": (12, 12), "injured": (30, 30)}),
        ("The death toll rose to 1,200 on Monday.", {"dead": (1200, 1200)}),
        ("Two police officers were killed.", {"dead:officer": (2, 2)}),
        ("Police arrested 20 protesters.", {"arrested:protester": (20, 20)}),
        ("12 miners are still missing.", {"missing:miner": (12, 12)}),
        ("Some 2 million voters stayed away.", {"voter": (1_700_000, 2_300_000)}),
    ],
)
def test_a_count_is_read_with_what_it_counts(sentence, counts):
    assert {figure.unit: (figure.low, figure.high) for figure in figures(sentence)} == counts


@pytest.mark.parametrize(
    "sentence", ["No. 12 workers walked out.", "Bus No. 12 passengers were injured.", "Costs of $12 workers paid."]
)
def test_a_number_that_names_or_prices_counts_nothing(sentence):
    assert not list(figures(sentence))


@pytest.mark.parametrize("opening", ["Now", "In the north", "In Northfield"])
def test_a_word_that_only_begins_like_a_number_sign_hides_no_count(opening):
    assert [figure.low for figure in figures(f"{opening} 12 people died.")] == [12]


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("at least 12", 12, 1e12),
        ("more than 12", 13, 1e12),
        ("up to 12", 0, 12),
        ("fewer than 12", 0, 12),
        ("about 100", 85, 115),
        ("nearly 100", 85, 100),
    ],
)
def test_words_before_a_number_leave_its_value_open(phrase, low, high):
    (figure,) = figures(f"The storm killed {phrase} people.")
    assert (figure.low, figure.high, figure.shown) == (low, pytest.approx(high), phrase)


@pytest.mark.parametrize(
    "sentence",
    [
        "He is 12 years old.",
        "The fund lost $12 million.",
        "The storm killed 12 percent of the herd.",
        "A storm killed 12 people last year.",
        "In 2011 a storm killed 12 people.",
        "The storm could kill 12 people.",
        "She leaves three children.",
        "An assailant killed two civilians and a police officer.",
        "The council voted 24 to 19.",
        "Call 0800 123-456.",
    ],
)
def test_what_is_no_count_of_this_event_is_passed_over(sentence):
    assert figures(sentence) == []


def test_ranges_that_meet_do_not_exclude_each_other():
    exact, least, other = figures("It killed 15 people.", "It killed at least 12 people.", "It killed 12 people.")
    assert not exact.excludes(least)
    assert exact.excludes(other)


def test_counts_of_two_days_do_not_exclude_each_other():
    first, second = figures("On Monday 12 people were arrested.", "On Tuesday 15 people were arrested.")
    assert not first.excludes(second)


def test_a_sentence_of_numbers_is_read_in_bounded_time():
    assert len(figures("at least " * 20_000, "12 dead, " * 20_000)) < 100
