"""`slugline worker`, `beat`, `web`: the parts, thin over Celery and uvicorn."""

import os
import sys

import typer

from worker import commands
from worker.broker import check as check_broker
from worker.cli.session import records
from worker.pipeline import WORKERS
from worker.settings import load_settings

worker_command = typer.Typer(add_completion=False)
beat_command = typer.Typer(add_completion=False)
web_command = typer.Typer(add_completion=False)


def _become(argv: list[str]) -> None:
    """Replace this process, so that signals reach Celery itself and no wrapper can outlive it."""
    sys.stdout.flush()
    os.execv(argv[0], argv)  # noqa: S606 - our own command


@worker_command.command(epilog="Example: slugline worker --queue fetch")
def worker(
    queue: list[str] = typer.Option([], help="fetch, parse or records; repeat for several; none means all."),
    concurrency: int = typer.Option(0, min=0, help="Threads (fetch, records) or processes (parse); 0: the setting."),
) -> None:
    """Run a Celery worker; Ctrl-C or SIGTERM lets it finish what it does."""
    if set(queue) - set(WORKERS):
        raise typer.BadParameter(f"there are {', '.join(WORKERS)}", param_hint="--queue")
    argv = commands.worker(load_settings(), tuple(queue), concurrency or None)
    _ready()
    _become(argv)


@beat_command.command(epilog="Example: slugline beat")
def beat() -> None:
    """Run the schedule. Two of them do no harm: due feeds are claimed in the database."""
    _ready()
    _become(commands.beat(load_settings()))


def _ready() -> None:
    """Refuse to start on an unsafe Redis or an unfit database, with the fix, instead of failing later."""
    check_broker(load_settings())
    with records():
        pass


@web_command.command(epilog="Example: slugline web --port 8787")
def web(
    port: int = typer.Option(0, min=0, max=65_535, help="0: SLUGLINE_WEB_PORT."),
    bind: str = typer.Option("127.0.0.1", help="The address to listen on; outside loopback it needs --expose."),
    expose: bool = typer.Option(False, "--expose", help="Listen beyond loopback: the page is public then."),
) -> None:
    """Serve the status page, /healthz, /readyz, and /ingest for those who have the token."""
    from worker.web import serve  # noqa: PLC0415 - Starlette is not wanted by the other parts

    with records():
        pass
    serve(load_settings(), bind=bind, port=port or load_settings().web_port, expose=expose)


COMMANDS = {"worker": worker_command, "beat": beat_command, "web": web_command}
