"""How commands speak: tables for people, one JSON object a line for tools, complaints with their fix."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.codes import EXPLANATIONS, Code
from worker.reading.show import IN_JSON, clean, json_line, shown

KEPT = 10
OK, FAILED, USAGE, DEGRADED = 0, 1, 2, 3


def console(*, stderr: bool = False) -> Console:
    """Return a console that knows NO_COLOR and pipes; a pipe gets long lines instead of wrapped ones."""
    to_terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, highlight=False, soft_wrap=not to_terminal, width=None if to_terminal else 200)


def complain(code: Code, detail: str = "") -> None:
    """Print one line on stderr: the code, what was seen, and what to do."""
    explanation = EXPLANATIONS[code]
    seen = clean(detail) or explanation.meaning
    console(stderr=True).print(Text(f"slugline: {code.value}: {seen.rstrip('.')}. Fix: {explanation.fix}"))


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
        # Long columns give way when the line is too long: ids, states and dates are of no use by halves.
        widest = max(len(heading), *(len(row[number]) for row in cells))
        kept = widest if widest <= KEPT and number < len(columns) - 1 else 1
        table.add_column(heading, overflow="ellipsis", no_wrap=True, min_width=kept)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def show(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool, empty: str) -> None:
    """Print rows for a person or for a tool."""
    if as_json:
        print_json(rows)
    else:
        print_table(rows, columns, empty=empty)
