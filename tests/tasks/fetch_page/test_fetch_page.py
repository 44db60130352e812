import pytest

from schemas.codes import Code
from schemas.events import EntryFound, Hints, PageFetched
from schemas.http import Answer
from schemas.outcomes import Outcome, Reject, Retry
from tasks.fetch_page import fetch_page

HINTS = Hints(title="A title")


def entry(**fields):
    return EntryFound(
        **({"entry_id": "e", "identity": "i", "url": "https://news.example/a", "feed_id": "f", "hints": HINTS} | fields)
    )


class Needs:
    def __init__(self, answer, allowed=True):
        self.web = self.raw = self.robots = self
        self.answer = answer
        self.verdict = allowed
        self.stored = []

    def get(self, url, *, kind):
        assert kind == "page"
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def allowed(self, url):
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict

    def put(self, data):
        self.stored.append(data)
        return "key"


def page(body=b"<html>x", content_type="text/html; charset=koi8-r"):
    return Answer(url="https://news.example/final", status=200, headers={"content-type": content_type}, body=body)


def test_a_page_is_stored_under_where_it_came_from():
    needs = Needs(page())
    (fetched,) = fetch_page(entry(), needs)
    assert fetched == PageFetched(
        entry_id="e",
        url="https://news.example/final",
        body_key="key",
        media_type="text/html",
        feed_id="f",
        charset="koi8-r",
        hints=HINTS,
    )
    assert needs.stored == [b"<html>x"]


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        ("text/html", b"anything", "text/html"),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html/>", "text/html"),
        ("", b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>x", "text/html"),
        ("application/octet-stream", b"<html>", "text/html"),
        ("text/plain", b"<!doctype html><p>x", "text/html"),
        ("text/plain", b"Only words", "text/plain"),
    ],
)
def test_pages_and_plain_text_are_taken(content_type, body, media_type):
    (fetched,) = fetch_page(entry(), Needs(page(body, content_type)))
    assert fetched.media_type == media_type


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("image/png", b"\x89PNG"),
        ("application/json", b"{}"),
        ("application/rss+xml", b"<rss/>"),
        ("text/xml", b"<?xml version='1.0'?><rss/>"),
        ("", b"\x89PNG\r\n"),
        ("text/plain", b"a\0b"),
        ("evil\x1b[31m/type", b"x"),
    ],
)
def test_other_documents_are_rejected(content_type, body):
    with pytest.raises(Reject) as refused:
        list(fetch_page(entry(), Needs(page(body, content_type))))
    assert refused.value.code is Code.UNSUPPORTED_TYPE
    assert refused.value.detail.isprintable()


def test_a_page_without_bytes_is_empty():
    with pytest.raises(Reject) as refused:
        list(fetch_page(entry(), Needs(page(b" \n"))))
    assert refused.value.code is Code.EMPTY_PAGE


def test_a_page_that_robots_forbid_is_not_fetched():
    with pytest.raises(Reject) as refused:
        list(fetch_page(entry(), Needs(AssertionError("fetched"), allowed=False)))
    assert refused.value.code is Code.ROBOTS_DENIED


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (page(), False),
        (Retry(Code.NOT_FOUND), True),
        (Retry(Code.ACCESS_DENIED), True),
        (Reject(Code.GONE), True),
        (Reject(Code.TOO_LARGE), True),
        (Reject(Code.PRIVATE_ADDRESS), True),
        (page(content_type="application/pdf"), True),
        (page(b""), True),
    ],
)
def test_the_summary_stands_in_for_a_page_that_is_out_of_reach(answer, allowed):
    (fetched,) = fetch_page(entry(summary_key="summary"), Needs(answer, allowed))
    assert fetched == PageFetched(
        entry_id="e",
        url="https://news.example/a",
        body_key="summary",
        media_type="text/html",
        feed_id="f",
        charset="utf-8",
        hints=HINTS,
    )


@pytest.mark.parametrize("code", [Code.TIMEOUT_TOTAL, Code.RATE_LIMITED, Code.SERVER_ERROR, Code.DNS_FAILURE])
def test_the_summary_waits_while_the_page_may_still_come(code):
    with pytest.raises(Retry):
        list(fetch_page(entry(summary_key="summary"), Needs(Retry(code))))


def test_unreachable_robots_put_the_page_off():
    with pytest.raises(Retry):
        list(fetch_page(entry(summary_key="summary"), Needs(page(), allowed=Retry(Code.SERVER_ERROR))))


def test_an_entry_without_url_is_bad_input():
    with pytest.raises(Outcome) as refused:
        list(fetch_page(entry(url=None), Needs(page())))
    assert refused.value.code is Code.BAD_INPUT
