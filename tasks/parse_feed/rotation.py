"""Feeds whose guids are new at every look: the same items must not come in as new ones each time."""

from collections.abc import Collection, Sequence
from typing import Protocol

from schemas import ids
from tasks.parse_feed.identity import identities, link_name
from tasks.parse_feed.item import Item

# Fewer items prove nothing, and cost little.
FEWEST = 3
# Of the items that have a link so many must have been there before, under other guids.
RETURNED = 0.5
REMEMBERED = 200


class Entries(Protocol):
    """The entries that are known."""

    def known(self, entry_ids: Collection[str]) -> frozenset[str]:
        """Return those of `entry_ids` that are known."""
        ...

    def urls(self, feed_id: str, limit: int) -> Collection[str]:
        """Return the addresses of the feed's newest entries."""
        ...


def names_of(items: Sequence[Item], feed_id: str, entries: Entries) -> list[str]:
    """Return the identity of each item; guids do not count where all are new and the links are not."""
    names = identities(items)
    guided = [place for place, name in enumerate(names) if name.startswith("guid:")]
    if len(guided) < FEWEST or entries.known(_ids(feed_id, [names[place] for place in guided])):
        return names
    by_link = identities(items, guids=False)
    linked = {by_link[place] for place in guided if by_link[place].startswith("link:")}
    return by_link if linked and _have_returned(linked, feed_id, entries) else names


def _have_returned(linked: set[str], feed_id: str, entries: Entries) -> bool:
    """Tell whether most links were there before: under their own names, or of entries that had other guids."""
    stored = entries.known(_ids(feed_id, linked))
    former = {link_name(url) for url in entries.urls(feed_id, REMEMBERED)} if len(stored) < len(linked) else set()
    returned = [name for name in linked if name in former or ids.entry_id(feed_id, name) in stored]
    return len(returned) >= RETURNED * len(linked)


def _ids(feed_id: str, names: Collection[str]) -> list[str]:
    return [ids.entry_id(feed_id, name) for name in names]
