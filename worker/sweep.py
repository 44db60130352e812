"""The sweeper: rings again for rows that wait unheard, and buries those that kill their workers."""

from datetime import timedelta

from schemas.codes import Code
from schemas.outcomes import Reject
from schemas.records import Entry, Poll
from worker.doorbell import Ring, ring_all
from worker.logs import get_logger
from worker.pipeline import DOORS, LEGS, TABLE_OF, Leg, Subject
from worker.toolbox import Toolbox

log = get_logger()

# A row in a queue that is not empty is probably just waiting its turn; ringing it again would only
# lengthen the queue. In an empty queue it is surely not.
PATIENCE = 6


def sweep(tools: Toolbox) -> int:
    """Look over the open rows of the ledger once and return how many messages were sent."""
    for about in TABLE_OF:
        _release(about, tools)
    _bury_entries(tools)
    _bury_polls(tools)
    return sum(_ring_unheard(leg, tools) for leg in LEGS if leg.about != "clock")


def _release(about: Subject, tools: Toolbox) -> None:
    released = tools.ledger.release_orphans(TABLE_OF[about], DOORS[about])
    if released:
        log.warning("sweep.released", rows=released, detail="their worker is gone")


def _bury_entries(tools: Toolbox) -> None:
    with tools.database.write() as connection:
        buried = tools.ledger.bury(connection, Entry, DOORS["entry"])
    for claim in buried:
        log.error("entry.buried", entry=claim.id, trace=claim.trace)


def _bury_polls(tools: Toolbox) -> None:
    """Bury polls and move their feeds on in one transaction: a feed between the two would be due for ever."""
    with tools.database.write() as connection:
        buried = tools.ledger.bury(connection, Poll, DOORS["poll"])
        for claim in buried:
            assert claim.feed_id is not None
            tools.feeds.failed(connection, claim.feed_id, Reject(Code.WORKER_LOST, "workers died over this feed"))
    for claim in buried:
        log.error("poll.buried", poll=claim.id, feed=claim.feed_id, trace=claim.trace)


def _ring_unheard(leg: Leg, tools: Toolbox) -> int:
    assert leg.about != "clock"
    room = tools.bell.room(leg.queue)
    if not room:
        return 0
    patience = PATIENCE if room < tools.settings.queue_cap else 1
    grace = timedelta(seconds=tools.settings.ring_grace_s * patience)
    limit, per_host = room * leg.batch, tools.settings.host_slots * leg.batch
    rows = tools.ledger.unheard(TABLE_OF[leg.about], leg.door, grace=grace, limit=limit, per_host=per_host)
    rings = [Ring(leg, row.id, row.trace, row.host, alone=row.losses > 0) for row in rows]
    sent = ring_all(rings, tools)
    if rows:
        log.info("sweep.rang", stage=leg.door, rows=len(rows), messages=sent)
    return sent


def ring_next(leg: Leg, host: str, tools: Toolbox) -> None:
    """Ring the next rows of a server that has just become free; the sweeper alone would be slow.

    Only rows whose message is spent: those that still wait in a queue are not rung twice.
    """
    assert leg.about != "clock"
    grace = timedelta(seconds=tools.settings.ring_grace_s)
    size = leg.batch
    rows = tools.ledger.unheard(TABLE_OF[leg.about], leg.door, grace=grace, limit=size, per_host=size, host=host)
    ring_all([Ring(leg, row.id, row.trace, row.host, alone=row.losses > 0) for row in rows], tools)
