import hashlib

import pytest

from schemas.events import FeedFetched
from tasks.parse_feed import parse_feed


class Store(dict):
    """A raw store in memory, which is also the needs of the stage."""

    known_ids, known_urls = frozenset(), ()

    @property
    def raw(self):
        return self

    @property
    def entries(self):
        return self

    def known(self, entry_ids):
        return self.known_ids & frozenset(entry_ids)

    def urls(self, feed_id, limit):
        return self.known_urls[:limit]

    def get(self, key):
        return self[key]

    def put(self, data):
        key = hashlib.sha256(data).hexdigest()
        self[key] = data
        return key


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def parse(store):
    def run(body, content_type="application/xml", url="https://news.example/feed.xml"):
        body = body.encode() if isinstance(body, str) else body
        fetched = FeedFetched(
            feed_id="f",
            url=url,
            final_url=url,
            status=200,
            body_key=store.put(body),
            body_sha="sha",
            body_bytes=len(body),
            content_type=content_type,
            etag='"1"',
            last_modified="today",
            floor_s=30,
        )
        (parsed,) = parse_feed(fetched, store)
        return parsed

    return run
