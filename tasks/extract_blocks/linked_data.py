"""JSON-LD: what a page says of its article in schema.org terms."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

_LONGEST = 1_000_000
_MOST_NODES = 5_000
_ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "TechArticle",
    "Report",
    "WebPage",
)

Thing = dict[str, Any]


def article_thing(tree: _Element) -> Thing:
    """Return the schema.org node that describes the article, best type first; empty when there is none."""
    best: Thing = {}
    rank = len(_ARTICLES)
    for thing in things(tree):
        for kind in _as_list(thing.get("@type")):
            if kind in _ARTICLES and _ARTICLES.index(kind) < rank:
                best, rank = thing, _ARTICLES.index(kind)
    return best


def things(tree: _Element) -> Iterator[Thing]:
    """Yield every object of the page's JSON-LD scripts; broken scripts are passed over."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _LONGEST:
            continue
        try:
            # strict=False: raw line ends inside strings are the most common fault of real pages.
            data = json.loads(text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data)


def names(value: object) -> tuple[str, ...]:
    """Return the names in an author or publisher value: a string, an object with a name, or a list of these."""
    found = (item.get("name") if isinstance(item, dict) else item for item in _as_list(value))
    flat = (name for names_of_one in found for name in _as_list(names_of_one))
    return tuple(name for name in flat if isinstance(name, str))


def first_url(value: object) -> str | None:
    """Return the first URL in an image or id value: a string, an object with a url or @id, or a list of these."""
    for item in _as_list(value):
        url = item.get("url") or item.get("@id") if isinstance(item, dict) else item
        if isinstance(url, str):
            return url
    return None


def string(value: object) -> str:
    """Return `value` when it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def _objects(data: object) -> Iterator[Thing]:
    """Yield the objects on the top level, in lists and under @graph and mainEntity; without recursion."""
    queue = [data]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            queue.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
