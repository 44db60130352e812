"""How commands speak: tables for people, one JSON object a line for tools, complaints with their fix."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.codes import EXPLANATIONS, Code

WIDEST = 36
OK, FAILED, USAGE, DEGRADED = 0, 1, 2, 3

CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")}
CONTROL |= {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)}
# What a JSON string may hold as it is but a terminal obeys.
IN_JSON = {code: f"\\u{code:04x}" for code in CONTROL if code > ord("~")}
# Bytes of the command line that are no UTF-8 come as lone surrogates, which no stream takes.
CONTROL |= {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def console(*, stderr: bool = False) -> Console:
    """Return a console that knows NO_COLOR and pipes; a pipe gets long lines instead of wrapped ones."""
    to_terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, highlight=False, soft_wrap=not to_terminal, width=None if to_terminal else 200)


def clean(value: object) -> str:
    """Return `value` as one line of text without control characters: titles come from strangers."""
    return str(value).translate(CONTROL).replace("\n", " ")


def complain(code: Code, detail: str = "") -> None:
    """Print one line on stderr: the code, what was seen, and what to do."""
    explanation = EXPLANATIONS[code]
    seen = clean(detail) or explanation.meaning
    console(stderr=True).print(Text(f"slugline: {code.value}: {seen.rstrip('.')}. Fix: {explanation.fix}"))


def json_line(row: Mapping[str, Any]) -> str:
    """Return `row` as one line of JSON; times are RFC 3339."""
    try:
        return orjson.dumps(row, option=orjson.OPT_UTC_Z, default=str).decode()
    except TypeError:
        # A lone surrogate, such as the name of a file that is no UTF-8: the other encoder takes it, "?" stands for it.
        return json.dumps(row, ensure_ascii=False, default=_plain).encode(errors="replace").decode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line; on a terminal, control characters are escaped beyond what JSON asks for."""
    to_terminal = sys.stdout.isatty()
    for row in rows:
        line = json_line(row)
        sys.stdout.write((line.translate(IN_JSON) if to_terminal else line) + "\n")
    sys.stdout.flush()


def print_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, empty: str) -> None:
    """Print `rows` as a table; `columns` maps keys to headings; `empty` says what to do when there is nothing."""
    if not rows:
        console(stderr=True).print(Text(empty))
        return
    cells = [[shown(row.get(name)) for name in columns] for row in rows]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for number, heading in enumerate(columns.values()):
        # Only the last column gives way when the line is too long: ids and dates are of no use by halves.
        widest = min(WIDEST, max(len(heading), *(len(row[number]) for row in cells)))
        last = number == len(columns) - 1
        table.add_column(heading, overflow="ellipsis", no_wrap=True, min_width=0 if last else widest)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def show(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool, empty: str) -> None:
    """Print rows for a person or for a tool."""
    if as_json:
        print_json(rows)
    else:
        print_table(rows, columns, empty=empty)


def shown(value: Any) -> str:
    """Return a cell's text: short ids, local times, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    text = clean(value)
    return text[:8] if _is_id(text) else text


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4  # noqa: PLR2004 - the form of a UUID
