from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.labelled_names import Label
from tasks.shared.mentions import find_mentions


def labeller(*told):
    """A model that knows some words: (words, is a body)."""

    def label(sentences):
        return [
            [Label(s.index(words), s.index(words) + len(words), body) for words, body in told if words in s]
            for s in sentences
        ]

    return label


def names(text, *told):
    (found,) = find_mentions([text], label=labeller(*told))
    return [(m.name.text, m.body) for m in found]


def test_a_label_adds_whom_the_rules_do_not_know():
    assert names("We saw Xqwz there.", ("Xqwz", False)) == [("Xqwz", False)]


def test_two_capitals_without_a_label_are_nobody():
    assert names("We like Mean Tigers here.") == []
    assert names("We like Zelmo Tigers here.", ("Zelmo Tigers", False)) == [("Zelmo Tigers", False)]


def test_what_the_rules_are_sure_of_needs_no_label():
    assert names("President Qzx and John Kelly met the FBI.") == [("Qzx", False), ("John Kelly", False), ("FBI", True)]


def test_titles_articles_and_places_are_read_off_a_label():
    assert names("Then Mr. Xqwz left.", ("Mr. Xqwz", False)) == [("Xqwz", False)]
    assert names("We went to Japan.", ("Japan", False)) == []


def test_a_labelled_body_counts_when_it_is_called_like_one():
    assert names("We saw Zorblat there.", ("Zorblat", True)) == []
    assert names("We like Mean Tigers here.", ("Mean Tigers", True)) == []


def test_a_labelled_surname_is_found_again():
    assert names("We saw Xqwz there. Then it was Xqwz again.", ("saw Xqwz", False)) == [("Xqwz", False)] * 2


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70))))
def test_no_label_breaks_the_search(texts, spans):
    def label(sentences):
        return [[Label(min(a, b), max(a, b), a > b) for a, b in spans] for _ in sentences]

    assert len(find_mentions(texts, label=label)) == len(texts)
