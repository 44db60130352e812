"""Which rows to ring after a commit, in messages of a leg's size."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from worker.pipeline import Leg
from worker.toolbox import Toolbox


@dataclass(frozen=True)
class Ring:
    """A row that waits for a leg. `host` is the server the leg would speak to; one message names one host."""

    leg: Leg
    id: str
    trace: str
    host: str = ""


def ring_all(rings: Iterable[Ring], tools: Toolbox) -> int:
    """Ring every row and return how many messages went out; what does not fit is left to the sweeper."""
    sent = 0
    ordered = sorted(rings, key=lambda ring: (ring.leg.door, ring.host))
    for _, same in groupby(ordered, key=lambda ring: (ring.leg.door, ring.host)):
        rows = list(same)
        leg = rows[0].leg
        for start in range(0, len(rows), leg.batch):
            batch = rows[start : start + leg.batch]
            sent += tools.bell.ring(leg.task, leg.queue, [row.id for row in batch], trace=batch[0].trace)
    return sent
