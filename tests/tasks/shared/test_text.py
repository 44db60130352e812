import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.text import bare, content_words, fold, readable, sentences, stem, verbatim, words


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("Tokyo,Japan", "Tokyo, Japan"),
        ("on Saturday,signaling", "on Saturday, signaling"),
        ("with Japan.The meeting", "with Japan. The meeting"),
        ("U.S.Military", "U.S. Military"),
        ("~50,000 at 10:30", "~50,000 at 10:30"),
        ("a Ph.D. in 3.5 years", "a Ph.D. in 3.5 years"),
    ],
)
def test_glued_punctuation_gets_its_space_and_numbers_keep_theirs(glued, mended):
    assert readable(glued) == mended


def test_abbreviations_and_initials_do_not_end_a_sentence():
    text = "Mr. Lee met Sen. J. Doe in the U.S. on Monday. They talked. “Good,” he said."
    assert sentences(text) == (
        "Mr. Lee met Sen. J. Doe in the U.S. on Monday.",
        "They talked.",
        "“Good,” he said.",
    )


def test_a_glued_stop_ends_a_sentence():
    assert sentences("Ties with Japan.The meeting followed.") == ("Ties with Japan.", "The meeting followed.")


def test_folding_joins_case_dashes_quotes_and_space():
    assert fold("Ishiba\u2019s  Korea\u2013Japan\u00a0TIES") == "ishiba's korea-japan ties"


def test_bare_drops_diacritics():
    assert bare("Errázuriz, Shinzō") == "errazuriz, shinzo"


def test_words_keep_inner_hyphens_and_apostrophes():
    assert words("Lee Jae-myong’s visit") == ["lee", "jae-myong's", "visit"]


def test_content_words_are_stems_without_stop_words_and_numbers():
    assert content_words("He visited the 12 visits, visiting studies") == ["visit", "visit", "visit", "study"]


@pytest.mark.parametrize(("word", "stemmed"), [("classes", "class"), ("bus", "bus"), ("lee's", "lee"), ("ties", "tie")])
def test_the_stemmer_is_light(word, stemmed):
    assert stem(word) == stemmed


def test_a_quote_is_given_back_as_published():
    text = "Held in  Tokyo,Japan.The end."
    assert [verbatim(text, sentence) for sentence in sentences(text)] == ["Held in  Tokyo,Japan.", "The end."]
    assert verbatim(text, "not there") == ""


@given(st.text(max_size=300))
def test_no_text_breaks_reading_and_every_sentence_can_be_quoted(text):
    for sentence in sentences(text):
        assert verbatim(text, sentence).split() or not sentence.split()
    content_words(text)


def test_runs_of_stops_are_read_once():
    # A second start inside the run would make this quadratic; the suite's time-out would tell.
    assert len(sentences("." * 200_000 + "!" * 200_000)) == 1
