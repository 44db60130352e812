"""RSS, Atom, RDF and CDF, read by feedparser under our limits."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any

import feedparser

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.discovery import feeds_of
from tasks.parse_feed.document import well_formed
from tasks.parse_feed.item import MAX_GUID, MAX_TEXT, MAX_TITLE, Feed, Item, newest
from tasks.parse_feed.people import MAX_NAME
from tasks.parse_feed.prose import as_markup, cut, encodable, plain
from tasks.parse_feed.xml_guard import root_name
from tasks.shared.urls import absolute, is_http

MAX_AUTHORS, MAX_LINKS = 20, 50
# Feeds that a page names, as far as they fit a line.
MAX_NAMED, MAX_NAMED_URL = 3, 200
MAX_TTL_S = 86_400.0
_TTL_DIGITS = 6
_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
# BCP 47 in outline.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


def read_syndication(text: str, base: str, now: datetime) -> Feed:
    """Read the XML feed `text` that came from `base`.

    Raise Reject: NOT_A_FEED for anything that is no feed (an HTML page, other XML), BROKEN_XML when it is
    too broken for a single item, FORBIDDEN_XML when it declares entities or floods (see `xml_guard`).
    """
    root = root_name(text)
    if root in {"", "html"}:
        raise Reject(Code.NOT_A_FEED, _page(text, base) if root else "it has no element at all")
    document, flaw = well_formed(text)
    if not document:
        raise _no_feed(root, flaw)
    parsed = _parse(document, base)
    feed: Any = parsed.get("feed") or {}
    entries: list[Any] = parsed.get("entries") or []
    if not entries and (flaw or not parsed.get("version")):
        raise _no_feed(root, flaw)
    language = _language(feed.get("language"))
    items = [_item(entry, base, language, now) for entry in entries]
    return Feed(
        title=cut(plain(_text(feed.get("title"))), MAX_TITLE),
        site_url=absolute(base, _text(feed.get("link"))),
        language=language,
        ttl_s=_ttl(feed.get("ttl")),
        items=newest(items),
        degraded=flaw,
        links=tuple((_text(link.get("rel")), _text(link.get("href"))) for link in _parts(feed, "links")[:MAX_LINKS]),
    )


def _parse(document: str, base: str) -> Any:
    try:
        # Bytes only: a str would be opened as a URL or a file name.
        return feedparser.parse(
            io.BytesIO(document.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever a hostile feed raises in there is the feed's fault
        raise Reject(Code.BROKEN_XML, f"the parser gave up ({type(error).__name__})") from error


def _no_feed(root: str, flaw: str | None) -> Reject:
    if root in _FEED_ROOTS:
        return Reject(Code.BROKEN_XML, flaw or "no item could be read")
    return Reject(Code.NOT_A_FEED, f"its first element is <{root}>")


def _page(text: str, base: str) -> str:
    named = ", ".join(link.url[:MAX_NAMED_URL] for link in feeds_of(text, base)[:MAX_NAMED])
    return f"it is an HTML page; it names {named}" if named else "it is an HTML page"


def _item(entry: Any, base: str, language: str | None, now: datetime) -> Item:
    content = max(map(_markup, _parts(entry, "content")), key=len, default="")
    detail: Any = next(iter(_parts(entry, "summary_detail")), {})
    summary = _markup(detail) or _text(entry.get("summary"))[:MAX_TEXT]
    guid = encodable(_text(entry.get("id")).strip())[:MAX_GUID]
    return Item(
        guid=guid,
        link=_link(entry, base, guid),
        title=cut(plain(_text(entry.get("title"))), MAX_TITLE),
        authors=_authors(entry),
        published=_moment(entry, "published", now),
        updated=_moment(entry, "updated", now),
        language=_language(detail.get("language")) or language,
        content=content,
        summary=summary if summary != content else "",
        image=_image(entry, base),
    )


def _parts(entry: Any, name: str) -> list[Any]:
    # An element that happens to be called like one of feedparser's own keys puts a string there.
    value = entry.get(name)
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)]


def _markup(part: Any) -> str:
    value, kind = encodable(_text(part.get("value")))[:MAX_TEXT], _text(part.get("type")).lower()
    if kind == "text/plain":
        return as_markup(value)
    return value if kind in _HTML_TYPES else ""


def _link(entry: Any, base: str, guid: str) -> str | None:
    # A proxy's link hides the publisher's; an id that is a URL is where the item lives if nothing else says.
    for link in (_text(entry.get("feedburner_origlink")), _text(entry.get("link"))):
        if url := absolute(base, link):
            return url
    return absolute(guid, guid) if is_http(guid) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _authors(entry: Any) -> tuple[str, ...]:
    people = [_text(person.get("name")) for person in _parts(entry, "authors")] or [_text(entry.get("author"))]
    names = (plain(person)[:MAX_NAME] for person in people[:MAX_AUTHORS])
    return tuple(dict.fromkeys(name for name in names if name))


def _moment(entry: Any, name: str, now: datetime) -> datetime | None:
    # `in` first: feedparser answers for a missing `updated` with `published`, and a warning.
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    if not isinstance(parsed, struct_time):
        return None
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment <= now + timedelta(days=1) else None


def _language(value: Any) -> str | None:
    tag = _text(value).strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def _image(entry: Any, base: str) -> str | None:
    return next((url for link in _image_links(entry) if (url := absolute(base, link))), None)


def _image_links(entry: Any) -> Iterator[str]:
    for media in _parts(entry, "media_content"):
        if media.get("medium") == "image" or _text(media.get("type")).startswith("image/"):
            yield _text(media.get("url"))
    for thumbnail in _parts(entry, "media_thumbnail"):
        yield _text(thumbnail.get("url"))
    for link in _parts(entry, "links"):
        if link.get("rel") == "enclosure" and _text(link.get("type")).startswith("image/"):
            yield _text(link.get("href"))


def _ttl(value: Any) -> float:
    minutes = _text(value).strip()
    if not (minutes.isascii() and minutes.isdecimal()) or len(minutes) > _TTL_DIGITS:
        return 0.0
    return min(int(minutes) * 60.0, MAX_TTL_S)
