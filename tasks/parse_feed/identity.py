"""What names an item inside its feed, so that the next poll finds the same item and not a new one."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from tasks.parse_feed.item import Item
from tasks.shared.urls import canonical

MAX_IDENTITY = 300


def identities(items: Sequence[Item], *, guids: bool = True) -> list[str]:
    """Return the identity of each of `items`: the first rung of the ladder that is sure in this feed.

    guid, then link, then title and publication time, then a hash of the content. A rung is unsure for an
    item that lacks it or shares it with a different item (one guid for ten, every link to the front page).
    The same item listed twice gets the same identity twice. Without `guids` the ladder begins at the link.
    """
    names: list[str | None] = [None] * len(items)
    ladder = ((_guid, _place), (_link, _title), (_title_and_time, _content))
    for rung, told_apart_by in ladder if guids else ladder[1:]:
        open_places = [place for place, name in enumerate(names) if name is None]
        for place, name in _sure(items, open_places, rung, told_apart_by):
            names[place] = name
    return [
        name or f"content:{_digest(item.title, item.link or '', item.text)}"
        for name, item in zip(names, items, strict=True)
    ]


def _sure(
    items: Sequence[Item], places: Iterable[int], rung: Callable[[Item], str], told_apart_by: Callable[[Item], str]
) -> Iterable[tuple[int, str]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if name := rung(items[place]):
            holders[name].append(place)
    for name, sharing in holders.items():
        if len({told_apart_by(items[place]) for place in sharing}) == 1:
            yield from ((place, name) for place in sharing)


def _guid(item: Item) -> str:
    # Publishers who move to TLS change the scheme in ids that were meant to be permanent.
    guid = item.guid.strip()
    return _bounded("guid", f"http://{guid[8:]}" if guid.lower().startswith("https://") else guid)


def _place(item: Item) -> str:
    return _link(item) or _title(item)


def _link(item: Item) -> str:
    return link_name(item.link or "")


def link_name(url: str) -> str:
    """Return the name that an item at `url` has by its link; "" when that is no web URL."""
    try:
        return _bounded("link", canonical(url).replace("https://", "http://", 1))
    except ValueError:
        return ""


def _title(item: Item) -> str:
    return item.title.casefold()


def _title_and_time(item: Item) -> str:
    if not item.title or item.published is None:
        return ""
    return f"title:{_digest(_title(item), item.published.isoformat())}"


def _content(item: Item) -> str:
    return item.text


def _bounded(rung: str, value: str) -> str:
    if not value:
        return ""
    return f"{rung}:{value}" if len(value) <= MAX_IDENTITY else f"{rung}:{_digest(value)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
