"""The `slugline` command: one verb, the same words as the logs, `--json` on everything that reads."""

import logging
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from schemas.codes import Code
from schemas.outcomes import Fault, Outcome
from worker.cli.output import FAILED, OK, complain
from worker.settings import VERSION

# Name -> (module, help). A command's module is imported when it is called: `slugline --help` does not pay for
# SQLAlchemy and Celery (about a second).
COMMANDS: dict[str, tuple[str, str]] = {
    "up": ("up", "Run everything on this machine: broker, database, workers, schedule, page."),
    "worker": ("parts", "Run a Celery worker for one queue or all."),
    "beat": ("parts", "Run the schedule."),
    "web": ("parts", "Serve the status page, health checks and JSON."),
    "feeds": ("feeds", "Subscriptions: add, list, show, check, why, pause, resume, remove, import, export."),
    "ingest": ("ingest", "Push pages, files or JSON lines through the queues now."),
    "parse": ("parse", "Read files with the pure stages only: no broker, no database."),
    "articles": ("records", "List or show articles."),
    "segments": ("records", "List or show story segments."),
    "stories": ("records", "List or show stories; merge two, or split one."),
    "links": ("records", "List or show links between segments; reject one."),
    "corrections": ("corrections", "What people corrected: list, or take back."),
    "export": ("export", "Stream articles, segments, links or stories as JSON lines."),
    "logs": ("logs", "The task log: history, and live with -f."),
    "tasks": ("tasks", "What is under way, what failed and why."),
    "retry": ("tasks", "Start dead entries over: one, by code, or all."),
    "schedule": ("tasks", "What is due next."),
    "status": ("status", "Queue depths, counts, lag."),
    "doctor": ("doctor", "A red and green list; each red line says the fix."),
    "db": ("db", "Migrations and retention."),
    "fetch-check": ("fetch_check", "Check many feeds through the real code path; nothing is stored."),
}


class LazyGroup(TyperGroup):
    """Lists commands from the table and imports one only when it runs; tells faults in one line."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the table: the order in which one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command, or a stand-in that knows its help as long as it was not called."""
        if cmd_name not in COMMANDS:
            return None
        stand_in = TyperCommand(name=cmd_name, help=COMMANDS[cmd_name][1])
        return super().get_command(ctx, cmd_name) or stand_in

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that is called."""
        name = args[0]
        if name in COMMANDS and name not in self.commands:
            module, text = COMMANDS[name]
            command = typer.main.get_command(import_module(f"worker.cli.{module}").COMMANDS[name])
            command.name, command.help = name, command.help or text
            self.commands[name] = command
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what a person must mend is one line with its fix, never a traceback."""
        try:
            return super().invoke(ctx)
        except (Fault, Outcome) as problem:
            complain(problem.code, problem.detail)
            raise typer.Exit(FAILED) from None
        except BrokenPipeError:
            _hush()
            raise typer.Exit(OK) from None
        except OSError as error:
            complain(Code.STORE_UNAVAILABLE, f"{error.filename or 'disk'}: {error.strerror or error}")
            raise typer.Exit(FAILED) from None


def _hush() -> None:
    """Send what is left to nowhere: `slugline … | head` is no error, but Python would complain while closing stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="First steps: [bold]slugline up[/bold] here, then [bold]slugline articles list[/bold] in another terminal. "
    "Exit codes: 0 ok, 1 failed, 2 usage, 3 degraded.",
)


@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    """Slugline: feeds in, deduplicated articles and linked story segments out."""
    if version:
        typer.echo(f"slugline {VERSION}")
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    # What a command has to say it says itself; the tools' log records would stand between its lines.
    logging.getLogger("slugline").addHandler(logging.NullHandler())
    app(prog_name="slugline")
