"""`stories merge | split | repair`, `links reject`, `corrections list | remove`: when the machine is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import typer
from rich.progress import Progress as Bars
from rich.text import Text

from worker import corrections as correcting
from worker.cli.output import console, print_json
from worker.cli.session import records
from worker.corrections import Corrected
from worker.logs import configure_logging, flush_logs
from worker.reading.corrections import corrections as standing
from worker.reading.show import clean, shown
from worker.repair import REPAIR_DAYS, Repaired
from worker.repair import repair as repairing
from worker.toolbox import Toolbox

LONGEST_NOTE = 1000
MAKERS = {"person": "a person", "repair": "the nightly repair"}
NOTE = typer.Option("", help="Why; kept with the correction.", metavar="TEXT")
JSON = typer.Option(False, "--json", help="One JSON object a line.")
EMPTY = "No corrections. `slugline stories merge`, `slugline stories split` and `slugline links reject` make them."

corrections = typer.Typer(no_args_is_help=True, add_completion=False)


@contextmanager
def _correcting() -> Iterator[Toolbox]:
    """Open the records, and have what is done to them told in the task log, not on the screen."""
    with records() as tools:
        configure_logging(tools.settings, process="cli", stream=StringIO())
        yield tools
    flush_logs()


def add_to_stories(stories: typer.Typer) -> None:
    """Add `merge`, `split` and `repair`."""
    stories.command(epilog="Example: slugline stories merge 1f2e3d4c 9a8b7c6d --note 'the same flood'")(merge)
    stories.command(epilog="Example: slugline stories split 1f2e3d4c 5a6b7c8d 6b7c8d9e --note 'another quake'")(split)
    stories.command(epilog="Example: slugline stories repair --days 30")(repair)


def add_to_links(links: typer.Typer) -> None:
    """Add `reject`."""
    links.command(epilog="Example: slugline links reject 1f2e3d4c --note 'another minister'")(reject)


def merge(
    one: str = typer.Argument(metavar="ID", help="A story's id, or its first characters."),
    other: str = typer.Argument(metavar="ID", help="The story that is the same."),
    note: str = NOTE,
    as_json: bool = JSON,
) -> None:
    """Make two stories one. The one that was told first keeps its id; the machine will not part them again."""
    with _correcting() as tools:
        done = correcting.merge(tools, one, other, note=note[:LONGEST_NOTE])
    _tell(done, f"The two stories are one from now on: {done.stories[0][:8]}.", as_json)


def split(
    story: str = typer.Argument(metavar="ID", help="A story's id, or its first characters."),
    segments: list[str] = typer.Argument(metavar="SEGMENT…", help="Segments that do not belong to it."),
    note: str = NOTE,
    as_json: bool = JSON,
) -> None:
    """Have segments leave a story, together. The machine will not put them back."""
    with _correcting() as tools:
        done = correcting.split(tools, story, segments, note=note[:LONGEST_NOTE])
    homes = ", ".join(name[:8] for name in done.stories[1:])
    _tell(done, f"They left story {done.stories[0][:8]}" + (f" and are story {homes}." if homes else "."), as_json)


def repair(
    days: int = typer.Option(REPAIR_DAYS, min=1, max=3660, help="How far back."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Group the reports of the last days once more, as every night. Corrections stay as people said."""
    last = Repaired(0, 0, 0)
    with _correcting() as tools, Bars(console=console(stderr=True), transient=True, disable=as_json) as bars:
        task = bars.add_task("reports", total=None)
        for last in repairing(tools, days=days):
            bars.update(task, completed=last.segments, total=last.total)
    if as_json:
        print_json([{"segments": last.segments, "moved": last.moved}])
    else:
        console().print(Text(f"{last.segments} reports looked at, {last.moved} moved to another story"))


def reject(
    name: str = typer.Argument(metavar="ID", help="A link's id, or its first characters."),
    note: str = NOTE,
    as_json: bool = JSON,
) -> None:
    """Remove a link, and every other one between its two segments. The machine will not link them again."""
    with _correcting() as tools:
        done = correcting.reject(tools, name, note=note[:LONGEST_NOTE])
    count = f"{len(done.links)} links went" if len(done.links) > 1 else "The link went"
    _tell(done, f"{count}; nothing will link these two segments again.", as_json)


@corrections.command("list", epilog="Example: slugline corrections list --json")
def list_rows(limit: int = typer.Option(50, min=1, max=100_000), as_json: bool = JSON) -> None:
    """List the corrections that stand, newest first, and say what each does."""
    with records() as tools, tools.database.read() as connection:
        rows = standing(connection, limit=limit)
    if as_json:
        print_json(rows)
        return
    if not rows:
        console(stderr=True).print(Text(EMPTY))
    for row in rows:
        line = Text(f"{row['id'][:8]}  ", style="bold")
        line.append(f"{clean(row['says'])}", style="not bold")
        note = f"  “{clean(row['note'])}”" if row["note"] else ""
        line.append(
            f"\n          by {MAKERS.get(row['made_by'], row['made_by'])}, {shown(row['created_at'])}{note}",
            style="dim not bold",
        )
        console().print(line)


@corrections.command(epilog="Example: slugline corrections remove 1f2e3d4c")
def remove(
    name: str = typer.Argument(metavar="ID", help="A correction's id, or its first characters."),
    as_json: bool = JSON,
) -> None:
    """Take a correction back: the machine decides about its two segments by itself again."""
    with _correcting() as tools:
        done = correcting.remove(tools, name)
    _tell(done, "Taken back: the machine decides about these two segments again.", as_json)


def _tell(done: Corrected, words: str, as_json: bool) -> None:
    if as_json:
        print_json([done.as_row()])
        return
    kept = ", ".join(name[:8] for name in done.rules)
    undo = f"  Kept as {kept}; `slugline corrections remove` takes it back." if done.action != "remove" and kept else ""
    console().print(Text(words + undo))


COMMANDS = {"corrections": corrections}
