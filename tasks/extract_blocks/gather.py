"""The text below an element, in reading order, without recursion."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element, iterwalk

from tasks.extract_blocks.drafts import fold_space
from tasks.extract_blocks.furniture import is_unseen
from tasks.extract_blocks.labels import word_set

# Elements that start and end a line of their own; everything else runs on in the line.
BREAKING = word_set(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul"
)
BREAK = "\n"
"""A line's end that the page asks for. White space of the source never reads so: it becomes a space before."""


class Piece(NamedTuple):
    """A run of text and whether it stands inside a link, or in bold; a line's end is the text BREAK."""

    text: str
    linked: bool
    bold: bool = False


def run(text: str, *, linked: bool, bold: bool = False) -> Piece:
    """Return source text as a piece; its own line ends mean nothing in HTML."""
    return Piece(text.replace("\n", " "), linked, bold)


def pieces(root: _Element, without: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """Yield the text below `root`, its tail not included; elements with a tag in `without` are passed over."""
    walk = iterwalk(root, events=("start", "end"))
    links = 0
    passed: _Element | None = None
    for event, element in walk:
        breaking = element.tag in BREAKING or element.tag == "br"
        if event == "start":
            if element is not root and (element.tag in without or is_unseen(element)):
                passed = element
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            if breaking:
                yield _LINE
            if element.text:
                yield run(element.text, linked=links > 0)
            continue
        if element is passed:
            passed = None
        else:
            links -= element.tag == "a"
        if breaking and element.tag != "br":
            yield _LINE
        if element.tail and element is not root:
            yield run(element.tail, linked=links > 0)


def lines(root: _Element, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the lines of text below `root`, white space folded, empty ones left out."""
    raw = "".join(piece.text for piece in pieces(root, without)).split(BREAK)
    return [line for line in map(fold_space, raw) if line]


def text_of(root: _Element, without: frozenset[str] = frozenset()) -> str:
    """Return the text below `root` as one folded line."""
    return " ".join(lines(root, without))


def is_within(root: _Element, chars: int, elements: int = 1_000) -> bool:
    """Whether the source below `root` has at most so many characters and elements.

    The makers of blocks ask this before they read: an element that turns out too long is entered and its
    children are tried in turn, so on nested boxes each reading must cost little.
    """
    if sum(1 for _ in islice(root.iterdescendants(), elements + 1)) > elements:
        return False
    return sum(map(len, islice(root.itertext(), 2 * elements + 1))) <= chars


def link_share(of: Iterable[Piece]) -> float:
    """Return the part of the characters that stand inside links, 0 to 1."""
    sizes = [(len(piece.text.strip()), piece.linked) for piece in of]
    total = sum(size for size, _ in sizes)
    return sum(size for size, linked in sizes if linked) / total if total else 0.0


_LINE = Piece(BREAK, linked=False)
