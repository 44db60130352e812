"""`slugline logs`: the task log of every process, live and past."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import redis
import typer

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.cli.log_writer import LogWriter
from worker.logs.filters import Filter, compile_grep, parse_since
from worker.logs.lines import LEVELS
from worker.logs.reader import Line, LogReader
from worker.settings import load_settings

DEFAULT_LINES = 50

logs_command = typer.Typer(add_completion=False)


@logs_command.command(epilog="Example: slugline logs -f --event 'feed.*' --level warning")
def logs(
    *,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new lines; Ctrl-C ends.")] = False,
    task: Annotated[str, typer.Option(help="Task or stage, such as fetch_feed or 'fetch_*'.")] = "",
    feed: Annotated[str, typer.Option(help="Feed: the id or its beginning, or part of the URL.")] = "",
    host: Annotated[str, typer.Option(help="Host; its subdomains count.")] = "",
    level: Annotated[str, typer.Option(help="debug, info, warning, error or critical, and above.")] = "debug",
    event: Annotated[str, typer.Option(help="Event, such as feed.fetched or 'feed.*'.")] = "",
    trace: Annotated[str, typer.Option(help="Trace id or its beginning.")] = "",
    grep: Annotated[str, typer.Option(help="Regular expression; without capitals, case does not matter.")] = "",
    since: Annotated[str, typer.Option(help="Age (90s, 10m, 2h, 3d) or ISO 8601 moment, UTC unless it says.")] = "",
    lines: Annotated[int | None, typer.Option(min=0, help="Past lines to show; 50, or all since --since.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line, as when piped.")] = False,
    fields: Annotated[str, typer.Option(help="Only these keys, comma separated.")] = "",
) -> None:
    """Show the task log of all workers: its history, and with -f what happens now.

    Columns on a terminal, JSON lines when piped. With -f a Redis that goes away is waited for.
    """
    wanted = Filter(task, feed, host, _read_level(level), event, trace, _read_grep(grep))
    moment = _read_since(since)
    count = DEFAULT_LINES if lines is None and moment is None else lines
    writer = LogWriter(sys.stdout, as_json=as_json, fields=[name.strip() for name in fields.split(",") if name.strip()])
    try:
        _show(LogReader(load_settings()), writer, wanted, count=count, moment=moment, follow=follow)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _show(
    reader: LogReader, writer: LogWriter, wanted: Filter, *, count: int | None, moment: datetime | None, follow: bool
) -> None:
    def history() -> list[Line]:
        return reader.history(wanted.accepts, count, moment)

    for line in reader.patiently(history, _tell) if follow else _at_once(history):
        writer.write(line)
    if follow:
        for line in reader.follow(_tell):
            if wanted.accepts(line):
                writer.write(line)


def _at_once(history: Callable[[], list[Line]]) -> list[Line]:
    try:
        return history()
    except redis.RedisError as error:
        raise Fault(Code.BROKER_UNREACHABLE, str(error)) from error


def _tell(sentence: str) -> None:
    # On stderr: what is piped on must stay lines of the log.
    typer.echo(sentence, err=True)


def _read_level(text: str) -> str:
    if text.lower() not in LEVELS:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(LEVELS)}", param_hint="--level")
    return text.lower()


def _read_grep(text: str) -> re.Pattern[str] | None:
    try:
        return compile_grep(text) if text else None
    except re.error as error:
        raise typer.BadParameter(f"{text!r}: {error}", param_hint="--grep") from error


def _read_since(text: str) -> datetime | None:
    try:
        return parse_since(text, datetime.now(UTC)) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is neither an age (10m, 2h) nor a moment", param_hint="--since") from error


COMMANDS = {"logs": logs_command}
