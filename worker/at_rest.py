"""Changing what is stored while the line runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from schemas.events import SegmentsDetected
from worker.pipeline import LEG_TAKING
from worker.toolbox import Toolbox


@contextmanager
def records_at_rest(tools: Toolbox) -> Iterator[tuple[Connection, Toolbox]]:
    """Open a transaction that no recording of articles runs beside; yield its connection, and the tools inside it.

    What is recorded meanwhile would be placed by what was there before. It waits until the transaction ends.
    """
    with tools.database.write() as connection:
        tools.database.lock(connection, LEG_TAKING[SegmentsDetected].door)
        yield connection, tools.within(connection)
