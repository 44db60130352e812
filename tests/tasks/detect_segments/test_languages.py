"""Short pages in languages other than English: read right as far as a rule is sure, and never cut for nothing."""

import pytest

from schemas.blocks import BlockKind
from tasks.detect_segments.page import read_page
from tasks.shared.languages import language_of

# Language -> (headline, paragraphs, sentences in them, people who are named for certain).
PAGES = {
    "ko": (
        "김민준 시장, 한빛교 재개통",
        [
            "김민준 시장은 23일 한빛교를 다시 열었다. 다리는 2년 동안 닫혀 있었다.",
            "공사에는 120억 원이 들었다. 김민준은 “시민들이 오래 기다렸다”고 말했다.",
            "상인들은 다리가 닫힌 동안 손님이 줄었다고 했다. 버스는 월요일부터 다리를 건넌다.",
            "시의회는 내년 봄에 두 번째 다리를 검토한다. 강 건너 주민들은 이를 반겼다.",
        ],
        8,
        ["김민준"],
    ),
    "ja": (
        "田中健一市長、青葉橋を再開",
        [
            "田中健一市長は23日、青葉橋を再び開いた。橋は二年間閉じられていた。",
            "工事費は12億円だった。「長く待たせた。」と田中健一氏は述べた。",
            "商店主らは客が減ったと話した。バスは月曜日から橋を渡る。",
            "市議会は来年春に第二の橋を検討する。対岸の住民は歓迎した！",
        ],
        8,
        ["田中健一"],
    ),
    "zh": (
        "王建国市长重新开放青山桥",
        [
            "王建国市长23日重新开放了青山桥。这座桥关闭了两年。",
            "工程耗资1.2亿元。王建国说：“市民等了很久。”桥上挤满了人。",
            "商人说客人少了一半。公共汽车从星期一开始过桥。",
            "市议会明年春天将研究第二座桥。对岸的居民会同意吗？",
        ],
        9,
        ["王建国"],
    ),
    "es": (
        "La alcaldesa reabre el Puente Viejo",
        [
            "La alcaldesa Carmen Ruiz reabrió el lunes el Puente Viejo, que estuvo cerrado durante dos años.",
            "Las obras costaron 12 millones de euros. ¿Era necesario? «Sí», dijo Ruiz, que no quiso dar detalles.",
            "Los comerciantes de la orilla norte dicen que la mitad de los clientes se fueron. El bus vuelve mañana.",
            "El pleno estudiará un segundo puente en primavera. Los vecinos de San Isidro lo piden desde hace años.",
        ],
        8,
        ["Carmen Ruiz"],
    ),
    "fr": (
        "Le maire rouvre le Pont Neuf",
        [
            "Le maire Antoine Dubois a rouvert lundi le Pont Neuf, qui était fermé depuis deux ans pour des travaux.",
            "Les travaux ont coûté 12 millions d'euros. « C'était long ! » M. Dubois n'a pas voulu en dire plus.",
            "Les commerçants de la rive nord disent que la moitié des clients sont partis. Le bus revient demain.",
            "Le conseil étudiera un second pont au printemps. Les habitants de la Rive Gauche le demandent.",
        ],
        8,
        ["Antoine Dubois"],
    ),
    "de": (
        "Bürgermeister öffnet die Alte Brücke",
        [
            "Bürgermeister Thomas Berger hat am 23. August die Alte Brücke geöffnet, die zwei Jahre lang gesperrt war.",
            "Die Arbeiten haben 12 Millionen Euro gekostet. „Das war lang.“ Mehr wollte Berger dazu nicht sagen.",
            "Die Händler am Nordufer sagen, dass die Hälfte der Kunden nicht mehr kommt. Der Bus fährt ab Montag.",
            "Der Stadtrat prüft im Frühjahr eine Zweite Brücke. Die am Südufer warten z. B. auf die Bahn.",
        ],
        8,
        ["Thomas Berger"],
    ),
    "ar": (
        "إعادة فتح الجسر القديم",
        [
            "أعاد رئيس البلدية فتح الجسر القديم يوم الاثنين. كان الجسر مغلقا منذ عامين.",
            "بلغت كلفة الأعمال 12 مليون يورو. هل كان ذلك ضروريا؟ نعم، قال المجلس.",
            "يقول التجار إن نصف الزبائن غادروا. ستعود الحافلة غدا.",
            "سيدرس المجلس جسرا ثانيا في الربيع. السكان ينتظرون ذلك!",
        ],
        9,
        [],
    ),
    "ru": (
        "Старый мост снова открыт",
        [
            "Мэр Ирина Орлова в понедельник открыла Старый мост. Мост был закрыт два года.",
            "Работы стоили 12 млн евро. Орлова сказала: «Долго». Больше она ничего не сказала.",
            "Торговцы говорят, что половина покупателей ушла. Автобус пойдёт с понедельника.",
            "Совет весной рассмотрит второй мост и т. д. Жители Нижнего Берега этого ждут.",
        ],
        9,
        ["Ирина Орлова"],
    ),
    "he": (
        "הגשר הישן נפתח מחדש",
        [
            "ראש העיר פתח ביום שני את הגשר הישן. הגשר היה סגור שנתיים.",
            "העבודות עלו 12 מיליון אירו. האם זה היה נחוץ? כן, אמרה המועצה.",
            "הסוחרים אומרים שמחצית הלקוחות עזבו. האוטובוס יחזור מחר.",
        ],
        7,
        [],
    ),
    "th": (
        "เปิดสะพานเก่าอีกครั้ง",
        [
            "นายกเทศมนตรีเปิดสะพานเก่าอีกครั้งเมื่อวันจันทร์ หลังจากปิดไปสองปี",
            "งานก่อสร้างใช้เงินสิบสองล้านยูโร พ่อค้าบอกว่าลูกค้าหายไปครึ่งหนึ่ง",
            "สภาจะพิจารณาสะพานที่สองในฤดูใบไม้ผลิ ชาวบ้านรอคอยมานาน",
        ],
        3,
        [],
    ),
    "hi": (
        "पुराना पुल फिर खुला",
        [
            "महापौर ने सोमवार को पुराना पुल फिर खोला। पुल दो साल से बंद था।",
            "काम पर बारह करोड़ रुपये खर्च हुए। क्या यह ज़रूरी था? परिषद ने कहा कि हाँ।",
            "दुकानदार कहते हैं कि आधे ग्राहक चले गए। बस कल से चलेगी।",
        ],
        7,
        [],
    ),
    "tr": (
        "Eski köprü yeniden açıldı",
        [
            "Belediye başkanı iki yıl kapalı kalan eski köprüyü pazartesi günü açtı. Köprü çok eski ve dar bir yapı.",
            "Çalışmalar 12 milyon avroya mal oldu. Bu kadar para gerekli miydi? Meclis gerekli olduğunu söyledi.",
            "Esnaf müşterilerin yarısının gittiğini söylüyor. Otobüs ise yarın ve daha sonra her gün köprüden geçecek.",
        ],
        7,
        [],
    ),
}
every_language = pytest.mark.parametrize("language", PAGES)


