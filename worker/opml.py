"""Subscription lists in OPML 2.0 (opml.org/spec2.opml), in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from schemas.codes import Code
from schemas.outcomes import Reject

MAX_BYTES = 5_000_000
MAX_FEEDS = 10_000
MAX_TITLE = 1_000


@dataclass(frozen=True)
class Outline:
    """One subscription of a list."""

    url: str
    title: str


def read_opml(data: bytes) -> list[Outline]:
    """Return the feeds of an OPML document, each URL once, in order.

    Raises `Reject(bad_input)` for what is no OPML, `Reject(forbidden_xml)` for entity declarations and
    `Reject(too_large)` beyond 5 MB or 10,000 feeds: before anything is fetched.
    """
    if len(data) > MAX_BYTES:
        raise Reject(Code.TOO_LARGE, f"more than {MAX_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in data.upper() or b"<!DOCTYPE" in data.upper():
        raise Reject(Code.FORBIDDEN_XML, "a document type is declared")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Reject(Code.BAD_INPUT, f"no OPML: {error}") from error
    if root.tag != "opml":
        raise Reject(Code.BAD_INPUT, f"no OPML: the document is <{root.tag}>")
    found = {outline.url: outline for outline in _outlines(root)}
    if len(found) > MAX_FEEDS:
        raise Reject(Code.TOO_LARGE, f"{len(found)} feeds; at most {MAX_FEEDS}")
    return list(found.values())


def _outlines(root: Any) -> Iterable[Outline]:
    for element in root.iter("outline"):
        url = (element.get("xmlUrl") or "").strip()
        if url:
            yield Outline(url, (element.get("title") or element.get("text") or "").strip()[:MAX_TITLE])


def write_opml(feeds: Iterable[Mapping[str, Any]]) -> str:
    """Return an OPML document of `feeds` (`url`, `title`)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head><title>Slugline subscriptions</title></head>", "  <body>"]
    for feed in feeds:
        name = quoteattr(feed["title"] or feed["url"])
        lines.append(f'    <outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed["url"])}/>')
    return "\n".join([*lines, "  </body>", "</opml>", ""])
