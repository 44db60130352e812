"""Which part of a page is the story: trafilatura's answer, used as a witness, not as the text."""

import logging
from dataclasses import dataclass, field

import trafilatura
from lxml.etree import LxmlError, _Element
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from tasks.extract_blocks.drafts import fold_space

# Above this trafilatura can take many seconds; the landmarks of the page decide then.
MAX_ELEMENTS = 60_000
_SHINGLE = 4
# CJK radicals, kana and ideographs come after this; Hangul does too, and loses nothing by it.
_FIRST_UNSPACED = "\u2e80"
# A large heuristic library on hostile input may fail in any of its own ways, and that means "no answer".
# Not Exception: the time limit of a task is one, too, and must pass.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    LxmlError,
    RecursionError,
    TypeError,
    ValueError,
)
# It reports each page without text as an error; here that is an outcome with a code.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Witness:
    """The `lines` of text that trafilatura finds on a page.

    `folded` and `shingles` are those lines for comparison; `size` is their words.
    """

    size: int = 0
    lines: list[str] = field(default_factory=list)
    folded: set[str] = field(default_factory=set)
    shingles: set[tuple[str, ...]] = field(default_factory=set)

    def coverage(self, text: str) -> float:
        """Return the part of the words of `text` that the witness has in the same order, 0 to 1."""
        known = total = 0.0
        for line in text.splitlines():
            words = _comparable(line)
            total += len(words)
            known += len(words) * self._known(words)
        return known / total if total else 0.0

    def _known(self, words: list[str]) -> float:
        found = shingles_of(words)
        if not found:
            return float(" ".join(words) in self.folded)
        return sum(shingle in self.shingles for shingle in found) / len(found)


def ask(tree: _Element, url: str) -> Witness:
    """Return what trafilatura says of the page; an empty witness when it finds nothing or fails."""
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return Witness()
    try:
        document = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    except _FAILURES:
        return Witness()
    if not isinstance(document, Document):
        return Witness()
    witness = Witness(lines=[line for line in map(fold_space, (document.text or "").splitlines()) if line])
    for line in witness.lines:
        words = _comparable(line)
        witness.size += len(words)
        witness.folded.add(" ".join(words))
        witness.shingles.update(shingles_of(words))
    return witness


def guess(tree: _Element, url: str) -> Document | None:
    """Return the metadata that trafilatura reads from the page, or None when it fails. Costs as much as `ask`."""
    try:
        return extract_metadata(tree, url)
    except _FAILURES:
        return None


def _comparable(text: str) -> list[str]:
    """Return the words of `text` without case and without the marks that tables and lists are printed with.

    A token of a script that writes no spaces between words counts as its characters.
    """
    words: list[str] = []
    for token in text.casefold().split():
        if max(token) >= _FIRST_UNSPACED:
            words.extend(token)
        elif token not in {"|", "-"}:
            words.append(token)
    return words


def shingles_of(words: list[str]) -> list[tuple[str, ...]]:
    """Return the runs of four words of `words`, each a tuple."""
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
