"""JSON Feed 1.0 and 1.1 (jsonfeed.org), every value checked: the format invites any JSON at all."""

import re
from datetime import datetime
from typing import Any

import orjson

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.iso_time import iso_moment
from tasks.parse_feed.item import MAX_GUID, MAX_TEXT, MAX_TITLE, Feed, Item, newest
from tasks.parse_feed.prose import as_markup, cut, encodable, plain
from tasks.shared.urls import absolute

MAX_AUTHORS, MAX_HUBS = 20, 10
MAX_NAME = 200
MAX_READ = 5_000
_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")
# Escapes in JSON strings (RFC 8259 section 7): a whole pair of surrogates, any other escape, or half a pair alone.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)
_LANGUAGE_LENGTH = 35


def read_json_feed(text: str, base: str, now: datetime) -> Feed:
    """Read the JSON Feed `text` that came from `base`. Raise Reject(NOT_A_FEED) when it is none."""
    try:
        # orjson refuses NaN and more than 1,024 levels by itself; lone surrogates, too, but they cost only themselves.
        data = orjson.loads(_ESCAPE.sub(_whole, text))
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        raise Reject(Code.NOT_A_FEED, "it is not valid JSON") from None
    if not isinstance(data, dict) or not _text(data.get("version")).startswith(_VERSION):
        raise Reject(Code.NOT_A_FEED, "it is JSON, but no JSON Feed")
    items = data.get("items")
    if not isinstance(items, list):
        raise Reject(Code.NOT_A_FEED, "the JSON Feed has no list of items")
    language = _text(data.get("language"))[:_LANGUAGE_LENGTH] or None
    return Feed(
        title=cut(plain(_text(data.get("title"))), MAX_TITLE),
        site_url=absolute(base, _text(data.get("home_page_url"))),
        language=language,
        links=(("self", _text(data.get("feed_url"))), *_hubs(data.get("hubs"))),
        items=newest([_item(item, base, language, now) for item in items[:MAX_READ] if isinstance(item, dict)]),
    )


def _hubs(value: Any) -> list[tuple[str, str]]:
    hubs = value[:MAX_HUBS] if isinstance(value, list) else []
    named = [hub for hub in hubs if isinstance(hub, dict) and _text(hub.get("type")).lower() == "websub"]
    return [("hub", _text(hub.get("url"))) for hub in named]


def _whole(escape: re.Match[str]) -> str:
    return "\\ufffd" if escape.group(1) else escape.group()


def _item(item: dict[str, Any], base: str, language: str | None, now: datetime) -> Item:
    markup = _text(item.get("content_html"))
    return Item(
        guid=_id(item.get("id")),
        link=absolute(base, _text(item.get("url"))) or absolute(base, _text(item.get("external_url"))),
        title=cut(plain(_text(item.get("title"))), MAX_TITLE),
        authors=_authors(item),
        published=iso_moment(_text(item.get("date_published")), now),
        updated=iso_moment(_text(item.get("date_modified")), now),
        language=_text(item.get("language"))[:_LANGUAGE_LENGTH] or language,
        content=encodable(markup or _text(item.get("content_text")))[:MAX_TEXT],
        summary=as_markup(encodable(_text(item.get("summary")))[:MAX_TEXT]),
        plain=not markup,
        image=absolute(base, _text(item.get("image")) or _text(item.get("banner_image"))),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _id(value: Any) -> str:
    # The format asks for strings but lets publishers of numbers off (section "id").
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _text(value).strip()[:MAX_GUID]


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    listed = item.get("authors")
    people = listed if isinstance(listed, list) else [item.get("author")]
    names = (plain(_text(person.get("name")))[:MAX_NAME] for person in people[:MAX_AUTHORS] if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))
