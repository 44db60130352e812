"""Statements as text, made once for each length of list: building one from expressions costs as much as running it."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

# SQLite takes at most 32,766 values in a statement, and PostgreSQL plans long lists slowly.
CHUNK = 512


def mark(connection: Connection) -> str:
    """Return how the driver marks a value in a statement."""
    return "%s" if connection.dialect.name == "postgresql" else "?"


def ask(
    connection: Connection, statement: str, names: Collection[Any], before: Sequence[Any] = (), *, times: int = 1
) -> Iterator[Any]:
    """Yield the rows (tuples) of `statement` for `names`, which stand at its `{list}`, after the values `before`.

    `{mark}` is a single value's place; the list stands in the statement so many `times`. Names are put in order: rows
    of one name come from one part of the index.
    """
    ordered, sign = sorted(names), mark(connection)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        # Filled up to a power of two, that there are few texts to prepare; who is named twice is found once.
        size = 1 << (len(chunk) - 1).bit_length()
        chunk += chunk[-1:] * (size - len(chunk))
        yield from _rows(connection, _text(statement, size, sign), (*before, *chunk * times))


def _rows(connection: Connection, text: str, values: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
    """Return the driver's own tuples: a row object costs as much as finding the row, and hundreds are asked for."""
    result = connection.exec_driver_sql(text, tuple(values))
    rows: Sequence[tuple[Any, ...]] = result.cursor.fetchall() if result.cursor else ()
    result.close()
    return rows


@cache
def _text(statement: str, size: int, sign: str) -> str:
    return statement.format(list=", ".join([sign] * size), mark=sign)
