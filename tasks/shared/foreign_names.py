"""Whom a text in another language than English names: only what a rule is sure of, and nobody else.

Where names alone carry capitals, the English rules find them among much else; a known first name or a title tells them
apart. In German all nouns carry capitals, so there nothing but those tells. Korean, Japanese and Chinese have no
capitals; a family name, a given name of the right length and a title right after it make a person. Arabic, Hebrew,
Thai and Hindi mark neither ends nor beginnings of names: nobody is named there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.languages import CASELESS, UNDETERMINED
from tasks.shared.mentions import Mention
from tasks.shared.names import Name, read_name
from tasks.shared.text import bare, sentences, word_set

_HAN, _KATAKANA = "\u4e00-\u9fff", "\u30a1-\u30fa\u30fc"
_KOREAN_FAMILIES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함"
    "변염여추도석선설마길연위표명기반왕금옥육인맹제탁국어은편용"
)
_KOREAN_TITLES = "대통령|총리|장관|의원|대표|시장|지사|위원장|총재|원내대표|후보|회장|사장|교수|감독|총장|청장|대변인"
_JAPANESE_FAMILIES = word_set(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 清水
    山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田
    西村 藤井 岡本 三浦 藤原 金子 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 上田 森田 柴田 酒井 工藤 横山
    宮崎 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 河野 小島 村田 武田 上野 杉山 増田 菅 菅原 平野 大塚 小泉
    石破 岸田 安倍 麻生 二階 高市 野田 枝野 玉木 茂木 岩屋 中谷 加納 林田 赤沢 村山 細川 鳩山 森山 大谷 小池 吉村
    """
)
_JAPANESE_TITLES = (
    "首相|総理|大統領|外相|財務相|防衛相|経産相|官房長官|幹事長|議員|知事|市長|長官|大臣|会長|社長|教授|監督|選手|"
    "容疑者|被告|氏|さん"
)
_CHINESE_FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "习张劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許蘇盧蔣賈葉閻鍾"
)
_CHINESE_TITLES = "国家主席|主席|总统|总理|首相|外长|部长|市长|省长|书记|國家主席|總統|總理|外長|部長|市長|議員|议员"
_CHINESE_AFTER = "同|与|和|在|于|会见|表示|强调|指出|说|抵达|出席|宣布|将|今|昨|\uff0c|。|、|與|將|說|會見|強調"

# Each finds a `name`, its `family` part and its `title`.
_KOREAN = (
    rf"(?<![가-힣])(?P<name>(?P<family>[{_KOREAN_FAMILIES}])[가-힣][가-힣])(?<![의는를을된할들에와서])\s?"
    rf"(?P<title>{_KOREAN_TITLES})(?=[가-힣]{{0,3}}(?![가-힣]))"
)
_JAPANESE = (
    rf"(?<![{_HAN}])(?P<name>(?P<family>{'|'.join(sorted(_JAPANESE_FAMILIES))})[{_HAN}]{{1,3}}?)"
    rf"(?P<title>{_JAPANESE_TITLES})"
)
_JAPANESE_ABROAD = rf"(?P<name>[{_KATAKANA}]{{2,15}}・(?P<family>[{_KATAKANA}]{{2,15}}))(?P<title>{_JAPANESE_TITLES})"
_CHINESE = rf"(?P<name>(?P<family>[{_CHINESE_FAMILIES}])[{_HAN}]{{2}})(?P<title>{_CHINESE_TITLES})"
_CHINESE_AFTER_TITLE = (
    rf"(?P<title>{_CHINESE_TITLES})(?P<name>(?P<family>[{_CHINESE_FAMILIES}])[{_HAN}]{{2}})(?={_CHINESE_AFTER})"
)
_COMPILED = {
    "ko": (re.compile(_KOREAN),),
    "ja": (re.compile(_JAPANESE), re.compile(_JAPANESE_ABROAD)),
    "zh": (re.compile(_CHINESE), re.compile(_CHINESE_AFTER_TITLE)),
}
# Told but once, a run of signs may be anything: "한국인 대표" is no Mr Han.
_LEAST_TOLD = 2
_MOST_ASKED = 400
_MOST_NAMES = 40
_RUSSIAN_NAMES = word_set(
    """
    александр алексей анатолий андрей анна антон артём борис вадим валентина валерий василий виктор виталий владимир
    вячеслав геннадий георгий григорий дарья денис дмитрий евгений екатерина елена иван игорь илья ирина кирилл
    константин ксения людмила максим мария марина михаил надежда наталья никита николай олег ольга павел пётр роман
    светлана сергей софья станислав татьяна юлия юрий яна ярослав дональд джо эммануэль олаф ангела
    """
)


