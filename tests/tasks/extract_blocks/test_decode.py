import pytest

from tasks.extract_blocks.decode import codec_of, decode

WORD = "Ébène œuvre"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (WORD.encode(), None),
        (WORD.encode(), "utf-8"),
        (WORD.encode(), "ISO-8859-1"),
        (WORD.encode("cp1252"), None),
        (WORD.encode("cp1252"), "latin1"),
        (b"\xef\xbb\xbf" + WORD.encode(), "windows-1251"),
        (WORD.encode("utf-16"), None),
        (WORD.encode("utf-16-be"), "utf-16be"),
        (WORD.encode("cp1252"), "no-such-charset"),
    ],
)
def test_the_text_is_found_behind_true_missing_and_wrong_declarations(body, charset):
    assert decode(body, charset) == WORD


def test_the_document_may_declare_its_encoding():
    assert "Привет" in decode('<meta charset="windows-1251">Привет'.encode("cp1251"))
    assert "źdźbło" in decode('<?xml version="1.0" encoding="iso-8859-2"?><p>źdźbło'.encode("iso8859-2"))
    assert "日本" in decode(
        '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">日本'.encode("cp932")
    )


@pytest.mark.parametrize("label", ["base64", "zlib", "rot13", "idna", "unicode_escape", "punycode", "../x", ""])
def test_python_codecs_that_are_no_web_encodings_are_unknown(label):
    assert codec_of(label) is None


def test_one_bad_byte_in_a_page_that_says_utf8_is_damage():
    assert decode(b"caf\xc3\xa9 \xff end", "utf-8") == "café \ufffd end"


def test_a_cut_character_at_the_end_is_damage():
    assert decode("café é".encode()[:-1]) == "café \ufffd"
