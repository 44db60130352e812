"""The sweeper: rings again for rows that wait unheard, and buries those that kill their workers."""

from datetime import timedelta

import redis

from schemas.codes import Code
from schemas.outcomes import Reject
from schemas.records import Entry, Poll
from worker.doorbell import Ring, ring_all
from worker.logs import get_logger
from worker.pipeline import LEGS, TABLE_OF, Leg
from worker.toolbox import Toolbox
from worker.toolbox.ledger import Claim

log = get_logger()

# A row in a queue that is not empty is probably just waiting its turn; ringing it again would only
# lengthen the queue. In an empty queue it is surely not.
PATIENCE = 6


def sweep(tools: Toolbox) -> int:
    """Look over the whole ledger once and return how many messages were sent."""
    for of in (Entry, Poll):
        if released := tools.ledger.release_orphans(of):
            log.warning("sweep.released", rows=released, detail="their worker is gone")
    for claim in tools.ledger.bury(Entry):
        log.error("entry.buried", entry=claim.id, trace=claim.trace)
    for claim in tools.ledger.bury(Poll):
        _end_poll(claim, tools)
    return sum(_ring_unheard(leg, tools) for leg in LEGS if leg.about != "clock")


def _end_poll(claim: Claim, tools: Toolbox) -> None:
    assert claim.feed_id is not None
    with tools.database.write() as connection:
        tools.feeds.failed(connection, claim.feed_id, Reject(Code.WORKER_LOST, "workers died over this feed"))
    log.error("poll.buried", poll=claim.id, feed=claim.feed_id, trace=claim.trace)


def _ring_unheard(leg: Leg, tools: Toolbox) -> int:
    assert leg.about != "clock"
    try:
        waiting = tools.bell.depth(leg.queue)
    except redis.RedisError:
        return 0
    room = tools.settings.queue_cap - waiting
    if room <= 0:
        return 0
    grace = timedelta(seconds=tools.settings.ring_grace_s * (PATIENCE if waiting else 1))
    rows = tools.ledger.unheard(TABLE_OF[leg.about], leg.door, grace=grace, limit=room * leg.batch)
    sent = ring_all([Ring(leg, name, trace, host) for name, trace, host in rows], tools)
    if rows:
        log.info("sweep.rang", stage=leg.door, rows=len(rows), messages=sent)
    return sent
