"""The nightly repair: the stories of the last days are grouped once more, with more freedom than a newcomer gives.

What came in late, was split by a common event or joined by a chance likeness is put right here. Stories keep their ids
by the majority of their members, and what people have corrected stays as they said.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select

from schemas.events import SegmentsDetected
from schemas.relations import LikenessRow, SegmentProfile
from worker.logs import get_logger
from worker.pipeline import LEG_TAKING
from worker.replacing import regroup
from worker.toolbox import Toolbox
from worker.toolbox.database import table

log = get_logger()

REPAIR_DAYS = 8
# How many reports are grouped at once; what hangs together by more is looked at in parts.
MOST_FREE = 1000


@dataclass(frozen=True)
class Repaired:
    """How many segments of so many were looked at, and how many moved to another story."""

    segments: int
    total: int
    moved: int


def repair(tools: Toolbox, *, days: int = REPAIR_DAYS) -> Iterator[Repaired]:
    """Group the reports of the last `days` anew, a neighbourhood a transaction, and tell how far it is after each.

    The line may run meanwhile: each transaction holds the lock of the leg that writes records.
    """
    since = (tools.clock.now() - dt.timedelta(days=days)).date()
    with tools.database.read() as connection:
        waiting = _alike_since(connection, since)
    total, moved = len(waiting), 0
    while waiting:
        with _records_at_rest(tools) as inside:
            placing = regroup(inside, [waiting[-1]], free_days=days, most=MOST_FREE)
        moved += len(placing.moved)
        seen = {*placing.freed, waiting[-1]}
        waiting = [name for name in waiting if name not in seen]
        yield Repaired(total - len(waiting), total, moved)
    log.info("repair.done", segments=total, moved=moved)


def _alike_since(connection: Connection, since: dt.date) -> list[str]:
    """Return the segments since a day that resemble any other; of the rest there is nothing to decide."""
    profiles, alike = table(SegmentProfile), table(LikenessRow)
    told = select(profiles.c.segment_id).where(profiles.c.day >= since).order_by(profiles.c.day, profiles.c.segment_id)
    ends = {*connection.scalars(select(alike.c.left_id)), *connection.scalars(select(alike.c.right_id))}
    return [name for name in connection.scalars(told) if name in ends]


@contextmanager
def _records_at_rest(tools: Toolbox) -> Iterator[Toolbox]:
    with tools.database.write() as connection:
        tools.database.lock(connection, LEG_TAKING[SegmentsDetected].door)
        yield tools.within(connection)
