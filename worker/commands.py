"""The command lines of the parts, in one place: `slugline worker`, `slugline up` and the tests run the same."""

import sys

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.health import live_workers
from worker.pipeline import QUEUES, WORKERS
from worker.settings import Settings

# -q: the banner would stand between the JSON lines of the log.
CELERY = (sys.executable, "-m", "celery", "-q", "-A", "worker")
# As what a worker shows its heartbeat: its kinds of work, joined; all of them as `all`, or as what Celery calls a
# worker that nobody named. Beat and the page show one too, but do no work.
JOIN, ALL, UNNAMED = "+", "all", "celery"


def kinds_of(process: str) -> frozenset[str]:
    """Return the kinds of work that a process of this name does."""
    if process in (ALL, UNNAMED):
        return frozenset(WORKERS)
    return frozenset(WORKERS) & frozenset(process.split(JOIN))


def kinds_alive(settings: Settings) -> frozenset[str]:
    """Return the kinds of work that some living worker does."""
    return frozenset[str]().union(*(kinds_of(sign.process) for sign in live_workers(settings)))


def worker(settings: Settings, kinds: tuple[str, ...] = (), concurrency: int | None = None) -> list[str]:
    """Return the command of a worker for these kinds of work (all when empty): fetch, parse, records.

    Raises `Fault(bad_setting)` for a kind that does not exist.
    """
    unknown = set(kinds) - set(WORKERS)
    if unknown:
        raise Fault(Code.BAD_SETTING, f"no queue {', '.join(sorted(unknown))}; there are {', '.join(WORKERS)}")
    queues = [queue for kind in kinds for queue in WORKERS[kind]]
    name = JOIN.join(kinds) or ALL
    return [
        *CELERY,
        "worker",
        "--queues",
        ",".join(queues or QUEUES),
        "--hostname",
        f"{name}@%h",
        *_pool(settings, name, concurrency),
        # Without remote control nobody listens to these; leaving them out halves the start-up.
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
        "--loglevel",
        settings.log_level.upper(),
    ]


def _pool(settings: Settings, name: str, concurrency: int | None) -> list[str]:
    # Fetching and recording wait for others: threads (1.0 ms a task, stop in 0.3 s). Parsing burns CPU and
    # may run away on a hostile page: processes, which alone know time limits.
    sizes = {"fetch": settings.fetch_threads, "records": settings.records_threads}
    pool = "threads" if name in sizes else "prefork"
    return ["--pool", pool, "--concurrency", str(concurrency or sizes.get(name, settings.parse_processes))]


def beat(settings: Settings) -> list[str]:
    """Return the command of the schedule."""
    return [*CELERY, "beat", "--loglevel", settings.log_level.upper(), "--pidfile="]


def web(port: int) -> list[str]:
    """Return the command of the page on loopback."""
    return [sys.executable, "-m", "worker", "web", "--port", str(port)]
