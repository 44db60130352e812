"""The feeds that an HTML page names in its `<link rel=alternate>` (WHATWG HTML section 4.6.7.1)."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.parse_feed.prose import cut, encodable
from tasks.shared.urls import absolute

# Links stand in the head; some pages have half a megabyte of style before them.
MAX_PAGE = 1_000_000
MAX_LINKS, MAX_FOUND, MAX_TITLE = 500, 20, 200
_MAX_TAG, _MAX_ATTRIBUTES = 6_000, 40
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
# Also given to other things, so these count only beside a rel or a name that says feed.
_VAGUE_TYPES = frozenset({"", "application/xml", "text/xml"})
_PLACE = re.compile(r"<(!--|(?:script|style|link|base)(?=[\s/>]))", re.IGNORECASE)
_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}
_ATTRIBUTE = re.compile(
    r"""[\s/]{0,100}([^\s=>/"']{1,50})(?:\s{0,20}=\s{0,20}("[^"]{0,4000}"|'[^']{0,4000}'|[^\s>"']{1,4000}))?"""
)
# "Comment" as languages of the press have it in the titles that blog software gives to such feeds.
_COMMENTS = re.compile(
    r"comment|kommentar|coment[aá]r|komentar|reacties|yorum|комментар|комент|コメント|댓글|评论|評論|تعليق"
)
_FEEDLIKE = re.compile(r"feed|rss|atom|rdf|syndication|sitemap|\.xml|\.json|\.gz")


class Link(NamedTuple):
    """A feed that a page names; `on_comments` tells that it carries what readers say, not the paper."""

    url: str
    title: str
    on_comments: bool = False


def looks_like_feed(url: str) -> bool:
    """Tell whether `url` is written as those of feeds are; pages seldom are, and nothing is asked of the server."""
    return _FEEDLIKE.search(url.partition("//")[2].partition("/")[2].lower()) is not None


def feeds_of(page: str, url: str) -> list[Link]:
    """Return the feeds that the HTML `page` at `url` names, at most 20, the likeliest first.

    That is: none on comments before the others, those of the page's own section first, then as the page has them.
    """
    base, found = url, dict[str, Link]()
    for name, attributes in _tags(page[:MAX_PAGE]):
        if name == "base" and base == url:
            base = absolute(url, attributes.get("href", "")) or url
        elif name == "link" and _is_feed(attributes) and (link := _link(attributes, base)):
            found.setdefault(link.url, link)
    found.pop(url, None)
    ranked = sorted(found.values(), key=lambda link: (link.on_comments, not _within(link.url, url)))
    return ranked[:MAX_FOUND]


def _tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the `link` and `base` tags of `page`, comments and scripts aside, walking it once."""
    place = seen = 0
    while seen < MAX_LINKS and (match := _PLACE.search(page, place)):
        name, place = match.group(1).lower(), match.end()
        if name not in _ENDS:
            seen += 1
            yield name, _attributes(page[place : place + _MAX_TAG])
        elif end := _ENDS[name].search(page, place):
            place = end.end()
        else:
            return


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = 0
    while len(found) < _MAX_ATTRIBUTES and (match := _ATTRIBUTE.match(tag, place)):
        name, value = match.groups(default="")
        found.setdefault(name.lower(), html.unescape(value.strip("\"'")).strip())
        place = match.end()
    return found


def _is_feed(attributes: dict[str, str]) -> bool:
    rels = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if "stylesheet" in rels or not {"alternate", "feed"} & set(rels):
        return False
    named = "feed" in rels or looks_like_feed(f"//x/{attributes.get('href', '')}")
    return kind in _TYPES or (kind in _VAGUE_TYPES and named and "hreflang" not in attributes)


def _link(attributes: dict[str, str], base: str) -> Link | None:
    url = absolute(base, attributes.get("href", ""))
    title = cut(encodable(" ".join(attributes.get("title", "").split())), MAX_TITLE)
    return Link(url, title, _COMMENTS.search(f"{title} {url}".lower()) is not None) if url else None


def _within(link: str, page: str) -> bool:
    """Tell whether the feed lies in the page's own section, as that of a category does."""
    section = page.partition("?")[0].rstrip("/") + "/"
    return section.count("/") > len(("scheme:", "", "host")) and link.startswith(section)
