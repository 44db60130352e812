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


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("市議会は橋を決めた。「よい橋だ。」と市長は述べた。工事は来月始まる！", 3),
        ("市议会决定建桥。他说：“很好。”工程持续两年？是的。", 4),
        ("시의회가 결정했다. 시장은 기뻐했다. 비용은 3.5% 늘었다.", 3),
        ("قرر المجلس بناء الجسر. هل يكفي المال؟ نعم! انتهى.", 4),
        ("परिषद ने निर्णय लिया। काम शुरू हुआ। अंत।", 3),
        ("Am 23. August beschloss der Rat z. B. den Bau. Im 19. Jahrhundert gab es Dr. Meier. „Gut.“ Er ging.", 4),
        ("« Oui. » Il part. M. Dubois a dit : « Non ! » Puis il sortit.", 4),
        ("¿Qué pasó? ¡Nada! El Sr. Pérez salió de EE. UU. ayer.", 3),
        ("Совет решил. В 2024 г. Москва росла. «Да». Он ушёл и т. д. домой.", 4),
        ("Karar verildi. 23. yıl bitti. Şimdi başlıyor.", 3),
        ("המועצה החליטה. ראש העיר שמח. סוף!", 3),
    ],
    ids=["ja", "zh", "ko", "ar", "hi", "de", "fr", "es", "ru", "tr", "he"],
)
def test_sentences_of_other_scripts_and_customs_are_split(text, count):
    found = sentences(text)
    assert len(found) == count
    assert all(verbatim(text, sentence) == sentence for sentence in found)


def test_scripts_without_spaces_are_read_in_pieces():
    assert content_words("東京で会談した") == ["東京", "京で", "で会", "会談", "談し"]
    assert content_words("สะพานใหม่")[0] == "สะพา"


def test_vowel_signs_belong_to_words():
    assert words("नदी पर पुल") == ["नदी", "पर", "पुल"]


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
