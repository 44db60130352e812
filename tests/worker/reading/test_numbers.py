import pytest

from worker.reading.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At least 12 people were killed.", [(12, "people", "12 people")]),
        ("Twelve people died, nine men among them.", [(12, "people", "Twelve people"), (9, "men", "nine men")]),
        ("Some 1,400 ferry workers walked out.", [(1400, "worker", "1,400 ferry workers")]),
        ("The bank lent $3.5 billion.", [(3.5e9, "$", "$3.5 billion")]),
        ("Turnout was 40 percent, or 41% in towns.", [(40, "percent", "40 percent"), (41, "percent", "41%")]),
        ("In 2016 elections were held.", []),
        ("He walked 25 kilometers in 3 hours.", []),
        ("The score was 3 to 2.", []),
        ("", []),
    ],
)
def test_a_number_is_told_with_what_it_counts(text, told):
    assert [(number.value, number.unit, number.shown) for number in find_numbers(text)] == told


def test_equal_facts_share_a_key_however_they_are_written():
    spelled, counted = find_numbers("Twelve people died. There were 12 people.")
    assert spelled.key == counted.key


def test_the_sentence_comes_with_it():
    (number,) = find_numbers("It rained. The flood killed 4 people. It went on.")
    assert number.sentence == "The flood killed 4 people."


@pytest.mark.parametrize("hostile", ["9" * 100_000, "1," * 50_000, "$ " * 50_000, "7 a " * 50_000, "٣ people " * 10])
def test_hostile_text_is_read_in_bounds(hostile):
    assert len(find_numbers(hostile)) < 1000
