"""Items of a feed to entries of the line: what is full content, what only a summary, what has changed."""

import hashlib
import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from schemas import ids
from schemas.events import EntryFound, Hints
from tasks.parse_feed.identity import identities
from tasks.parse_feed.item import Feed, Item
from tasks.parse_feed.prose import as_markup, cut, is_excerpt, plain

FULL_TEXT = 600
MAX_DESCRIPTION = 1_000
# Bodies are written here, out of decoded text; a fragment has no other way to say so.
CHARSET = "utf-8"


class Store(Protocol):
    """Where bodies go."""

    def put(self, data: bytes) -> str:
        """Store `data` and return its key."""
        ...


def entries_of(feed: Feed, feed_id: str, store: Store, names: Sequence[str] | None = None) -> Iterator[EntryFound]:
    """Yield an entry for each item that leads to text; an item listed twice comes once, as last changed.

    `names` are the identities of the items, when they are not to be taken from the items alone.
    """
    for identity, item in _last_versions(zip(names or identities(feed.items), feed.items, strict=True)):
        if item.link or item.text or item.title:
            yield _entry(identity, item, feed, feed_id, store)


def _last_versions(named: Iterable[tuple[str, Item]]) -> Iterable[tuple[str, Item]]:
    kept: dict[str, Item] = {}
    for identity, item in named:
        known = kept.get(identity)
        if known is None or (item.touched and known.touched and item.touched > known.touched):
            kept[identity] = item
    return kept.items()


def _entry(identity: str, item: Item, feed: Feed, feed_id: str, store: Store) -> EntryFound:
    body = _full_content(item)
    media_type = "text/plain" if item.plain and body and body == item.content else "text/html"
    body_key = store.put(body.encode(CHARSET)) if body else None
    summary = "" if body else _as_html(item)
    return EntryFound(
        entry_id=ids.entry_id(feed_id, identity),
        identity=identity,
        url=item.link,
        feed_id=feed_id,
        hints=_hints(item, feed),
        body_key=body_key,
        media_type=media_type,
        charset=CHARSET if body else None,
        summary_key=store.put(summary.encode(CHARSET)) if summary else None,
        digest=_digest(item, body),
    )


def _full_content(item: Item) -> str:
    """Return what stands for the article without fetching its page, or "" when the page is to be fetched."""
    if item.link is None:
        return item.text or html.escape(item.title)
    text = item.content if item.plain else plain(item.content)
    return item.content if len(text) >= FULL_TEXT and not is_excerpt(text) else ""


def _as_html(item: Item) -> str:
    return as_markup(item.text) if item.plain and item.text == item.content else item.text


def _digest(item: Item, body: str) -> str:
    parts = (item.title, item.link or "", item.updated.isoformat() if item.updated else "", body)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def _hints(item: Item, feed: Feed) -> Hints:
    description = plain(item.summary)
    return Hints(
        title=item.title,
        byline=item.authors,
        published=item.published,
        updated=item.updated,
        language=item.language or feed.language,
        description=cut(description, MAX_DESCRIPTION) or None,
        image=item.image,
        site=feed.title or None,
    )
