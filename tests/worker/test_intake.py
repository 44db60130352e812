import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archives import page, zipped

from schemas.codes import Code
from worker.intake import ARTICLE_JSON, HTML, MAX_BYTES, items
from worker.preview import MemoryRaw


@pytest.fixture
def read(tmp_path):
    def of(name, content=None):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(items(str(path), MemoryRaw()))

    return of


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.html", "text/html"), ("a.HTM", "text/html"), ("a.txt", "text/plain"), ("a.md", "text/plain")],
)
def test_a_file_is_one_article_of_its_kind(read, name, media_type):
    (item,) = read(name, "Words.")
    assert item.problem is None
    assert item.entry.media_type == media_type
    assert item.source.endswith(name)


def test_a_file_of_equal_content_is_the_same_entry(read):
    one, two, other = (read(name, text)[0].entry for name, text in [("a.txt", "x"), ("b.txt", "x"), ("c.txt", "y")])
    assert one.entry_id == two.entry_id != other.entry_id


def test_lines_are_articles_and_blank_ones_are_none(read):
    lines = [json.dumps({"url": "https://a.example/1"}), "", "  ", json.dumps({"id": "x7"}), json.dumps({"text": "z"})]
    first, second, third = read("a.jsonl", "\n".join(lines))
    assert first.source.endswith(":1")
    assert second.source.endswith(":4")
    assert (first.entry.url, first.entry.identity) == ("https://a.example/1", "https://a.example/1")
    assert (second.entry.identity, second.entry.hints.external_id) == ("id:x7", "x7")
    assert third.entry.identity.startswith("sha256:")
    assert {item.entry.media_type for item in (first, second, third)} == {ARTICLE_JSON}


@pytest.mark.parametrize("line", ["{", "[]", "1", '"text"', "null", '{"a":NaN}', "\ufeff{}"])
def test_a_line_that_is_no_object_is_bad_input_and_stops_nobody(read, line):
    bad, good = read("a.jsonl", f'{line}\n{{"text":"x"}}')
    assert (bad.entry, bad.problem.code) == (None, Code.BAD_INPUT)
    assert good.problem is None


@pytest.mark.parametrize("url", [1, None, ["https://a.example/"], "ftp://a.example/", "not a url", ""])
def test_a_url_that_is_none_names_nothing(read, url):
    (item,) = read("a.jsonl", json.dumps({"url": url, "text": "x"}))
    assert item.entry.url is None


def test_an_overlong_line_is_refused_and_the_next_is_read(read):
    long, good = read("a.jsonl", b'{"text":"' + b"x" * MAX_BYTES + b'"}\n{"text":"x"}')
    assert long.problem.code is Code.TOO_LARGE
    assert good.problem is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing.txt", Code.BAD_INPUT), ("missing.pdf", Code.BAD_INPUT), ("missing.jsonl", Code.BAD_INPUT)],
)
def test_what_cannot_be_read_is_an_item_too(read, name, code):
    (item,) = read(name)
    assert item.problem.code is code


def test_a_file_of_another_type_is_an_item_too(read):
    (item,) = read("a.pdf", b"%PDF-1.7")
    assert item.problem.code is Code.UNSUPPORTED_TYPE


def test_a_page_that_is_pushed_again_is_looked_at_again():
    first, second = (next(items("https://a.example/x?utm_source=y", MemoryRaw())).entry for _ in range(2))
    assert first.entry_id == second.entry_id
    assert first.digest != second.digest
    assert first.identity == "https://a.example/x"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=200))
def test_no_bytes_are_a_stray_exception(read, data):
    for item in read("any.jsonl", data):
        assert (item.entry is None) != (item.problem is None)


@pytest.mark.parametrize("name", ["a.warc", "A.WARC.GZ", "a.warc.gz"])
def test_a_web_archive_is_an_article_a_page(read, name):
    first, second = read(name, zipped(page(1), page(2)) if name.lower().endswith("gz") else page(1) + page(2))
    assert (first.source[-2:], second.source[-2:]) == (":1", ":2")
    assert (first.entry.url, first.entry.media_type, first.entry.charset) == ("https://news.example/1", HTML, "utf-8")
    assert first.entry.hints.fetched.year == 2020
    assert first.entry.hints.published is None


def test_a_page_of_an_archive_is_the_same_entry_as_the_page_itself(read):
    (captured,) = read("a.warc", page(1))
    (asked,) = items("https://news.example/1?utm_source=x", MemoryRaw())
    assert captured.entry.entry_id == asked.entry.entry_id


def test_what_is_bad_in_an_archive_is_an_item_too(read):
    good, bad = read("a.warc", page(1) + b"words")
    assert good.problem is None
    assert (bad.entry, bad.problem.code) == (None, Code.BAD_INPUT)
