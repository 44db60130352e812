"""Which rows to ring after a commit, in messages of a leg's size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from worker.pipeline import TABLE_OF, Leg
from worker.toolbox import Toolbox


@dataclass(frozen=True)
class Ring:
    """A row that waits for a leg. `host` is the server the leg would speak to; one message names one server.

    A row over which a worker died is rung `alone`, so that it takes no other down with it.
    """

    leg: Leg
    id: str
    trace: str
    host: str = ""
    alone: bool = False


def ring_all(rings: Iterable[Ring], tools: Toolbox) -> int:
    """Ring rows and return how many messages went out; what does not fit is left to the sweeper."""
    sent = 0
    room: dict[str, int] = {}
    unsent: list[Ring] = []
    for batch in _messages(rings):
        first, queue = batch[0], batch[0].leg.queue
        if queue not in room:
            room[queue] = tools.bell.room(queue)
        if room[queue] <= 0:
            unsent += batch
            continue
        rung = tools.bell.ring(first.leg.task, queue, [ring.id for ring in batch], trace=first.trace)
        # A Redis that did not take this one would keep us waiting for each of the others.
        room[queue] = room[queue] - 1 if rung else 0
        sent += rung
    _forget(unsent, tools)
    return sent


def _forget(unsent: Iterable[Ring], tools: Toolbox) -> None:
    """Mark rows that found no room as unrung, so that the next sweep that finds some need not wait for their grace."""
    legs: dict[str, list[Ring]] = {}
    for ring in unsent:
        legs.setdefault(ring.leg.door, []).append(ring)
    for rings in legs.values():
        leg = rings[0].leg
        assert leg.about != "clock"
        tools.ledger.unring(TABLE_OF[leg.about], leg.door, sorted(ring.id for ring in rings))


def _messages(rings: Iterable[Ring]) -> Iterator[list[Ring]]:
    """Group rings by leg and server, in the order in which they come, and cut the groups to size."""
    groups: dict[tuple[str, str, str], list[Ring]] = {}
    for ring in rings:
        groups.setdefault((ring.leg.door, ring.host, ring.id if ring.alone else ""), []).append(ring)
    for group in groups.values():
        size = group[0].leg.batch
        for start in range(0, len(group), size):
            yield group[start : start + size]
