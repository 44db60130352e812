"""`slugline up`: everything on one machine, in one terminal."""

import signal
import sys
import time
from types import FrameType

import typer
from rich.text import Text

from worker.cli.landing import Landing
from worker.cli.output import console
from worker.line import Line
from worker.settings import load_settings

command = typer.Typer(add_completion=False)
WATCH_S = 0.3


class _Stop(Exception):
    """Somebody asked us to end."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _Stop


@command.command(epilog="Examples: slugline up\n\nslugline up --no-demo --quiet   (unattended, until SIGTERM)")
def up(
    demo: bool | None = typer.Option(None, "--demo/--no-demo", help="Subscribe to the sample feeds that ship with it."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Print nothing but trouble."),
    as_json: bool = typer.Option(False, "--json", help="Print each article as one JSON object."),
) -> None:
    """Start broker, database, workers, schedule and page; print each article as it lands; Ctrl-C drains."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    out = console(stderr=quiet or as_json)
    line = Line(load_settings(), say=(lambda _: None) if quiet or as_json else lambda text: out.print(Text(text)))
    try:
        line.prepare()
        line.start(demo=_wanted(demo, line))
        landing = Landing(line.tools, as_json=as_json, quiet=quiet)
        while True:
            for name in line.watch():
                console(stderr=True).print(
                    Text(f"slugline: {name} died and is started again; see {line.log_file(name)}")
                )
            landing.show_new()
            time.sleep(WATCH_S)
    except _Stop:
        # A second Ctrl-C does not wait for the drain; a second SIGTERM changes nothing.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    finally:
        line.stop()


def _wanted(demo: bool | None, line: Line) -> bool:
    """Tell whether to subscribe to the sample feeds: as asked, else if there is no feed yet and nobody minds."""
    if demo is not None:
        return demo
    if line.has_feeds():
        return False
    if sys.stdin.isatty() and sys.stdout.isatty():
        return typer.confirm(
            "No feed is subscribed yet. Subscribe to the sample feeds that ship with it?", default=True
        )
    return True


COMMANDS = {"up": command}
