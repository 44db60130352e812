"""Read the bytes of a feed into entries."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from schemas.codes import Code
from schemas.events import FeedFetched, FeedParsed
from schemas.outcomes import Reject
from tasks.parse_feed.charset import decode
from tasks.parse_feed.discovery import Link, feeds_of
from tasks.parse_feed.entries import entries_of
from tasks.parse_feed.item import Feed
from tasks.parse_feed.json_feed import read_json_feed
from tasks.parse_feed.packed import unpacked
from tasks.parse_feed.rotation import Entries, names_of
from tasks.parse_feed.sitemap import SITEMAPS, read_sitemap
from tasks.parse_feed.syndication import read_syndication
from tasks.parse_feed.xml_guard import root_name
from tasks.shared.http_headers import media_type
from tasks.shared.websub import link_header, offer_of


class Raw(Protocol):
    """The store of bodies."""

    def get(self, key: str) -> bytes:
        """Return the body stored under `key`; raise Retry(RAW_MISSING) when it is gone."""
        ...

    def put(self, data: bytes) -> str:
        """Store `data` and return its key."""
        ...


class Needs(Protocol):
    """What parse_feed needs."""

    @property
    def raw(self) -> Raw:
        """Where bodies come from and go."""
        ...

    @property
    def entries(self) -> Entries:
        """What is known of the feed already."""
        ...


def parse_feed(fetched: FeedFetched, needs: Needs) -> Iterator[FeedParsed]:
    """Yield the feed's entries with the validators they are committed with.

    A feed without entries is a feed. A broken one is read as far as it goes and marked `degraded`.
    Raise Reject: NOT_A_FEED, BROKEN_XML, FORBIDDEN_XML; TOO_LARGE, BAD_ENCODING for a gzip file.
    """
    feed = read_feed(needs.raw.get(fetched.body_key), fetched.content_type, fetched.final_url)
    offer = offer_of([*link_header(fetched.link), *feed.links], fetched.final_url)
    names = names_of(feed.items, fetched.feed_id, needs.entries)
    yield FeedParsed(
        feed_id=fetched.feed_id,
        status=fetched.status,
        body_sha=fetched.body_sha,
        body_bytes=fetched.body_bytes,
        entries=tuple(entries_of(feed, fetched.feed_id, needs.raw, names)),
        title=feed.title,
        site_url=feed.site_url,
        language=feed.language,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        floor_s=max(fetched.floor_s, feed.ttl_s),
        degraded=feed.degraded,
        hubs=offer.hubs if offer else (),
        topic=offer.topic if offer else "",
        pushed=fetched.pushed,
    )


def read_feed(body: bytes, content_type: str, base: str) -> Feed:
    """Return the feed in `body`, which came from the URL `base`; raises as `parse_feed` does.

    What the bytes are decides, not what the server calls them: a third of real feeds is mislabelled.
    """
    _, charset = media_type({"content-type": content_type})
    text, flaw = decode(unpacked(body), charset)
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise Reject(Code.NOT_A_FEED, "the answer is empty")
    feed = _reader(start)(start, base, datetime.now(UTC))
    if flaw is None:
        return feed
    return Feed(**{name: getattr(feed, name) for name in feed.__struct_fields__ if name != "degraded"}, degraded=flaw)


def feeds_named(body: bytes, content_type: str, url: str) -> list[Link]:
    """Return the feeds that `body`, which came from `url`, names if it is an HTML page, the likeliest first."""
    _, charset = media_type({"content-type": content_type})
    text, _ = decode(body, charset)
    return feeds_of(text, url)


def _reader(text: str) -> Callable[[str, str, datetime], Feed]:
    if text[0] in "{[":
        return read_json_feed
    return read_sitemap if root_name(text) in SITEMAPS else read_syndication
