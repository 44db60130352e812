"""What a command opens: settings, and a toolbox whose database fits this code."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import typer

from schemas.outcomes import Fault
from worker.lifecycle import borrowed, send_by_celery
from worker.reading.query import moment
from worker.settings import load_settings
from worker.toolbox import Toolbox, no_send
from worker.toolbox.migrations import check, current, head, upgrade


def read_moment(given: str, now: datetime) -> datetime:
    """Return the time an option means, or end with a usage error."""
    try:
        return moment(given, now)
    except Fault as fault:
        raise typer.BadParameter(fault.detail) from fault


@contextmanager
def records() -> Iterator[Toolbox]:
    """Open the tools for reading records and writing subscriptions.

    An empty database gets its tables on the way, and SQLite, which is ours alone, its upgrades too; a server that
    holds an older version is upgraded by `slugline db upgrade`, when its owner says so.
    Raises `Fault(database_old | database_newer | database_unreachable)`.
    """
    settings = load_settings()
    with borrowed(settings, no_send) as tools:
        version = current(tools.database)
        # Only when there is something to do: an upgrade takes the writer's lock, and readers must not wait for it.
        if version is None or (settings.database.startswith("sqlite") and version != head()):
            upgrade(tools.database)
        check(tools.database)
        yield tools


@contextmanager
def line() -> Iterator[Toolbox]:
    """Open the tools for putting work on the line: as `records`, and rings reach the workers."""
    settings = load_settings()
    with records() as checked:
        del checked
    with borrowed(settings, send_by_celery) as tools:
        yield tools
