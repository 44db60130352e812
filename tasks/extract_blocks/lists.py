"""Lists, definition lists and contents lists of a page."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from schemas.blocks import BlockKind
from tasks.extract_blocks.drafts import Draft, listing
from tasks.extract_blocks.gather import is_within, text_of

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_NESTED = frozenset({"ul", "ol", "menu", "dir"})
# What shows that a list only lays out the page: its items are little articles.
_TOO_RICH = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "figure", "blockquote", "pre", "article")
_LONGEST_ITEM = 1500
_FEWEST_LINKS = 3
_MOST_LINKS = 300
_MOST_ITEMS = 2_000
_LONGEST_CONTENTS = 100_000
_LINKED_SHARE = 0.6


def list_draft(element: _Element) -> Draft | None:
    """Return the list as a block; nested items stand behind the item that holds them.

    None when it is no list of items but a layout, or holds loose text: the walker goes inside then.
    """
    if next(element.iterdescendants(*_TOO_RICH), None) is not None or _has_loose_text(element):
        return None
    items: list[str] = []
    for item in element.iterdescendants("li"):
        items.append(text_of(item, _NESTED))
        if len(items[-1]) > _LONGEST_ITEM or len(items) > _MOST_ITEMS:
            return None
    return listing(BlockKind.LIST, items) if any(items) else None


def definition_draft(element: _Element) -> Draft | None:
    """Return a `dl` as a block whose items read "term: text"; None when it has no term with a text."""
    if next(element.iterdescendants(*_TOO_RICH, "dl"), None) is not None:
        return None
    items = list(islice(_definitions(element), _MOST_ITEMS + 1))
    if not 0 < len(items) <= _MOST_ITEMS or max(map(len, items)) > _LONGEST_ITEM:
        return None
    return listing(BlockKind.DEFINITION, items)


def contents_draft(element: _Element) -> Draft | None:
    """Return a contents list: a list, or a box around one, whose links all lead to places on this page."""
    links = list(islice(element.iterdescendants("a"), _MOST_LINKS + 1))
    if not _FEWEST_LINKS <= len(links) <= _MOST_LINKS or not all(
        link.get("href", "#").startswith("#") for link in links
    ):
        return None
    if not any(len(link.get("href", "")) > 1 for link in links) or not _is_mostly(element, links):
        return None
    items = [text_of(item, _NESTED) for item in element.iterdescendants("li")] or [text_of(link) for link in links]
    label = "" if element.tag in LISTS else text_of(element, _NESTED if _has_list(element) else frozenset({"a"}))
    return listing(BlockKind.CONTENTS, items, label)


def _is_mostly(element: _Element, links: list[_Element]) -> bool:
    # Footnotes link back from every item, too, but most of their text is not the link.
    if not is_within(element, _LONGEST_CONTENTS, 10 * _MOST_LINKS):
        return False
    linked = sum(len(text_of(link)) for link in links)
    return linked > 0 and linked >= _LINKED_SHARE * len(text_of(element))


def _has_list(element: _Element) -> bool:
    return next(element.iterdescendants(*LISTS), None) is not None


def _has_loose_text(element: _Element) -> bool:
    return bool(text_of(element, frozenset({"li"})))


def _definitions(element: _Element) -> Iterator[str]:
    term = ""
    for part in element.iterdescendants("dt", "dd"):
        text = text_of(part)
        if part.tag == "dt":
            if term:
                yield term
            term = text
        elif text:
            yield f"{term.rstrip(' :')}: {text}" if term else text
            term = ""
    if term:
        yield term
