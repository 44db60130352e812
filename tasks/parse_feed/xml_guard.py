"""What an XML document must be before a feed parser may see it."""

import re
from typing import NamedTuple
from xml.parsers import expat

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.parse_feed.people import PEOPLE

MAX_DEPTH = 256
MAX_ATTRIBUTES = 512
# A feed parser spends 10 microseconds on an element: three seconds on this many.
MAX_ELEMENTS = 300_000
MAX_ITEMS = 5_000
# Text comes in pieces, one for each reference and line; a parser keeps 60 bytes for every one.
MAX_PIECES = 1_500_000
# Each declaration costs a parser 500 bytes at once.
MAX_NAMESPACES = 20_000
# Sum of squared lengths: what is left of the cost that `people` cuts, for names hidden from it (comments
# and CDATA inside); 5 ns each.
MAX_NAME_COST = 200_000_000
_ITEMS = frozenset({"item", "entry"})
_PAGES = frozenset({"url"})
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_START_TAG = re.compile(r"<([A-Za-z_][\w.-]{0,40}(?::[\w.-]{1,40})?)")


class Flaw(NamedTuple):
    """Why a document cannot be parsed as it is; `sound` bytes of it are worth keeping (None: all)."""

    reason: str
    sound: int | None = None


class _Enough(Exception):
    """The walk has seen as many items as are ever read."""


class Walk:
    """One pass of expat over a document, which ends in Reject(FORBIDDEN_XML) as soon as a limit is broken.

    It costs some 20 ms a megabyte; a feed parser on 200,000 nested elements costs ten seconds.
    """

    def __init__(self) -> None:
        # Namespace processing as the feed parser has it, so that both find the same documents well-formed.
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.EntityDeclHandler = self._entity
        self._parser.CharacterDataHandler = self._text
        self._depth = 0
        self._elements = 0
        self._items = 0
        self._counted = _ITEMS
        self._pieces = 0
        self._name_length = -1
        self._name_cost = 0

    def run(self, document: bytes) -> Flaw | None:
        """Return None for a well-formed document that can be read whole, else its flaw."""
        try:
            self._parser.Parse(document, True)  # expat takes it by position
        except expat.ExpatError as error:
            return Flaw(f"{expat.ErrorString(error.code)} at line {error.lineno}")
        except _Enough:
            return Flaw(f"more than {MAX_ITEMS} items", self._parser.CurrentByteIndex)
        return None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        _forbid(self._depth > MAX_DEPTH, f"elements nest deeper than {MAX_DEPTH}")
        _forbid(self._elements > MAX_ELEMENTS, f"more than {MAX_ELEMENTS} elements")
        _forbid(len(attributes) > MAX_ATTRIBUTES, f"an element has more than {MAX_ATTRIBUTES} attributes")
        local = _local(name)
        if self._elements == 1 and local == "urlset":
            # Elsewhere a `url` is a detail; in a sitemap it is the item.
            self._counted = _PAGES
        self._items += local in self._counted
        if self._items > MAX_ITEMS:
            raise _Enough
        if local in PEOPLE:
            self._name_length = 0

    def _close(self, name: str) -> None:
        self._depth -= 1
        if _local(name) in PEOPLE:
            self._name_cost += max(self._name_length, 0) ** 2
            self._name_length = -1
            _forbid(self._name_cost > MAX_NAME_COST, "the names of authors are too long")

    def _text(self, data: str) -> None:
        self._pieces += 1
        _forbid(self._pieces > MAX_PIECES, "the text is in too many pieces")
        if self._name_length >= 0:
            self._name_length += len(data)

    def _entity(self, *_declaration: object) -> None:
        _forbid(True, "the document declares entities")


def _forbid(broken: bool, rule: str) -> None:
    if broken:
        raise Reject(Code.FORBIDDEN_XML, rule)


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def find_flaw(document: str) -> Flaw | None:
    """Return why `document` cannot be parsed as it is, or None when it can.

    Raise Reject(FORBIDDEN_XML) when it declares entities (billion laughs, external entities), nests too
    deep, or floods anything a parser pays for; no real feed does.
    """
    _forbid(_ENTITY.search(document, 0, _prolog_end(document)) is not None, "the document declares entities")
    _forbid(document.count("xmlns:") > MAX_NAMESPACES, f"more than {MAX_NAMESPACES} namespaces")
    return Walk().run(document.encode("utf-8"))


def root_name(document: str) -> str:
    """Return the name of the first element of `document`, without its prefix and in lower case, or ""."""
    match = _START_TAG.match(document, _prolog_end(document))
    return match.group(1).rpartition(":")[2].lower() if match else ""


def _prolog_end(document: str) -> int:
    """Return where the root element starts: after declarations, comments and the document type."""
    place = 0
    while (place := document.find("<", place)) >= 0:
        if _START_TAG.match(document, place):
            return place
        place = _markup_end(document, place)
    return len(document)


def _markup_end(document: str, place: int) -> int:
    for start, end in (("<!--", "-->"), ("<?", "?>")):
        if document.startswith(start, place):
            return _after(document, end, place)
    close = _after(document, ">", place)
    subset = document.find("[", place, close)
    return _after(document, "]>", subset) if subset >= 0 else close


def _after(document: str, end: str, place: int) -> int:
    found = document.find(end, place)
    return found + len(end) if found >= 0 else len(document)
