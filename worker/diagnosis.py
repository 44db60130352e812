"""The doctor's list: each check is green, or red with its fix."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from schemas.codes import EXPLANATIONS, Code
from schemas.outcomes import Fault
from worker import broker
from worker.commands import kinds_alive
from worker.pipeline import WORKERS
from worker.reading.status import PULSE_STALE_S, status
from worker.reindex import unindexed
from worker.toolbox import Toolbox
from worker.toolbox.database import make_data_dir
from worker.toolbox.migrations import check as check_tables
from worker.toolbox.migrations import head
from worker.toolbox.web import AddressClass, classify

MIN_FREE_BYTES = 1_000_000_000
LAG_S = 900


@dataclass(frozen=True)
class Finding:
    """One line of the list. `fix` is empty when it is green."""

    check: str
    good: bool
    seen: str
    fix: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return it as one JSON object."""
        return {"check": self.check, "ok": self.good, "seen": self.seen, "fix": self.fix}


def examine(tools: Toolbox) -> Iterator[Finding]:
    """Yield every finding, the foundations first. What cannot be looked at for lack of them is left out."""
    yield _disk(tools)
    yield _guard()
    database = _fault("database", lambda: _database(tools))
    yield database
    yield _fault("broker", lambda: f"version {broker.check(tools.settings)}, {broker.SAFE_POLICY}")
    yield from _workers(tools)
    if database.good:
        yield from _line(tools)


def _fault(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except Fault as fault:
        return Finding(name, False, str(fault), EXPLANATIONS[fault.code].fix)


def _disk(tools: Toolbox) -> Finding:
    where = tools.settings.data_dir
    make_data_dir(tools.settings)
    if not os.access(where, os.W_OK):
        return Finding("disk", False, f"{where} cannot be written", EXPLANATIONS[Code.STORE_UNAVAILABLE].fix)
    free = shutil.disk_usage(where).free
    seen = f"{free / 1e9:.1f} GB free in {where}"
    return Finding("disk", free > MIN_FREE_BYTES, seen, "" if free > MIN_FREE_BYTES else "Free at least 1 GB there.")


def _guard() -> Finding:
    # One of each kind that has fooled other guards; the whole list is in the tests.
    traps = ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "::", "100.64.0.1")
    fooled = [address for address in traps if classify(address) is AddressClass.PUBLIC]
    fix = "This installation is broken: reinstall Slugline." if fooled else ""
    return Finding("guard", not fooled, f"lets through {fooled}" if fooled else "refuses internal addresses", fix)


def _database(tools: Toolbox) -> str:
    check_tables(tools.database)
    return f"{tools.database.engine.dialect.name}, tables at {head()}"


def _workers(tools: Toolbox) -> Iterator[Finding]:
    alive = kinds_alive(tools.settings)
    for queue in WORKERS:
        good = queue in alive
        fix = "" if good else f"Start `slugline up`, or `slugline worker --queue {queue}`."
        yield Finding(f"worker {queue}", good, "alive" if good else "no heartbeat", fix)


def _line(tools: Toolbox) -> Iterator[Finding]:
    now = status(tools)
    age = now["schedule_s"]
    ticks = age is not None and age < PULSE_STALE_S
    seen = "never ticked" if age is None else f"ticked {age:.0f} s ago"
    yield Finding("schedule", ticks, seen, "" if ticks else "Start `slugline up`, or `slugline beat`.")
    prompt = now["lag_s"] < LAG_S
    fix = "" if prompt else "Add workers for the longest queue of `slugline status`."
    yield Finding("lag", prompt, f"{now['lag_s']:.0f} s", fix)
    # What a page's own server refused is no fault of this installation; `slugline tasks --dead` has it all.
    broken = now["broken"]
    fix = EXPLANATIONS[Code.WORKER_LOST].fix if broken else ""
    yield Finding("dead letters", not broken, f"{now['dead']} entries, {broken} by a fault of ours", fix)
    failing = now["failing"]
    yield Finding("feeds", not failing, f"{failing} of {now['feeds']} failing", "See `slugline feeds list`." if failing else "")  # fmt: skip  # noqa: E501 - one line a finding
    lost = unindexed(tools.database, tools.clock.now())
    seen = f"{lost} articles of these days cannot be found by others" if lost else "complete for these days"
    yield Finding(
        "indexes", not lost, seen, "Run `slugline db reindex`, then `slugline stories repair`." if lost else ""
    )
