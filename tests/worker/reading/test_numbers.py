import pytest

from worker.reading.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At least 12 people were killed.", [(12, "dead", "12 people were killed")]),
        ("Twelve people died, nine men among them.", [(12, "dead", "Twelve people died"), (9, "men", "nine men")]),
        ("The flood left 4 dead and 30 injured.", [(4, "dead", "4 dead"), (30, "injured", "30 injured")]),
        ("A bomb killed at least five on Monday.", [(5, "dead", "killed at least five")]),
        ("The death toll rose to 41.", [(41, "dead", "toll rose to 41")]),
        ("It killed 3 officers.", [(3, "officer", "3 officers")]),
        ("300 people came.", [(300, "people", "300 people")]),
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
    told = find_numbers("Twelve people died. It left 12 dead, killing 12 people. The toll was 12.")
    assert {number.key for number in told} == {(12.0, "dead")}
    assert len(told) == 4


def test_the_sentence_comes_with_it():
    (number,) = find_numbers("It rained. The flood killed 4 people. It went on.")
    assert number.sentence == "The flood killed 4 people."


@pytest.mark.parametrize("hostile", ["9" * 100_000, "1," * 50_000, "$ " * 50_000, "7 a " * 50_000, "٣ people " * 10])
def test_hostile_text_is_read_in_bounds(hostile):
    assert len(find_numbers(hostile)) < 1000
