import hashlib

import pytest

from schemas.codes import Code
from schemas.events import FeedDue, FeedFetched, FeedUnchanged
from schemas.http import Answer, Validators
from schemas.outcomes import Retry
from tasks.fetch_feed import fetch_feed

DUE = FeedDue(feed_id="f", url="https://news.example/rss", etag='W/"1"', last_modified="yesterday", body_sha="none")


class Needs:
    def __init__(self, answer):
        self.web = self.raw = self
        self.answer = answer
        self.asked = []
        self.stored = {}

    def get(self, url, *, kind, validators):
        self.asked.append((url, kind, validators))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def put(self, data):
        key = hashlib.sha256(data).hexdigest()
        self.stored[key] = data
        return key


def test_new_bytes_are_stored_with_their_validators():
    headers = {"etag": '"2"', "last-modified": "today", "content-type": "text/xml", "cache-control": "max-age=60"}
    needs = Needs(Answer(url="https://news.example/new", status=200, headers=headers, body=b"<rss/>"))
    (fetched,) = fetch_feed(DUE, needs)
    sha = hashlib.sha256(b"<rss/>").hexdigest()
    assert needs.asked == [(DUE.url, "feed", Validators(etag='W/"1"', last_modified="yesterday"))]
    assert needs.stored == {sha: b"<rss/>"}
    assert fetched == FeedFetched(
        feed_id="f",
        url=DUE.url,
        final_url="https://news.example/new",
        status=200,
        body_key=sha,
        body_sha=sha,
        body_bytes=6,
        content_type="text/xml",
        etag='"2"',
        last_modified="today",
        floor_s=60,
    )


def test_a_304_confirms_the_validators_it_does_not_repeat():
    needs = Needs(Answer(url=DUE.url, status=304, headers={"etag": 'W/"3"', "cache-control": "max-age=30"}))
    (unchanged,) = fetch_feed(DUE, needs)
    assert unchanged == FeedUnchanged(feed_id="f", status=304, etag='W/"3"', last_modified="yesterday", floor_s=30)
    assert needs.stored == {}


def test_the_same_bytes_again_are_unchanged_and_replace_the_validators():
    due = FeedDue(feed_id="f", url=DUE.url, etag='"1"', last_modified="x", body_sha=hashlib.sha256(b"same").hexdigest())
    needs = Needs(Answer(url=DUE.url, status=200, headers={"etag": '"9"'}, body=b"same"))
    (unchanged,) = fetch_feed(due, needs)
    assert unchanged == FeedUnchanged(feed_id="f", status=200, etag='"9"', last_modified=None, body_bytes=4)
    assert needs.stored == {}


def test_an_outcome_of_the_network_passes():
    with pytest.raises(Retry) as later:
        list(fetch_feed(DUE, Needs(Retry(Code.RATE_LIMITED, after=9))))
    assert later.value.after == 9
