"""`slugline db`: migrations, retention, indexes."""

import typer
from rich.progress import Progress as Bars
from rich.progress import TaskID
from rich.text import Text

from worker.cli.output import console, print_json
from worker.cli.session import records
from worker.lifecycle import borrowed
from worker.prune import prune as clear
from worker.reindex import Progress
from worker.reindex import reindex as rebuild
from worker.settings import load_settings, mask_url
from worker.toolbox import migrations, no_send

db = typer.Typer(no_args_is_help=True, add_completion=False)
COMMANDS = {"db": db}


@db.command(epilog="Example: SLUGLINE_DATABASE_URL=postgresql://… slugline db upgrade")
def upgrade(as_json: bool = typer.Option(False, "--json", help="One JSON object.")) -> None:
    """Bring the tables to the version of this code. Safe to run again, and from two machines at once."""
    settings = load_settings()
    with borrowed(settings, no_send) as tools:
        before, after = migrations.upgrade(tools.database)
    if as_json:
        print_json([{"database": mask_url(settings.database), "before": before, "after": after}])
    else:
        did = "up to date already" if before == after else f"{before or 'empty'} → {after}"
        console().print(Text(f"{mask_url(settings.database)}: {did}"))


@db.command(epilog="Example: slugline db reindex")
def reindex(as_json: bool = typer.Option(False, "--json", help="One JSON object an index.")) -> None:
    """Rebuild from the stored articles what copies and reports of one story are found by. The line may run meanwhile.

    Stories stay as they are; afterwards `slugline stories repair` groups the reports of the last days by it.
    """
    last: dict[str, Progress] = {}
    with records() as tools, Bars(console=console(stderr=True), transient=True, disable=as_json) as bars:
        shown: dict[str, TaskID] = {}
        for progress in rebuild(tools):
            if progress.index not in shown:
                shown[progress.index] = bars.add_task(progress.index, total=progress.total)
            bars.update(shown[progress.index], completed=progress.done, total=progress.total)
            last[progress.index] = progress
    for name, end in last.items():
        if as_json:
            print_json([{"index": name, "articles": end.done, "rows": end.rows}])
        else:
            console().print(Text(f"{name}: {end.done} articles, {end.rows} rows"))


@db.command(epilog="Example: slugline db prune --keep-days 14")
def prune(
    keep_days: float = typer.Option(30, min=0, help="How long ended polls and told events are kept."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Remove old polls, told events, and raw bodies that nothing names. Articles and entries stay."""
    with records() as tools:
        gone = clear(tools, keep_days=keep_days)
    if as_json:
        print_json([{"polls": gone.polls, "events": gone.events, "bodies": gone.bodies}])
    else:
        console().print(Text(f"removed {gone.polls} polls, {gone.events} events, {gone.bodies} bodies"))
