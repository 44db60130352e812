"""From the pieces of running text to its paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from tasks.extract_blocks.drafts import fold_space
from tasks.extract_blocks.gather import BREAK, Piece

_SHORTEST_PARAGRAPH = 80


class Line(NamedTuple):
    """A folded text and how many of its characters, from the first, are bold."""

    text: str
    bold: int


def paragraphs(running: Sequence[Piece]) -> list[Line]:
    """Return running text cut where the page asks for a blank line (two BREAKs).

    A single BREAK is a space, as in verse and addresses, unless whole paragraphs stand on both sides:
    some sites write no other mark between paragraphs.
    """
    found: list[list[Line]] = [[]]
    for line in _lines(running):
        if not line.text or (found[-1] and _is_paragraph(found[-1][-1].text) and _is_paragraph(line.text)):
            found.append([])
        if line.text:
            found[-1].append(line)
    return [_joined(lines) for lines in found if lines]


def _lines(running: Sequence[Piece]) -> Iterator[Line]:
    for breaking, run in groupby(running, key=lambda piece: piece.text == BREAK):
        if breaking:
            # One line's end lies between two lines; each further one is an empty line.
            yield from [Line("", 0)] * (sum(1 for _ in run) - 1)
        else:
            yield _line(list(run))


def _line(run: Sequence[Piece]) -> Line:
    return Line(fold_space("".join(piece.text for piece in run)), len(_bold_start(run)))


def _bold_start(run: Sequence[Piece]) -> str:
    start = []
    for piece in run:
        if piece.text.strip() and not piece.bold:
            break
        start.append(piece.text)
    return fold_space("".join(start))


def _joined(lines: Sequence[Line]) -> Line:
    """Return lines as one; bold that fills a line goes on in the next."""
    full = sum(1 for _ in takewhile(lambda line: line.bold == len(line.text), lines))
    bold = sum(line.bold for line in lines[: full + 1]) + sum(line.bold > 0 for line in lines[1 : full + 1])
    return Line(" ".join(line.text for line in lines), bold)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _SHORTEST_PARAGRAPH and text.endswith((".", "!", "?", "\u201d", '"', "\u00bb"))
