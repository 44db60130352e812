import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shared.foreign_names import sure_mentions
from tasks.shared.languages import language_of
from tasks.shared.mentions import find_mentions


def names(language, *texts):
    assert language_of(texts) == language
    found = sure_mentions(texts, find_mentions(texts), language)
    return [mention.name.text for mentions in found for mention in mentions]


def test_german_nouns_are_no_names():
    told = names(
        "de",
        "Der Rat der Stadt hat am Montag eine neue Brücke über den Fluss beschlossen, sagte Trainer Thomas Berger.",
        "Die Deutsche Bahn und das Land zahlen die Hälfte, und Berger lobte die Ständige Kommission für ihre Arbeit.",
    )
    assert told == ["Thomas Berger", "Berger"]


def test_french_and_spanish_names_are_told_by_their_first_names():
    told = names(
        "fr",
        "Le maire Antoine Dubois a dit que le pont de la Rivière Noire est fermé pour les travaux, et que Dubois part.",
    )
    assert told == ["Antoine Dubois", "Dubois"]
    told = names(
        "es",
        "La alcaldesa Carmen Ruiz ha dicho que el Puente Viejo no se abre, y que los vecinos de San Isidro lo saben.",
    )
    assert told == ["Carmen Ruiz"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ko", "김민준 시장은 다리를 열었다. 김민준은 기뻐했다. 한국의 대통령은 없었다.", ["김민준", "김민준"]),
        ("ja", "田中健一市長は橋を開いた。田中健一氏は喜んだ。日本の首相はいなかった。", ["田中健一", "田中健一"]),
        ("ja", "ジョン・スミス大統領が来た。ジョン・スミス氏は話した。", ["ジョン・スミス", "ジョン・スミス"]),
        ("zh", "王建国市长打开了桥。王建国很高兴。共和国主席没有来。", ["王建国", "王建国"]),
        ("zh", "总理李文博在桥上说话。李文博回家了。", ["李文博", "李文博"]),
    ],
)
def test_a_family_name_a_given_name_and_a_title_make_a_person(language, text, told):
    assert names(language, text) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "전국의 시장은 다리를 열었다. 이번엔 대표가 없었다."),
        ("ja", "日本の首相は橋を開いた。市長は喜んだ。"),
        ("zh", "市长打开了桥。共和国主席没有来。委员会主席说话。"),
        ("ar", "قال الرئيس محمد علي إن الجسر مفتوح."),
        ("he", "ראש העיר דוד כהן פתח את הגשר."),
        ("th", "นายกรัฐมนตรีเปิดสะพาน"),
        ("hi", "प्रधानमंत्री नरेंद्र मोदी ने पुल खोला।"),
        ("ru", "Нижний Новгород открыл мост. Красный Крест помогал."),
    ],
)
def test_where_no_rule_is_sure_nobody_is_named(language, text):
    assert names(language, text) == []


def test_a_title_alone_told_once_makes_no_person():
    assert names("ko", "김민준 시장은 다리를 열었다.") == []


@given(
    st.lists(st.text(alphabet="이김박 시장은王建国主席田中健一首相ジョン・。 ABer", max_size=60), max_size=4),
    st.sampled_from(["ko", "ja", "zh", "de", "ar", "und"]),
)
def test_no_text_breaks_it(texts, language):
    found = sure_mentions(texts, find_mentions(texts), language)
    assert len(found) == len(texts)
    assert all(mention.name.text for mentions in found for mention in mentions)
