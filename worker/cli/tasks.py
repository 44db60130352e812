"""`slugline tasks`, `retry`, `schedule`: what is under way, what failed, what comes next."""

from datetime import timedelta

import typer
from rich.text import Text

from schemas.codes import Code
from schemas.outcomes import Reject
from worker.cli.output import console, show
from worker.cli.session import read_moment, records
from worker.reading.feeds import schedule as due
from worker.reading.tasks import Wanted, start_over
from worker.reading.tasks import tasks as ledger

COLUMNS = {"id": "ID", "kind": "Kind", "stage": "Stage", "attempts": "Tries", "code": "Error", "detail": "Detail", "updated_at": "When", "url": "URL"}  # fmt: skip  # noqa: E501 - a table
JSON = typer.Option(False, "--json", help="One JSON object a line.")

tasks_command = typer.Typer(add_completion=False)
retry_command = typer.Typer(add_completion=False)
schedule_command = typer.Typer(add_completion=False)


@tasks_command.command(epilog="Example: slugline tasks --dead --json")
def tasks(
    failed: bool = typer.Option(False, "--failed", help="What ended badly, and what waits for another try."),
    dead: bool = typer.Option(False, "--dead", help="Only what is given up until somebody retries it."),
    running: bool = typer.Option(False, "--running", help="Only what a worker holds right now."),
    limit: int = typer.Option(50, min=1, max=100_000),
    as_json: bool = JSON,
) -> None:
    """List what is between stages, or what failed and why."""
    with records() as tools:
        rows = ledger(tools, Wanted(dead=dead, failed=failed, running=running, limit=limit))
    show(rows, COLUMNS, as_json=as_json, empty="Nothing: the line is clear.")


@retry_command.command(epilog="Examples: slugline retry 1f2e3d4c\n\nslugline retry --code server_error --yes")
def retry(
    names: list[str] = typer.Argument(None, metavar="ID…", help="Dead entries, as `slugline tasks --dead` lists them."),
    code: str = typer.Option("", help="All dead entries with this error code."),
    everything: bool = typer.Option(False, "--all", help="All dead entries."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
) -> None:
    """Start dead entries over from their origin."""
    if not (names or code or everything):
        raise typer.BadParameter("name entries, or give --code or --all")
    with records() as tools:
        if not names and not yes:
            dead = ledger(tools, Wanted(dead=True, limit=100_000))
            count = sum(1 for row in dead if row["kind"] == "entry" and (not code or row["code"] == code))
            typer.confirm(f"Start {count} dead entries over?", abort=True)
        count = start_over(tools, names or (), code=code or None)
    if names and not count:
        raise Reject(Code.BAD_INPUT, "none of these is dead; see `slugline tasks --dead`")
    console().print(Text(f"{count} started over"))


@schedule_command.command(epilog="Example: slugline schedule --next 1h")
def schedule(
    ahead: str = typer.Option("1h", "--next", help="How far to look ahead: 10m, 1h, 1d."),
    as_json: bool = JSON,
) -> None:
    """List what is due next, soonest first."""
    with records() as tools, tools.database.read() as connection:
        now = tools.clock.now()
        span: timedelta = now - read_moment(ahead, now)
        rows = due(connection, now + span)
    rows = [{**row, "in_s": round((row["next_poll_at"] - now).total_seconds())} for row in rows]
    columns = {"in_s": "In s", "next_poll_at": "At", "errors": "Errors", "title": "Title", "url": "URL"}
    show(rows, columns, as_json=as_json, empty=f"No active feed is due within {ahead}.")


COMMANDS = {"tasks": tasks_command, "retry": retry_command, "schedule": schedule_command}
