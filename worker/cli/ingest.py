"""`slugline ingest`: push pages, files or JSON lines through the queues now."""

import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Entry
from worker.admission import admit
from worker.cli.output import FAILED, complain, console, print_json
from worker.cli.session import line
from worker.commands import kinds_alive
from worker.intake import Item, items
from worker.pipeline import DOORS
from worker.reading.show import shown
from worker.reading.tasks import ended, waiting
from worker.toolbox import Toolbox
from worker.toolbox.ledger import DEAD, ENDS

command = typer.Typer(add_completion=False)
CHUNK = 200
LOOK_S = 0.25
# A worker that died is started again within seconds; longer without any is no restart.
IDLE_S = 60.0


@command.command(
    epilog="Examples: slugline ingest page.html --wait\n\nslugline ingest lines.jsonl --wait --json\n\n"
    "slugline ingest crawl.warc.gz"
)
def ingest(
    sources: list[str] = typer.Argument(
        metavar="PATH_OR_URL…", help=".html, .txt, .md, .jsonl, .warc(.gz) files, or page URLs."
    ),
    wait: bool = typer.Option(
        False, "--wait", help="Return when every article is recorded, has failed, or is put off to a later try."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object an article."),
) -> None:
    """Put articles on the line; they take the same way as a feed's entries."""
    with line() as tools:
        _refuse_idle(tools, wait=wait)
        names, bad = _push(sources, tools)
        if wait:
            _follow(list(names), tools, quiet=as_json)
        rows = ended(tools, list(names)) if wait else [{"entry_id": name, "source": names[name]} for name in names]
    failed = _say(rows, names, as_json=as_json, waited=wait)
    if bad or failed:
        raise typer.Exit(FAILED)


def _has_workers(tools: Toolbox) -> bool:
    return bool(kinds_alive(tools.settings))


def _refuse_idle(tools: Toolbox, *, wait: bool) -> None:
    if _has_workers(tools):
        return
    if wait:
        raise Fault(Code.NO_WORKER, "waiting would never end")
    complain(Code.NO_WORKER, "what you push is kept and waits")


def _push(sources: list[str], tools: Toolbox) -> tuple[dict[str, str], int]:
    """Open a ledger row an article, in chunks; return source by entry id, and how many inputs were bad."""
    names: dict[str, str] = {}
    bad, said = 0, False
    everything = (item for source in sources for item in items(source, tools.raw))
    with _bar(quiet=False) as progress:
        task = progress.add_task("pushing", total=None)
        for chunk in _chunks(everything):
            bad += _complain_of(chunk)
            said = _spare_the_line(tools, progress, said=said)
            names |= _open(chunk, tools)
            progress.update(task, completed=len(names))
    return names, bad


def _spare_the_line(tools: Toolbox, progress: Progress, *, said: bool) -> bool:
    """Wait while the line holds all that it should; return whether that was ever `said`.

    A large archive would fill the disk long before its turn. Without workers nothing would end the wait.
    """
    cap = tools.settings.ingest_cap
    while tools.ledger.holds(Entry, DOORS["entry"], cap) and _has_workers(tools):
        if not said:
            progress.console.print(Text(f"more than {cap} entries wait; the rest follows as they are done"))
            said = True
        time.sleep(LOOK_S)
    return said


def _chunks(everything: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(everything, CHUNK)):
        yield chunk


def _complain_of(chunk: list[Item]) -> int:
    problems = [(item.source, item.problem) for item in chunk if item.problem]
    for source, problem in problems:
        complain(problem.code, f"{source}: {problem.detail}")
    return len(problems)


def _open(chunk: list[Item], tools: Toolbox) -> dict[str, str]:
    good = [(item.source, item.entry) for item in chunk if item.entry]
    admit(good, tools)
    return {entry.entry_id: source for source, entry in good}


def _follow(names: list[str], tools: Toolbox, *, quiet: bool) -> None:
    with _bar(quiet=quiet) as progress:
        task = progress.add_task("reading", total=len(names))
        seen = time.monotonic()
        while left := waiting(tools, names):
            progress.update(task, completed=len(names) - left)
            seen = time.monotonic() if _has_workers(tools) else seen
            if time.monotonic() - seen > IDLE_S:
                raise Fault(Code.NO_WORKER, f"the workers are gone; {left} articles wait for them")
            time.sleep(LOOK_S)
        progress.update(task, completed=len(names))


def _bar(*, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    out = console(stderr=True)
    return Progress(*columns, console=out, transient=True, disable=quiet or not out.is_terminal)


def _say(rows: list[dict[str, Any]], names: dict[str, str], *, as_json: bool, waited: bool) -> int:
    open_still = [row for row in rows if waited and row["stage"] not in ENDS]
    failures = [row for row in rows if row.get("stage") == DEAD] + open_still
    if as_json:
        print_json([{"source": names[row["entry_id"]], **row} for row in rows])
        return len(failures)
    for row in failures:
        later = f"; it stays on the line and is tried again at {shown(row['due_at'])}" if row in open_still else ""
        complain(Code(row["code"]), f"{names[row['entry_id']]}: {row['detail'] or ''}{later}")
    done = len(rows) - len(failures)
    console().print(Text(f"{done} of {len(rows)} recorded" if waited else f"{len(rows)} on the line"))
    return len(failures)


COMMANDS = {"ingest": command}
