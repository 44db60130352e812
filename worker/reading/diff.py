"""What changed between two versions of an article, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sqlalchemy import Connection, select

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Article, Revision
from worker.reading.query import Row, all_rows, full_id
from worker.toolbox.database import table

_RANGE = re.compile(r"(\d{1,9})\.\.(\d{1,9})")
# An alignment costs the square of what is aligned; longer passages are shown as replaced.
MOST_LINES, MOST_WORDS = 4000, 2000


class Piece(NamedTuple):
    """A run of words: `op` is equal, delete or insert."""

    op: str
    text: str


def revisions_of(given: str) -> tuple[int, int]:
    """Return the two numbers of "1..2". Raises `Fault(bad_input)`."""
    found = _RANGE.fullmatch(given.strip())
    if found is None:
        raise Fault(Code.BAD_INPUT, f"{given!r} is no pair of revisions: give two numbers, such as 1..2")
    return int(found[1]), int(found[2])


def difference(connection: Connection, given: str, numbers: tuple[int, int]) -> Row:
    """Return the word diff of two revisions of the article that `given` names.

    Raises `Fault(bad_input)` for a revision that is not there.
    """
    name, revisions = full_id(connection, table(Article), given), table(Revision)
    rows = all_rows(connection, select(revisions).where(revisions.c.article_id == name))
    versions = {row["number"]: row for row in rows}
    for number in numbers:
        if number not in versions:
            raise Fault(Code.BAD_INPUT, f"there is no revision {number}: the article has 1 to {max(versions)}")
    before, after = (versions[number] for number in numbers)
    return {
        "article_id": name,
        "from": {key: before[key] for key in ("number", "title", "created_at")},
        "to": {key: after[key] for key in ("number", "title", "created_at")},
        "headline": [piece._asdict() for piece in diff_words(before["title"], after["title"])],
        "text": [piece._asdict() for piece in diff_texts(before["text"], after["text"])],
    }


def diff_texts(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in order; lines are aligned first, then the words of changed lines."""
    left, right = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(left), len(right)) > MOST_LINES:
        return _replaced(before, after)
    found: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, left, right).get_opcodes():
        old, new = "".join(left[i:j]), "".join(right[k:m])
        found += [Piece("equal", old)] if op == "equal" else diff_words(old, new)
    return found


def diff_words(before: str, after: str) -> list[Piece]:
    """Return the pieces of two passages in order.

    Joined, what is not inserted is `before`, and what is not deleted `after`.
    """
    left, right = _words(before), _words(after)
    if max(len(left), len(right)) > MOST_WORDS:
        return _replaced(before, after)
    return list(_pieces(left, right))


def _words(text: str) -> list[str]:
    # A word takes the space behind it along, so that the pieces make up the text.
    return re.findall(r"\S+\s*|\s+", text)


def _pieces(left: Sequence[str], right: Sequence[str]) -> Iterator[Piece]:
    for op, i, j, k, m in SequenceMatcher(None, left, right).get_opcodes():
        if op == "equal":
            yield Piece("equal", "".join(right[k:m]))
            continue
        yield from _replaced("".join(left[i:j]), "".join(right[k:m]))


def _replaced(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece("delete", before), Piece("insert", after)) if piece.text]
