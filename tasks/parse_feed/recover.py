"""The last resort for broken XML: libxml2 closes what was left open and drops what makes no sense."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

from tasks.parse_feed.repair import as_document
from tasks.parse_feed.xml_guard import root_name

_ITEM_END = re.compile(r"</(?:item|entry)\s{0,20}>", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:rss|feed|\w{1,20}:RDF|channel)\s{0,20}>", re.IGNORECASE)
_PAGE_END = re.compile(r"</url\s{0,20}>", re.IGNORECASE)
_PAGES_END = re.compile(r"</urlset\s{0,20}>", re.IGNORECASE)
# Elements of RSS that hold text or escaped HTML, never elements.
_FIELD = re.compile(r"<(title|description|content:encoded)>", re.IGNORECASE)
# libxml2 spends 100 bytes on an element: no more than 60 MB.
MAX_TAGS = 600_000


def recover(document: str) -> str:
    """Return a well-formed reading of `document`, or "" when there is none.

    Taken instead of feedparser's own loose parser, whose time is quadratic in unclosed tags; libxml2 is
    linear and stops at 256 levels. A cut document loses its last, incomplete item: a half link or id
    would found an article that does not exist.
    """
    if document.count("<") > MAX_TAGS:
        return ""
    whole = "".join(_with_text_fields(_whole_items(document)))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(whole.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    # libxml2 lets surrogate references through when it recovers: the bytes may be no UTF-8.
    return "" if root is None else as_document(etree.tostring(root, encoding="utf-8").decode("utf-8", "replace"))


def _whole_items(document: str) -> str:
    is_sitemap = root_name(document) == "urlset"
    item_end, root_end = (_PAGE_END, _PAGES_END) if is_sitemap else (_ITEM_END, _ROOT_END)
    last = 0
    for match in item_end.finditer(document):
        last = match.end()
    return document[:last] if last and not root_end.search(document, last) else document


def _with_text_fields(document: str) -> Iterator[str]:
    """Yield `document` with HTML that stands bare in its text fields escaped.

    Else one unclosed tag in a description swallows every item after it.
    """
    done = 0
    while field := _FIELD.search(document, done):
        end = document.find(f"</{field.group(1)}", field.end())
        if end < 0:
            break
        inner = document[field.end() : end]
        yield document[done : field.end()]
        yield escape(inner) if "<" in inner and "<![CDATA[" not in inner else inner
        done = end
    yield document[done:]
