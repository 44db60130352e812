"""A feed and its items as read, whatever format they came in."""

from datetime import datetime

from msgspec import Struct

MAX_ITEMS = 1_000
MAX_TITLE = 1_000
MAX_TEXT = 1_000_000
MAX_GUID = 1_000


class Item(Struct, frozen=True, kw_only=True):
    """One item of a feed.

    `link` is absolute, `title` plain text, `summary` HTML, and `content` HTML unless `plain`. Times are
    aware and in UTC.
    """

    guid: str = ""
    link: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    content: str = ""
    summary: str = ""
    plain: bool = False
    image: str | None = None

    @property
    def text(self) -> str:
        """The longer of content and summary."""
        return max(self.content, self.summary, key=len)

    @property
    def touched(self) -> datetime | None:
        """When the item last changed, as far as it says."""
        return self.updated or self.published


class Feed(Struct, frozen=True, kw_only=True):
    """A feed. `ttl_s` is how long it asks to be left alone; `degraded` says what had to be mended to read it.

    `links` are its own links as (rel, URL).
    """

    title: str = ""
    site_url: str | None = None
    language: str | None = None
    ttl_s: float = 0.0
    items: tuple[Item, ...] = ()
    degraded: str | None = None
    links: tuple[tuple[str, str], ...] = ()


def newest(items: list[Item]) -> tuple[Item, ...]:
    """Return at most the 1,000 newest of `items`, in feed order.

    Feeds without dates are taken to be newest first, as nearly all are.
    """
    if len(items) <= MAX_ITEMS:
        return tuple(items)
    dated = [(item.touched.timestamp(), -place) for place, item in enumerate(items) if item.touched]
    if len(dated) * 2 < len(items):
        return tuple(items[:MAX_ITEMS])
    kept = {-place for _, place in sorted(dated, reverse=True)[:MAX_ITEMS]}
    return tuple(item for place, item in enumerate(items) if place in kept)
