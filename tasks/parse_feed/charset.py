"""Bytes to text, by an explicit table of charsets: a feed must never choose a Python codec."""

import codecs
import re

# Label (WHATWG Encoding, section 4.2, folded as there) -> Python's codec. Labels outside this table are
# ignored: `codecs.lookup` would also find punycode, zlib and other codecs that are no charsets.
_CODECS = {
    "cp1252": "ascii us-ascii iso-8859-1 iso8859-1 latin1 latin-1 l1 cp1252 windows-1252 x-cp1252 ansi_x3.4-1968",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le ucs-2 unicode",
    "utf-16-be": "utf-16be unicodefffe",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2 l2",
    "iso8859-3": "iso-8859-3 latin3",
    "iso8859-4": "iso-8859-4 latin4",
    "iso8859-5": "iso-8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 arabic asmo-708",
    "iso8859-7": "iso-8859-7 greek greek8",
    "iso8859-8": "iso-8859-8 hebrew iso-8859-8-i visual logical",
    "iso8859-10": "iso-8859-10 latin6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 latin9 latin-9 l9",
    "iso8859-16": "iso-8859-16",
    "cp1254": "iso-8859-9 latin5 l5 windows-1254 cp1254 x-cp1254",
    "koi8-r": "koi8-r koi koi8 koi8_r",
    "koi8-u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866",
    "mac-roman": "macintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "gb18030": "gb2312 gbk gb18030 gb_2312-80 x-gbk chinese csgb2312",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "euc_jp": "euc-jp x-euc-jp",
    "cp932": "shift_jis shift-jis sjis ms_kanji windows-31j x-sjis ms932",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 korean windows-949 cp949",
}
CODECS = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# XML appendix F: the first characters betray the width even without a mark.
_SHAPES = (
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]"), "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_HEAD = 1_024


def decode(body: bytes, transport: str | None) -> tuple[str, str | None]:
    """Return (text, what was wrong) of a feed's bytes; `transport` is the charset of Content-Type.

    A byte order mark wins. Then UTF-8 if the bytes are valid in it, whatever the labels say: text in
    another charset almost never is, and mislabelled UTF-8 is common. Then the labels, transport first
    (RFC 7303 section 3), and at last the better of damaged UTF-8 and windows-1252.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _tolerant(body[len(mark) :], codec)
    for shape, codec in _SHAPES:
        if shape.match(body):
            return _tolerant(body, codec)
    named = [named for label in (transport, _declared(body)) if (named := _codec(label))]
    if "iso2022_jp" in named and b"\x1b" in body:
        named.insert(0, "iso2022_jp")
    else:
        named.insert(0, "utf-8")
    for codec in named:
        try:
            return body.decode(codec), None
        except UnicodeDecodeError:
            continue
    return _better_damage(body)


def _codec(label: str | None) -> str | None:
    return CODECS.get((label or "").strip().lower())


def _declared(body: bytes) -> str | None:
    match = _DECLARED.search(body[:_HEAD])
    return match.group(1).decode("ascii") if match else None


def _tolerant(body: bytes, codec: str) -> tuple[str, str | None]:
    try:
        return body.decode(codec), None
    except UnicodeDecodeError:
        return body.decode(codec, "replace"), "charset: bytes that are no text were replaced"


def _better_damage(body: bytes) -> tuple[str, str | None]:
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    if damaged <= sound:
        return text, "charset: bytes that are no UTF-8 were replaced"
    return body.decode("cp1252", "replace"), "charset: read as windows-1252"
