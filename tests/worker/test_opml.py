from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.opml import MAX_BYTES, MAX_FEEDS, MAX_TITLE, Outline, read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="News"><outline type="rss" text="One &amp; only" xmlUrl=" https://one.example/feed "/></outline>
<outline type="rss" title="Two" xmlUrl="https://two.example/feed"/>
<outline text="no feed"/><outline xmlUrl=""/>
<outline xmlUrl="https://two.example/feed" title="Two again"/>
</body></opml>"""


def refused(data):
    with pytest.raises(Reject) as caught:
        read_opml(data)
    return caught.value.code


def test_every_feed_of_a_list_is_found_once_whatever_its_folder():
    assert [outline.url for outline in read_opml(LIST)] == ["https://one.example/feed", "https://two.example/feed"]
    assert read_opml(LIST)[0].title == "One & only"


@pytest.mark.parametrize("data", [b"", b"words", b"<opml", b"<html/>", b"\x00", b"<rss/>"])
def test_anything_else_is_bad_input(data):
    assert refused(data) is Code.BAD_INPUT


@pytest.mark.parametrize(
    "data", [b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', b'<!doctype opml SYSTEM "file:///etc/passwd"><opml/>']
)
def test_a_document_type_is_refused(data):
    assert refused(data) is Code.FORBIDDEN_XML


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_document_type_in_another_encoding_is_not_expanded(encoding):
    document = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    document += '<opml><body><outline xmlUrl="https://a.example/" text="&a;"/></body></opml>'
    try:
        (outline,) = read_opml(document.encode(encoding))
    except Reject:
        return
    assert outline.title == ""


def test_a_list_too_long_is_refused():
    assert refused(b" " * (MAX_BYTES + 1)) is Code.TOO_LARGE
    many = "".join(f'<outline xmlUrl="https://h{number}.example/"/>' for number in range(MAX_FEEDS + 1))
    assert refused(f"<opml><body>{many}</body></opml>".encode()) is Code.TOO_LARGE


@given(st.lists(st.tuples(st.integers(0, 99), st.text(st.characters(categories=["L", "N", "P", "S"]))), max_size=5))
def test_what_is_written_reads_back(feeds):
    rows = [{"url": f"https://h{number}.example/?a=1&b=<>", "title": title} for number, title in feeds]
    back = read_opml(write_opml(rows).encode())
    expected = {row["url"]: Outline(row["url"], (row["title"] or row["url"]).strip()) for row in rows}
    assert back == list(expected.values())


def test_a_written_list_is_opml_2():
    root = etree.fromstring(write_opml([]).encode())
    assert (root.tag, root.get("version")) == ("opml", "2.0")


def test_folders_nest_as_deep_as_people_make_them_and_no_deeper():
    def nested(depth):
        inner = '<outline xmlUrl="https://a.example/"/>'
        return f"<opml><body>{'<outline>' * depth}{inner}{'</outline>' * depth}</body></opml>".encode()

    assert len(read_opml(nested(100))) == 1
    assert refused(nested(300)) is Code.BAD_INPUT
    assert refused(b"<opml>" + b"<outline>" * 500_000) is Code.BAD_INPUT


def test_many_copies_of_one_feed_are_one_and_do_not_fill_the_list():
    copies = '<outline xmlUrl="https://a.example/"/>' * (MAX_FEEDS + 1)
    assert len(read_opml(f"<opml><body>{copies}</body></opml>".encode())) == 1


def test_a_million_folders_cost_only_their_length():
    assert refused(b"<opml><body>" + b"<outline/>" * 1_000_000 + b"</body></opml>") is Code.TOO_LARGE
    assert read_opml(b"<opml><body>" + b"<outline/>" * 490_000 + b"</body></opml>") == []


def test_a_flood_of_attributes_is_read_in_time_or_refused():
    flood = " ".join(f'a{number}=""' for number in range(50_000))
    with suppress(Reject):
        assert read_opml(f"<opml><outline {flood}/></opml>".encode()) == []


def test_an_overlong_title_is_cut():
    (outline,) = read_opml(f'<opml><outline xmlUrl="https://a.example/" text="{"x" * 5_000}"/></opml>'.encode())
    assert len(outline.title) == MAX_TITLE


@given(st.binary(max_size=100))
def test_no_bytes_are_a_stray_exception(data):
    with suppress(Reject):
        read_opml(data)
    with suppress(Reject):
        read_opml(b"<opml><body><outline xmlUrl='" + data + b"'/></body></opml>")
