"""What a page says of its article: title, byline, times, canonical address and the rest."""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml.etree import _Element
from trafilatura.settings import Document

from schemas.blocks import ArticleMeta
from schemas.events import Hints
from tasks.extract_blocks.drafts import fold_space
from tasks.extract_blocks.gather import is_within, text_of
from tasks.extract_blocks.linked_data import Thing, article_thing, first_url, names, string
from tasks.extract_blocks.times import read_time

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_LONGEST_TITLE = 500
_LONGEST_NAME = 100
_LONGEST_TEXT = 2_000
_LONGEST_URL = 4_096
_MOST_NAMES = 20
_MOST_H1 = 20
_LONGEST_SOURCE = 10_000

Metas = dict[str, str]


def read_metadata(tree: _Element, url: str) -> ArticleMeta:
    """Return what the page states of its article; `url` is its address, for relative links.

    Titles come h1 first: on four corpora of news and blogs that beats every other order. Times come
    from JSON-LD, then meta elements, then microdata.
    """
    metas, thing = _metas(tree), article_thing(tree)
    return ArticleMeta(
        title=_title(tree, metas, thing),
        byline=_people(names(thing.get("author")) or names(metas.get("author")) or names(metas.get("article:author"))),
        published=_published(tree, metas, thing),
        updated=read_time(thing.get("dateModified")) or _first_time(metas, _UPDATED),
        canonical_url=_canonical(tree, metas, url),
        site=_text(metas.get("og:site_name") or next(iter(names(thing.get("publisher"))), "")),
        language=_language(tree, metas),
        description=_text(metas.get("og:description") or metas.get("description") or string(thing.get("description"))),
        image=_http(url, metas.get("og:image") or metas.get("twitter:image") or first_url(thing.get("image"))),
    )


def guess_metadata(tree: _Element, document: Document | None) -> ArticleMeta:
    """Return what can only be guessed: the window title, and what trafilatura (`document`) reads from the text.

    A feed or a push usually knows better, so this comes last. The date is a day, at midnight UTC.
    """
    title = _page_title(tree)[:_LONGEST_TITLE]
    if document is None:
        return ArticleMeta(title=title)
    return ArticleMeta(
        title=title,
        byline=_people((document.author or "").split(";")),
        published=read_time(document.date),
        site=_text(document.sitename),
        description=_text(document.description),
    )


def complete(article: ArticleMeta, other: Hints | ArticleMeta) -> ArticleMeta:
    """Return the article with its gaps filled from `other`."""
    known = {name: getattr(article, name) or getattr(other, name) for name in _SHARED}
    return msgspec.structs.replace(article, **{**known, "title": fold_space(known["title"])})


def _metas(tree: _Element) -> Metas:
    found: Metas = {}
    for meta in tree.iterdescendants("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower()[:_LONGEST_NAME], content.strip())
    return found


def _title(tree: _Element, metas: Metas, thing: Thing) -> str:
    claimed = (metas.get("og:title"), string(thing.get("headline")), metas.get("twitter:title"))
    announced = [fold_space(text) for text in claimed if text]
    headings = [text_of(h1) for h1 in islice(tree.iterdescendants("h1"), _MOST_H1) if is_within(h1, _LONGEST_SOURCE)]
    chosen = _agreed([text for text in headings if text], [*announced, _page_title(tree)])
    return (chosen or next(iter(announced), ""))[:_LONGEST_TITLE]


def _page_title(tree: _Element) -> str:
    return fold_space(tree.findtext(".//head/title") or "")


def _agreed(headings: list[str], announced: list[str]) -> str:
    """Return the h1 that the page's other titles repeat; else its only h1.

    Several h1 without agreement are no title: mastheads are marked up so, too.
    """
    for heading in headings:
        if any(heading.casefold() in title.casefold() for title in announced if len(heading) > _SHORTEST_AGREED):
            return heading
    return headings[0] if len(headings) == 1 and len(headings[0]) <= _LONGEST_TITLE else ""


def _people(claimed: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in claimed:
        plain = fold_space(name)
        if 0 < len(plain) <= _LONGEST_NAME and not plain.startswith(("http:", "https:", "@", "//")):
            found.setdefault(plain)
    return tuple(found)[:_MOST_NAMES]


def _published(tree: _Element, metas: Metas, thing: Thing) -> datetime | None:
    stated = read_time(thing.get("datePublished")) or _first_time(metas, _PUBLISHED)
    if stated:
        return stated
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        if marked := read_time(element.get("datetime") or element.get("content")):
            return marked
    return None


def _first_time(metas: Metas, keys: Iterable[str]) -> datetime | None:
    return next((moment for key in keys if (moment := read_time(metas.get(key)))), None)


def _canonical(tree: _Element, metas: Metas, url: str) -> str | None:
    for link in tree.iterdescendants("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _http(url, link.get("href"))
    return _http(url, metas.get("og:url"))


def _http(base: str, link: str | None) -> str | None:
    """Return `link` as an absolute http(s) URL, or None when it is or leads to something else."""
    if not link or len(link) > _LONGEST_URL:
        return None
    try:
        absolute = urljoin(base, link.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in {"http", "https"} and parts.hostname else None


def _language(tree: _Element, metas: Metas) -> str | None:
    for claim in (tree.get("lang"), tree.get("xml:lang"), metas.get("content-language"), metas.get("og:locale")):
        tag = (claim or "").strip().replace("_", "-")
        if _LANGUAGE_TAG.fullmatch(tag):
            return tag
    return None


def _text(text: str | None) -> str | None:
    return fold_space(text or "")[:_LONGEST_TEXT] or None


_SHORTEST_AGREED = 10
_SHARED = ("title", "byline", "published", "updated", "site", "language", "description", "image")
