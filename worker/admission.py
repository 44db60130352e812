"""Articles onto the line: a ledger row each, in one transaction, and a ring for those that are new or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from schemas.events import EntryFound
from tasks.shared.trace import new_trace
from worker.doorbell import Ring, ring_all
from worker.settlement import opening, rings_of
from worker.toolbox import Toolbox
from worker.toolbox.entries import open_entries


@dataclass(frozen=True)
class Admitted:
    """What became of the articles: ids that are new, and ids whose words changed. All others were known as they are."""

    trace: str
    new: frozenset[str]
    changed: frozenset[str]

    def state(self, entry_id: str) -> str:
        """Return what became of one: new, changed or known."""
        return "new" if entry_id in self.new else "changed" if entry_id in self.changed else "known"


def admit(
    named: Sequence[tuple[str, EntryFound]], tools: Toolbox, ring: Callable[[list[Ring]], object] | None = None
) -> Admitted:
    """Open a row for each entry, under the title it is given until its own is known, and ring: by `ring`, if given.

    What is sent twice is admitted once: the id comes from the entry's identity, and only another digest wakes it.
    """
    openings = [replace(opening(entry, tools.raw), title=title) for title, entry in named]
    trace = new_trace()
    with tools.database.write() as connection:
        opened = open_entries(connection, openings, trace=trace, now=tools.clock.now())
    awake = opened.new | opened.changed
    rings = rings_of([each for each in openings if each.id in awake], trace)
    ring(rings) if ring else ring_all(rings, tools)
    return Admitted(trace, opened.new, opened.changed)
