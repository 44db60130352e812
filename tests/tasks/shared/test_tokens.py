import pytest

from tasks.shared.tokens import is_headline_cased, read_tokens


def test_a_possessive_ends_a_run_and_leaves_the_name():
    (name, visit) = read_tokens("Ishiba’s visit")
    assert (name.text, name.ends_run, visit.joined) == ("Ishiba", True, True)


def test_punctuation_parts_words_but_an_abbreviated_title_does_not():
    assert [token.joined for token in read_tokens("Dr. Lee, Kim")] == [False, True, False]


def test_a_sentence_is_read_up_to_a_bound():
    assert len(read_tokens("word " * 5000)) == 2000


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        ("Key Objectives And Participants Of The Meeting", True),
        ("Ferry crews in Bergen stop work over night shifts", False),
        ("Toshihiro Nikai and Shigeru Ishiba met Donald Trump.", False),
        ("Tokyo", False),
    ],
)
def test_capitals_say_nothing_in_a_headline_but_much_in_a_sentence(text, cased):
    assert is_headline_cased(text) is cased
