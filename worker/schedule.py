"""The tasks, bound from the pipeline table, and what beat strikes."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import redis
from celery import Celery, Task
from celery.beat import ScheduleEntry, Scheduler

from schemas.outcomes import Fault, Outcome
from worker import binding
from worker.hubs import ask_hubs
from worker.lifecycle import toolbox
from worker.logs import bound, get_logger
from worker.pipeline import LEGS, Leg
from worker.prune import prune
from worker.repair import repair
from worker.settings import Settings, load_settings
from worker.sweep import sweep
from worker.toolbox import Toolbox
from worker.toolbox.pulse import pulses, strike
from worker.toolbox.redis_client import connect, key

log = get_logger()

SWEEP, HUBS = "worker.sweep", "worker.hubs"
DAY = timedelta(days=1)
REPAIR_SHARE = 0.5
# While nobody takes ticks they pile up; a handful is as good as a thousand.
TICKS_WAITING = 20
CLOCK = "clock"


def beat_schedule(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return what beat strikes: the clock legs of the pipeline, the sweeper, and who asks hubs."""
    names = [*(leg.task for leg in LEGS if leg.about == "clock"), SWEEP]
    options = {"queue": CLOCK, "expires": 60}
    struck = {name: {"task": name, "schedule": settings.tick_s, "options": options} for name in names}
    if settings.callback_url:
        # It waits for servers, so it goes where that holds nobody up.
        there = {"queue": "fetch", "expires": 60}
        struck[HUBS] = {"task": HUBS, "schedule": settings.tick_s, "options": there}
    return struck


def bind_tasks(app: Celery, settings: Settings) -> None:
    """Register one task a leg, `tasks.<first room>`, and the upkeep tasks."""
    for leg in LEGS:
        work = partial(_strike, leg) if leg.about == "clock" else partial(_ring, leg)
        _register(app, settings, leg.task, work)
    _register(app, settings, SWEEP, _sweep)
    _register(app, settings, HUBS, _hubs)


def _register(app: Celery, settings: Settings, name: str, work: Callable[..., Any]) -> None:
    def task(self: Task, ids: Sequence[str] = ()) -> None:
        with bound(task=name, task_id=self.request.id):
            _guarded(work, toolbox(settings, app.send_task), ids)

    app.task(name=name, bind=True, ignore_result=True)(task)


def _guarded(work: Callable[..., Any], tools: Toolbox, ids: Sequence[str]) -> None:
    """End every run in one line. What was not committed waits in the ledger and is rung again."""
    try:
        work(tools, ids=ids)
    except (Fault, Outcome) as problem:
        # The code says all: a traceback of "the database is away" would bury it.
        log.error("task.stopped", code=problem.code.value, detail=problem.detail)  # noqa: TRY400
    except Exception as error:
        log.exception("task.crashed", detail=f"{type(error).__name__}: {error}")


def _strike(leg: Leg, tools: Toolbox, *, ids: Sequence[str]) -> None:
    del ids
    if binding.run_clock_leg(leg, tools):
        strike(tools, leg.door)


def _ring(leg: Leg, tools: Toolbox, *, ids: Sequence[str]) -> None:
    binding.run_leg(leg, ids, tools)


def _sweep(tools: Toolbox, *, ids: Sequence[str]) -> None:
    del ids
    sweep(tools)
    strike(tools, "sweep")
    for name, chore in DAILY.items():
        _daily(name, chore, tools)


def _hubs(tools: Toolbox, *, ids: Sequence[str]) -> None:
    del ids
    with tools.bell.alone("hubs") as first:
        if first:
            ask_hubs(tools)


def _daily(name: str, chore: Callable[[Toolbox], object], tools: Toolbox) -> None:
    """Do a chore once a day by the database's memory: beat's own starts at zero with every start of it."""
    last = pulses(tools.database).get(name)
    if last is None or abs(tools.clock.now() - last) > DAY:
        strike(tools, name)
        chore(tools)


def _repair(tools: Toolbox) -> None:
    """Repair the stories as far as a part of the time limit goes; by hand it takes what it needs."""
    started = time.monotonic()
    for step in repair(tools):
        if time.monotonic() - started > REPAIR_SHARE * tools.settings.time_limit_s:
            log.warning("repair.broken_off", segments=step.segments, total=step.total, fix="slugline stories repair")
            return


DAILY: dict[str, Callable[[Toolbox], object]] = {"repair": _repair, "prune": prune}


class CappedScheduler(Scheduler):
    """Beat's in-memory scheduler, which holds its tick back while earlier ones wait to be taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._settings = load_settings()
        self._client = connect(self._settings)
        super().__init__(*args, **kwargs)

    def apply_async(self, entry: ScheduleEntry, producer: Any = None, advance: bool = True, **kwargs: Any) -> Any:
        """Send the entry's task, or let this tick pass; the next one comes soon."""
        try:
            waiting = self._client.llen(key(self._settings, CLOCK))
        except redis.RedisError:
            waiting = 0
        if waiting > TICKS_WAITING:
            if advance:
                self.reserve(entry)
            return None
        return super().apply_async(entry, producer=producer, advance=advance, **kwargs)