def sure_mentions(texts: Sequence[str], found: Sequence[Sequence[Mention]], language: str) -> list[list[Mention]]:
    """Return for each of a page's `texts` whom it names for certain, of those `found` by the English rules or anew."""
    if language in _COMPILED:
        return _signed(texts, language)
    if language in CASELESS:
        return [[] for _ in texts]
    sure = [[_trimmed(mention) for mention in mentions if _is_sure(mention, language)] for mentions in found]
    families = {mention.name.family_key for mentions in sure for mention in mentions}
    return [
        sorted([*kept, *(m for m in mentions if _recalls(m, families))], key=lambda m: m.at)
        for kept, mentions in zip(sure, found, strict=True)
    ]


def _recalls(mention: Mention, families: set[str]) -> bool:
    return not mention.full and not mention.body and not mention.title and mention.name.family_key in families


def _is_sure(mention: Mention, language: str) -> bool:
    if mention.body:
        return mention.name.text.isupper() and language != UNDETERMINED
    if not mention.full:
        return bool(mention.title)
    return _given_at(mention.name) is not None


def _given_at(name: Name) -> int | None:
    """Return where the first name stands among the words of a name, some word after it; None if there is none."""
    tokens = name.text.split()[:-1]
    return next((i for i, token in enumerate(tokens) if bare(token) in GIVEN_NAMES | _RUSSIAN_NAMES), None)


def _trimmed(mention: Mention) -> Mention:
    """Return a mention without the noun before the name: "Trainer Anna Berg" is Anna Berg."""
    at = None if mention.body or not mention.full else _given_at(mention.name)
    if not at:
        return mention
    return mention._replace(name=read_name(" ".join(mention.name.text.split()[at:])), at=mention.at + at)


def _signed(texts: Sequence[str], language: str) -> list[list[Mention]]:
    """Return the mentions of people in a script without capitals, at offsets in signs."""
    whole = "\n".join(texts)
    titled = {match["name"]: match for pattern in _COMPILED[language] for match in pattern.finditer(whole)}
    # Counting costs the length of the page a name, so a page of nothing but names is not counted to its end.
    asked = islice(titled, _MOST_ASKED)
    names = list(islice((name for name in asked if whole.count(name) >= _LEAST_TOLD), _MOST_NAMES))
    if not names:
        return [[] for _ in texts]
    told = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return [list(_told(text, told, titled)) for text in texts]


def _told(text: str, names: re.Pattern[str], titled: dict[str, re.Match[str]]) -> Iterator[Mention]:
    offset = 0
    for number, sentence in enumerate(sentences(text)):
        for match in names.finditer(sentence):
            name = match.group()
            first = titled[name]
            yield Mention(
                _as_name(name, first["family"]), number, offset + match.start(), full=True, title=first["title"]
            )
        offset += len(sentence)


def _as_name(name: str, family: str) -> Name:
    """Return a name whose label is all of it where the family name is one sign: "이" says nothing."""
    shown = family if len(family) > 1 else name
    given = name.removeprefix(family).removesuffix(family).strip("・") or name
    return Name(name, shown, family, given, name)
