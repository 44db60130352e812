"""What every question shares: rows as dicts, ids by prefix, filters."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from schemas.codes import Code
from schemas.outcomes import Fault

Row = dict[str, Any]

_AGO = re.compile(r"(\d{1,6})\s*([smhdw])")
_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
MIN_PREFIX = 4
PAGE = 500


def all_rows(connection: Connection, statement: Select[Any]) -> list[Row]:
    """Return every row as a dict."""
    return [dict(row) for row in connection.execute(statement).mappings()]


def stream(connection: Connection, statement: Select[Any]) -> Iterator[Row]:
    """Yield rows as dicts without holding them all: exports may be millions."""
    result = connection.execution_options(yield_per=PAGE).execute(statement)
    for row in result.mappings():
        yield dict(row)


def full_id(connection: Connection, of: Table, given: str) -> str:
    """Return the one id of `of` that starts with `given` (at least four characters).

    Raises `Fault(bad_input)` when there is none, or more than one.
    """
    if len(given) < MIN_PREFIX:
        raise Fault(Code.BAD_INPUT, f"{given!r} is too short: give at least {MIN_PREFIX} characters of an id")
    statement = select(of.c.id).where(of.c.id.startswith(given, autoescape=True)).limit(2)
    found = list(connection.scalars(statement))
    if len(found) != 1:
        what = "several rows" if found else "nothing"
        raise Fault(Code.BAD_INPUT, f"{given!r} names {what} in {of.name}; the list command shows the ids")
    return str(found[0])


def moment(given: str, now: dt.datetime) -> dt.datetime:
    """Return the time that `--since` means: `10m`, `2h`, `3d` ago, or an ISO 8601 date or time (UTC if bare).

    Raises `Fault(bad_input)`.
    """
    ago = _AGO.fullmatch(given.strip())
    try:
        if ago:
            return now - dt.timedelta(seconds=int(ago.group(1)) * _UNIT_S[ago.group(2)])
        parsed = dt.datetime.fromisoformat(given.strip())
    except (ValueError, OverflowError) as error:
        raise Fault(Code.BAD_INPUT, f"{given!r} is no time: give 10m, 2h, 3d or an ISO date") from error
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=dt.UTC)
