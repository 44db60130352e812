"""Two workers that record two copies at the same second: the second must see the first."""

import threading

from support.facts import AT, Told, change, detected, put_at, rows
from support.prose import prose

from schemas.records import Article, Entry
from schemas.relations import CopyRow
from worker.binding import run_leg
from worker.pipeline import LEG_AT

TEXT = " ".join(prose("text"))


def test_copies_recorded_at_once_are_paired(box):
    leg = LEG_AT["find_copies"]
    names = [
        put_at(box, f"e{n}", leg.door, detected(f"https://{n}.example/a", Told(TEXT), title=f"T{n}", published=AT))
        for n in range(6)
    ]
    for name in names:
        # A row that waits for its records speaks to no server any more.
        change(box, Entry, name, host="")
    ready = threading.Barrier(3)

    def work(mine):
        ready.wait(20)
        run_leg(leg, mine, box)

    threads = [threading.Thread(target=work, args=(names[n::3],)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(rows(box, Article)) == 6
    assert len(rows(box, CopyRow)) == 15
    assert len({article.duplicate_group_id for article in rows(box, Article)}) == 1
