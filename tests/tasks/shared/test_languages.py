import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.languages import grammar_words, language_of, trust_in

TEXTS = {
    "en": "The council has agreed to build a bridge across the river, and the mayor said that it was needed by all.",
    "de": "Der Rat hat beschlossen, eine Brücke über den Fluss zu bauen, und die Stadt muss sie nicht allein bezahlen.",
    "fr": "Le conseil a décidé de construire un pont sur la rivière, et la ville ne doit pas le payer avec les impôts.",
    "es": "El consejo ha decidido construir un puente sobre el río, y la ciudad no tiene que pagarlo con impuestos.",
    "it": "Il consiglio ha deciso di costruire un ponte sul fiume, e la città non lo deve pagare con le tasse.",
    "pt": "O conselho decidiu construir uma ponte sobre o rio, e a cidade não tem de pagar com os impostos.",
    "nl": "De raad heeft besloten een brug over de rivier te bouwen, en de stad hoeft het niet alleen te betalen.",
    "pl": "Rada zdecydowała, że most na rzece nie jest za drogi, ale miasto nie może się na to zgodzić.",
    "tr": "Meclis nehrin üzerine bir köprü yapılmasına karar verdi ve bu karar çok para için değil, daha iyi yol için.",
    "id": "Dewan memutuskan untuk membangun jembatan di atas sungai itu, dan kota tidak akan membayar dengan pajak.",
    "ko": "시의회는 강 위에 다리를 놓기로 결정했다.",
    "ja": "市議会は川に橋を架けることを決めた。",
    "zh": "市议会决定在河上建一座桥。",
    "ar": "قرر المجلس بناء جسر فوق النهر.",
    "he": "המועצה החליטה לבנות גשר מעל הנהר.",
    "th": "สภาเมืองตัดสินใจสร้างสะพานข้ามแม่น้ำ",
    "hi": "परिषद ने नदी पर पुल बनाने का निर्णय लिया।",
    "ru": "Совет решил построить мост через реку.",
    "el": "Το συμβούλιο αποφάσισε να χτίσει μια γέφυρα.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_sentence_or_two_tell_their_language(language, text):
    assert language_of([text]) == language


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [("Bridge approved", None, None), ("Bridge approved", "pt-BR", "pt"), (TEXTS["de"], "en", "de"), ("", "x-y", None)],
)
def test_the_claim_of_a_page_counts_where_the_text_is_unclear(text, claimed, language):
    assert language_of([text], claimed) == language


def test_a_long_text_without_any_known_word_of_grammar_is_undetermined():
    words = "qabotho lizwe mfundo ngelo thandi sikolo zabantu"
    assert language_of([" ".join([words] * 12)]) == "und"
    assert language_of([" ".join([words] * 12)], "zu") == "zu"


def test_english_is_trusted_most_and_scripts_without_capitals_least():
    assert trust_in("en") == trust_in(None) > 0.8
    assert trust_in("fr") > trust_in("de") > trust_in("ko") > 0
    assert all(trust_in(language) <= 0.4 for language in TEXTS if language != "en")


def test_words_of_grammar_are_known_in_all_languages():
    assert {"der", "les", "the", "que"} <= grammar_words()


@given(st.lists(st.text(max_size=80), max_size=6), st.none() | st.text(max_size=8))
def test_no_text_and_no_claim_breaks_it(texts, claimed):
    language = language_of(texts, claimed)
    assert language is None or language.isalpha()
    assert 0 < trust_in(language) <= 1
