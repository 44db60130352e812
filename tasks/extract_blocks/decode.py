"""From bytes to text: the character encoding of a page, by the WHATWG Encoding Standard."""

import codecs
import re

# Labels as the standard lists them, to Python codec names. Labels come from outside, so they never
# reach codecs.lookup: it knows codecs that are no character encodings and imports modules by name.
_LABELS: dict[str, str] = {
    label: codec
    for codec, labels in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii us-ascii "
        "ansi_x3.4-1968 cp819 ibm819 iso_8859-1:1987 csisolatin1 iso-ir-100",
        "cp1250": "windows-1250 cp1250 x-cp1250",
        "cp1251": "windows-1251 cp1251 x-cp1251",
        "cp1253": "windows-1253 cp1253 x-cp1253",
        "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 latin5 l5",
        "cp1255": "windows-1255 cp1255 x-cp1255",
        "cp1256": "windows-1256 cp1256 x-cp1256",
        "cp1257": "windows-1257 cp1257 x-cp1257",
        "cp1258": "windows-1258 cp1258 x-cp1258",
        "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 tis-620",
        "cp866": "ibm866 cp866 866",
        "iso8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2",
        "iso8859-3": "iso-8859-3 iso8859-3 latin3 l3",
        "iso8859-4": "iso-8859-4 iso8859-4 latin4 l4",
        "iso8859-5": "iso-8859-5 iso8859-5 cyrillic",
        "iso8859-6": "iso-8859-6 iso8859-6 arabic asmo-708",
        "iso8859-7": "iso-8859-7 iso8859-7 greek greek8",
        "iso8859-8": "iso-8859-8 iso8859-8 hebrew visual iso-8859-8-i logical",
        "iso8859-10": "iso-8859-10 iso8859-10 latin6 l6",
        "iso8859-13": "iso-8859-13 iso8859-13",
        "iso8859-14": "iso-8859-14 iso8859-14",
        "iso8859-15": "iso-8859-15 iso8859-15 iso885915 latin9 l9",
        "iso8859-16": "iso-8859-16",
        "koi8-r": "koi8-r koi8 koi koi8_r",
        "koi8-u": "koi8-u koi8-ru",
        "mac-roman": "macintosh mac x-mac-roman",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese x-gbk csgb2312 iso-ir-58",
        "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
        "euc-jp": "euc-jp x-euc-jp",
        "iso2022-jp": "iso-2022-jp csiso2022jp",
        "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji ms932",
        "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 iso-ir-149",
        "utf-16-le": "utf-16 utf-16le ucs-2 iso-10646-ucs-2 csunicode unicode unicodefeff",
        "utf-16-be": "utf-16be unicodefffe",
    }.items()
    for label in labels.split()
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PRESCAN = 4096  # the standard looks at 1,024 bytes; real pages put scripts before the declaration
_META = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9._:-]{2,40})""", re.ASCII | re.IGNORECASE)
_XML = re.compile(rb"""^\s{0,64}<\?xml[^>]{1,200}?encoding\s{0,8}=\s{0,8}["']([A-Za-z0-9._:-]{2,40})["']""")


def decode(body: bytes, charset: str | None = None) -> str:
    """Return the text of `body`. Never raises: a byte that does not fit becomes U+FFFD.

    The order is byte order mark, transport (`charset`), declaration in the document, valid UTF-8,
    windows-1252. A page that claims a Latin encoding but is valid UTF-8 with multi-byte characters
    is read as UTF-8: servers say iso-8859-1 by default, and no Latin text is valid UTF-8 by accident.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    declared = codec_of(charset) or _declared(body)
    if declared in {None, "cp1252", "utf-8"}:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError as error:
            declared = _despite(declared, body, error)
    return body.decode(declared or "cp1252", "replace")


def codec_of(label: str | None) -> str | None:
    """Return the codec for an encoding label of the standard, or None when it is not one."""
    return _LABELS.get(label.strip().strip("\"'").lower()) if label else None


def _despite(declared: str | None, body: bytes, error: UnicodeDecodeError) -> str:
    # A body that was cut ends inside a character, and one bad byte late in a page that says UTF-8 is
    # damage, not another encoding.
    if declared == "utf-8" or error.start >= len(body) - 3:
        return "utf-8"
    return "cp1252"


def _declared(body: bytes) -> str | None:
    head = body[:_PRESCAN]
    found = _XML.match(head) or _META.search(head)
    codec = codec_of(found[1].decode("ascii")) if found else None
    # The declaration could be read as ASCII, so the page is not UTF-16 whatever it says (the standard agrees).
    return "utf-8" if codec in {"utf-16-le", "utf-16-be"} else codec
