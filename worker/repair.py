"""The nightly repair: the stories of the last days are grouped once more, with more freedom than a newcomer gives.

What came in late, was split by a common event or joined by a chance likeness is put right here. Stories keep their ids
by the majority of their members, and what people have corrected stays as they said.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from schemas.relations import SegmentProfile
from worker.at_rest import records_at_rest
from worker.logs import get_logger
from worker.replacing import regroup
from worker.toolbox import Toolbox
from worker.toolbox.database import ROWS_PER_STATEMENT, table

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
        waiting = _alike_since(connection, tools.within(connection), since)
    left, total, moved = set(waiting), len(waiting), 0
    for name in reversed(waiting):
        if name not in left:
            continue
        with records_at_rest(tools) as (_, inside):
            placing = regroup(inside, [name], free_days=days, most=MOST_FREE)
        moved += len(placing.moved)
        left -= {*placing.freed, name}
        yield Repaired(total - len(left), total, moved)
    log.info("repair.done", segments=total, moved=moved)


def _alike_since(connection: Connection, tools: Toolbox, since: dt.date) -> list[str]:
    """Return the segments since a day that resemble any other; of the rest there is nothing to decide."""
    profiles = table(SegmentProfile)
    told = select(profiles.c.segment_id).where(profiles.c.day >= since).order_by(profiles.c.day, profiles.c.segment_id)
    found: list[str] = []
    # By parts: likenesses name segments by their bytes, so no statement for both databases joins the two, and of the
    # likenesses of all days those of these are few.
    for names in connection.scalars(told).partitions(ROWS_PER_STATEMENT):
        alike = tools.stories.alike(names)
        found += [name for name in names if name in alike]
    return found
