"""How the line stands: depths, counts, lag."""

import datetime as dt
import math
from typing import Any

import redis
from sqlalchemy import ColumnElement, Connection, Table, exists, func, select

from schemas.codes import Code
from schemas.records import Article, Entry, Feed, Host, LinkRow, Poll, SegmentRow, Story
from worker.commands import kinds_of
from worker.health import live_workers
from worker.pipeline import DOORS, QUEUES, TABLE_OF, WORKERS
from worker.settings import mask_url
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.feeds import ACTIVE
from worker.toolbox.ledger import DEAD, ENDS, free
from worker.toolbox.pulse import pulses
from worker.toolbox.redis_client import redis_url

FEEDS, ENTRIES, POLLS, HOSTS = table(Feed), table(Entry), table(Poll), table(Host)
OUR_FAULT = tuple(code.value for code in (Code.WORKER_LOST, Code.INTERNAL, Code.TIME_LIMIT, Code.RAW_MISSING))
# The schedule strikes every few seconds; this long without it is a fault, not a hiccup.
PULSE_STALE_S = 60.0
PULSES = {"plan_fetches": "the schedule does not tick", "sweep": "the sweeper does not run"}


def status(tools: Toolbox) -> dict[str, Any]:
    """Return the state of the whole line.

    `degraded` names what is wrong (empty when nothing is); `queues` is None when the broker does not answer; `lag_s`
    is how long the oldest thing that could be done now has been waiting; of the `dead` entries, `broken` are dead by
    a fault of ours and not of their pages.
    """
    now = tools.clock.now()
    with tools.database.read() as connection:
        counts = _counts(connection, now)
    queues = _queues(tools)
    workers = live_workers(tools.settings)
    struck = {name: _age(at, now) for name, at in pulses(tools.database).items()}
    return {
        **counts,
        "queues": queues,
        "workers": sorted({worker.process for worker in workers}),
        "schedule_s": struck.get("plan_fetches"),
        "degraded": _degraded(queues, [worker.process for worker in workers], struck),
        "broker": mask_url(redis_url(tools.settings)),
        "database": mask_url(tools.settings.database),
    }


def _counts(connection: Connection, now: dt.datetime) -> dict[str, Any]:
    entries = _by_stage(connection, ENTRIES)
    return {
        "feeds": _count(connection, FEEDS),
        "due": _count(connection, FEEDS, *_due(now)),
        "failing": _count(connection, FEEDS, FEEDS.c.code.is_not(None)),
        "polls": {stage: n for stage, n in _by_stage(connection, POLLS).items() if stage not in ENDS},
        "entries": entries,
        "articles": _count(connection, table(Article)),
        "segments": _count(connection, table(SegmentRow)),
        "links": _count(connection, table(LinkRow)),
        "stories": _count(connection, table(Story)),
        "dead": entries.get(DEAD, 0),
        "broken": _count(connection, ENTRIES, ENTRIES.c.stage == DEAD, ENTRIES.c.code.in_(OUR_FAULT)),
        "lag_s": _lag(connection, now),
    }


def _count(connection: Connection, of: Table, *conditions: Any) -> int:
    return connection.scalar(select(func.count()).select_from(of).where(*conditions)) or 0


def _by_stage(connection: Connection, of: Table) -> dict[str, int]:
    rows = connection.execute(select(of.c.stage, func.count()).group_by(of.c.stage).order_by(of.c.stage))
    return {row[0]: row[1] for row in rows}


def _due(now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    resting = exists().where(HOSTS.c.name == FEEDS.c.host, HOSTS.c.not_before > now)
    return FEEDS.c.status == ACTIVE, FEEDS.c.next_poll_at <= now, ~resting


def _lag(connection: Connection, now: dt.datetime) -> float:
    """Return how long the oldest row that is due, held by nobody and not resting has been waiting."""
    oldest = [
        connection.scalar(
            select(func.min(table(of).c.due_at)).where(table(of).c.stage.in_(DOORS[about]), free(of, now))
        )
        for about, of in TABLE_OF.items()
    ]
    feeds = connection.scalar(select(func.min(FEEDS.c.next_poll_at)).where(*_due(now)))
    waiting = [(now - moment).total_seconds() for moment in (*oldest, feeds) if moment]
    return round(max(waiting, default=0.0), 1)


def _queues(tools: Toolbox) -> dict[str, int] | None:
    try:
        return {queue: tools.bell.depth(queue) for queue in QUEUES}
    except redis.RedisError:
        return None


def _age(moment: dt.datetime, now: dt.datetime) -> float:
    return round((now - moment).total_seconds(), 1)


def _degraded(queues: dict[str, int] | None, workers: list[str], struck: dict[str, float]) -> list[str]:
    wrong = []
    if queues is None:
        wrong.append("broker unreachable")
    alive = frozenset[str]().union(*map(kinds_of, workers))
    if not alive:
        wrong.append("no worker is running")
    else:
        wrong += [f"no {kind} worker is running" for kind in WORKERS if kind not in alive]
    for name, trouble in PULSES.items():
        if abs(struck.get(name, math.inf)) > PULSE_STALE_S:
            wrong.append(trouble)
    return wrong
