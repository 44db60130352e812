"""`slugline status`: queue depths, counts, lag."""

from typing import Any

import typer
from rich.text import Text

from worker.cli.output import DEGRADED, console, print_json
from worker.cli.session import records
from worker.reading.status import status as look

command = typer.Typer(add_completion=False)


@command.command(epilog="Example: slugline status --json")
def status(as_json: bool = typer.Option(False, "--json", help="One JSON object.")) -> None:
    """Say how the line stands; exit code 3 when a part of it is missing."""
    with records() as tools:
        now = look(tools)
    if as_json:
        print_json([now])
    else:
        _print(now)
    if now["degraded"]:
        raise typer.Exit(DEGRADED)


def _print(now: dict[str, Any]) -> None:
    out = console()
    verdict = Text("degraded: " + ", ".join(now["degraded"]), style="bold red") if now["degraded"] else None
    out.print(verdict or Text("healthy", style="bold green"))
    out.print(Text(f"  feeds     {now['feeds']}  due {now['due']}  failing {now['failing']}"))
    out.print(Text("  queues    " + _pairs(now["queues"] or {})))
    out.print(Text("  entries   " + _pairs(now["entries"])))
    out.print(Text(f"  records   articles {now['articles']}  segments {now['segments']}  links {now['links']}  stories {now['stories']}"))  # fmt: skip  # noqa: E501 - one line a fact
    out.print(Text(f"  dead      {now['dead']}"))
    out.print(Text(f"  lag       {now['lag_s']} s"))
    out.print(Text("  workers   " + (", ".join(now["workers"]) or "none")))


def _pairs(counts: dict[str, int]) -> str:
    return "  ".join(f"{name} {count}" for name, count in counts.items()) or "none"


COMMANDS = {"status": command}