@pytest.fixture
def detected(pages, language):
    headline, paragraphs, _, _ = PAGES[language]
    return pages.detect([pages.heading(headline, level=1), *pages.paragraphs(*paragraphs)], title=headline)


@every_language
def test_the_language_is_known(language):
    headline, paragraphs, _, _ = PAGES[language]
    assert language_of([headline, *paragraphs]) == language


@every_language
def test_a_page_of_one_story_is_not_cut(pages, detected):
    (story,) = pages.stories(detected)
    assert story.blocks == tuple(range(len(detected.kept.extracted.blocks)))
    assert story.slug
    assert detected.links == ()


@every_language
def test_confidence_is_low(detected):
    assert all(segment.confidence is not None and segment.confidence <= 0.4 for segment in detected.segments)


@every_language
def test_people_are_named_where_a_rule_is_sure_and_nobody_else(pages, detected, language):
    (story,) = pages.stories(detected)
    assert [principal.name for principal in story.principals] == PAGES[language][3]
    text = detected.kept.extracted.text
    assert all(quote in text for principal in story.principals for quote in principal.evidence)


@every_language
def test_sentences_are_split_right(detected, language):
    extracted = detected.kept.extracted
    read = read_page(extracted.article, extracted.blocks)
    told = [sentence for passage in read.passages if not passage.is_heading for sentence in passage.sentences]
    assert len(told) == PAGES[language][2], told


@pytest.mark.parametrize("language", ["ko", "ja", "zh", "de", "fr"])
def test_furniture_in_any_language_serves_the_story(pages, language):
    headline, paragraphs, _, _ = PAGES[language]
    blocks = [pages.heading(headline, level=1), pages.block(BlockKind.CONTENTS, paragraphs[0][:12])]
    blocks += [*pages.paragraphs(*paragraphs), pages.block(BlockKind.TABLE, "1 | 2"), pages.block(BlockKind.FAQ, "?")]
    segments = pages.detect(blocks, title=headline).segments
    (story,) = (segment for segment in segments if segment.kind == "story")
    serving = {str(segment.kind): segment.serves for segment in segments if segment.kind != "story"}
    assert serving == dict.fromkeys(("boilerplate", "table", "faq"), story.index)


def test_english_is_trusted(pages):
    text = "The mayor of the town has opened the bridge again, and the council said that it was closed for two years."
    (story,) = pages.stories(pages.detect(pages.paragraphs(text)))
    assert story.confidence > 0.8
