"""Sitemaps (sitemaps.org 0.9) with Google's news extension (schemas/sitemap-news/0.9), read as feeds."""

import re
from collections.abc import Sequence
from datetime import datetime

from lxml import etree
from msgspec.structs import replace

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.document import well_formed
from tasks.parse_feed.iso_time import iso_moment
from tasks.parse_feed.item import MAX_TITLE, Feed, Item, newest
from tasks.parse_feed.prose import cut, encodable, plain
from tasks.shared.urls import absolute

SITEMAPS = frozenset({"urlset", "sitemapindex"})
MAX_READ = 5_000
# So many children of an index are named; their URLs are cut to fit a line.
MAX_NAMED, MAX_NAMED_URL = 3, 200
# Fewer that agree prove nothing.
FEWEST = 3
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")


def read_sitemap(text: str, base: str, now: datetime) -> Feed:
    """Read the sitemap `text` that came from `base`.

    Raise Reject: BROKEN_XML when it is too broken for a single page, FORBIDDEN_XML as `xml_guard` does, NOT_A_FEED
    for an index of sitemaps. Its children are named but not followed: which of hundreds is the news is not ours to
    guess, and each would be a request that nobody asked for.
    """
    document, flaw = well_formed(text)
    if not document:
        raise Reject(Code.BROKEN_XML, flaw or "no page could be read")
    root = _tree(document)
    if _local(root) == "sitemapindex":
        raise Reject(Code.NOT_A_FEED, _children(root, base, now))
    pages = [child for child in root if _local(child) == "url"][:MAX_READ]
    names = {name for page in pages if (name := _text(page, "news", "publication", "name"))}
    items = [item for page in pages if (item := _item(page, base, now)).link]
    if flaw and not items:
        raise Reject(Code.BROKEN_XML, flaw)
    return Feed(
        # A sitemap has no title, but all its news may come from one paper.
        title=cut(plain(names.pop()), MAX_TITLE) if len(names) == 1 else "",
        site_url=absolute(base, "/"),
        items=newest(_without_clock(items)),
        degraded=flaw,
    )


def _tree(document: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(document.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Reject(Code.BROKEN_XML, f"the parser gave up ({type(error).__name__})") from error


def _local(element: etree._Element) -> str:
    # Namespaces are mistyped often, local names hardly ever.
    return str(element.tag).rpartition("}")[2].lower()


def _find(element: etree._Element, *path: str) -> etree._Element | None:
    found: etree._Element | None = element
    for name in path:
        found = next((child for child in found if _local(child) == name), None) if found is not None else None
    return found


def _text(element: etree._Element, *path: str) -> str:
    found = _find(element, *path)
    return encodable("".join(str(text) for text in found.itertext()).strip()) if found is not None else ""


def _item(page: etree._Element, base: str, now: datetime) -> Item:
    language = _text(page, "news", "publication", "language")
    return Item(
        link=absolute(base, _text(page, "loc")),
        title=cut(plain(_text(page, "news", "title")), MAX_TITLE),
        published=iso_moment(_text(page, "news", "publication_date"), now),
        updated=iso_moment(_text(page, "lastmod"), now),
        language=language if _LANGUAGE.fullmatch(language) else None,
        image=absolute(base, _text(page, "image", "loc")),
    )


def _without_clock(items: list[Item]) -> list[Item]:
    """Return `items`, without their `updated` where all of them have the same.

    That is when the sitemap was made. Taken for news, it would have every page fetched again at every look.
    """
    times = {item.updated for item in items}
    if len(items) < FEWEST or len(times) > 1:
        return items
    return [replace(item, updated=None) for item in items]


def _children(root: etree._Element, base: str, now: datetime) -> str:
    found = [child for child in root if _local(child) == "sitemap"][:MAX_READ]
    named = [
        (url, iso_moment(_text(child, "lastmod"), now))
        for child in found
        if (url := absolute(base, _text(child, "loc")))
    ]
    shown = ", ".join(url[:MAX_NAMED_URL] for url, _ in _likeliest(named)[:MAX_NAMED])
    return f"it is an index of {len(named)} sitemaps; subscribe to the one with the news" + (f": {shown}" * bool(shown))


def _likeliest(named: Sequence[tuple[str, datetime | None]]) -> list[tuple[str, datetime | None]]:
    """Return the sitemaps with those first that are called news, then the newest."""
    return sorted(named, key=lambda one: (not _is_news(one[0]), -(one[1].timestamp() if one[1] else 0)))


def _is_news(url: str) -> bool:
    # In the path: the host of a paper is often called so, and says nothing of its sitemaps.
    return "news" in url.partition("//")[2].partition("/")[2].lower()
