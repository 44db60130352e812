"""What on a page is never story text, and what only looks like it."""

import re
from functools import lru_cache

from lxml.etree import _Element

from tasks.extract_blocks.labels import word_set

# Machinery and controls. `form` is not here: whole pages stand inside one.
_MACHINERY = word_set(
    "script style noscript template head link meta button input select textarea option datalist svg canvas "
    "object applet audio video source track map dialog progress meter frameset iframe"
)
_LANDMARKS = frozenset({"nav", "footer", "aside", "menu", "form"})
# The classes of these describe the layout of the whole page ("has-sidebar"), not themselves.
_COLUMNS = frozenset({"html", "body", "main", "article"})
_ROLES = frozenset({"navigation", "banner", "complementary", "contentinfo", "search", "menu", "dialog", "alertdialog"})
# Whole words of class and id attributes. They make a block suspect, no more: the selector's word counts
# above them, since sites also name their main column "with-sidebar" or "share-wrapper".
_NAMES = word_set(
    "ad ads advert advertisement advertising adslot sponsor sponsored promo promoted promotion share sharing "
    "shares sharebar social socials follow related recommended recommendations recirc trending popular "
    "mostread newsletter subscribe subscription signup paywall cookie cookies consent gdpr breadcrumb "
    "breadcrumbs comments disqus sidebar outbrain taboola byline author authors tags taglist tagcloud pagination "
    "keywords pager toolbar modal popup banner menu navbar nav navigation footer masthead copyright rating widget "
    "teaser teasers readmore morenews print login search credit credits"
)
_POST_NAMES = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed")
_POST_NAMES_MORE = ("fb-post", "reddit-embed-bq", "reddit-card", "threads-post", "text-post-media")
_POST_HOSTS = word_set(
    "twitter.com x.com platform.twitter.com instagram.com facebook.com tiktok.com bsky.app embed.bsky.app "
    "threads.net reddit.com embed.reddit.com truthsocial.com t.me linkedin.com"
)
_CALLOUT_NAMES = word_set(
    "callout note tip protip pro-tip did-you-know didyouknow infobox info-box tip-box tipbox admonition"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)", re.IGNORECASE)
_LONGEST_NAME = 400  # utility-class frameworks write long attributes; the telling words stand first


def is_machinery(element: _Element) -> bool:
    """Whether the element is a script, a control or the like: never text of the page."""
    return element.tag in _MACHINERY


def is_unseen(element: _Element) -> bool:
    """Whether a reader does not see the element as text: machinery, or hidden."""
    return is_machinery(element) or _is_hidden(element)


def is_suspect(element: _Element) -> bool:
    """Whether the element calls itself page furniture: by tag, role, class or id, or because it is hidden.

    Hidden is no proof: streaming pages send their story in hidden elements that a script shows.
    """
    if element.tag in _COLUMNS:
        return False
    if element.tag in _LANDMARKS or element.get("role") in _ROLES or _is_hidden(element):
        return True
    return not _NAMES.isdisjoint(_words(element))


def _is_hidden(element: _Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style[:_LONGEST_NAME]))


def is_post(element: _Element) -> bool:
    """Whether the element is a post embedded from a social network, with the post's text as fallback."""
    classes = element.get("class", "")[:_LONGEST_NAME].lower().split()
    return any(name in _POST_NAMES or name in _POST_NAMES_MORE for name in classes)


def is_callout(element: _Element) -> bool:
    """Whether the element's class or role says that it is a box beside the running text."""
    classes = element.get("class", "")[:_LONGEST_NAME].lower().split()
    return not _CALLOUT_NAMES.isdisjoint(classes) or element.get("role") == "note"


def is_caption(element: _Element) -> bool:
    """Whether the element is the caption of a picture, by tag or by class."""
    if element.tag == "figcaption":
        return True
    return element.tag in {"p", "div", "span"} and "caption" in _words(element)


def is_host_of_posts(url: str) -> bool:
    """Whether an iframe's address leads to a network whose posts are embedded."""
    host = url.split("//", 1)[-1].split("/", 1)[0].lower()
    return host.removeprefix("www.") in _POST_HOSTS


def _words(element: _Element) -> frozenset[str]:
    """Return the words of the class and id attributes; "NewsletterModule-title" has three."""
    return _split(f"{element.get('class', '')[:_LONGEST_NAME]} {element.get('id', '')[:_LONGEST_NAME]}")


# Every element is asked, and a page repeats its few class attributes thousands of times.
@lru_cache(maxsize=4096)
def _split(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))
