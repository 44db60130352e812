"""From a plain stage function to work on ledger rows: claim, run, commit, ring. Policy lives here, once."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from msgspec import DecodeError, Struct, ValidationError
from sqlalchemy import Connection

from schemas.codes import Code
from schemas.events import (
    FeedDue,
    FeedFetched,
    FeedParsed,
    FeedUnchanged,
    PageFetched,
    Recorded,
    SegmentsDetected,
    Tick,
)
from schemas.outcomes import Fault, Outcome, Retry, Skip
from schemas.segments import SegmentKind
from worker.doorbell import Ring, ring_all
from worker.logs import bound, get_logger
from worker.pipeline import TABLE_OF, Leg
from worker.settlement import Fenced, decode, encode, plan, refuse, settle
from worker.toolbox import Toolbox
from worker.toolbox.ledger import Claim

log = get_logger()

# Rows that are done wake the next leg at most this much later, so that a slow server in a batch does not
# hold up what came before it.
FLUSH_S = 0.5

# What is said of each fact that ends a leg: the event's name and what goes with it.
EVENTS: dict[type[Struct], tuple[str, Callable[[Any], dict[str, object]]]] = {
    FeedFetched: ("feed.fetched", lambda fact: {"status": fact.status, "bytes": fact.body_bytes}),
    FeedUnchanged: ("feed.unchanged", lambda fact: {"status": fact.status, "bytes": fact.body_bytes}),
    FeedParsed: ("feed.parsed", lambda fact: {"entries": len(fact.entries), "title": fact.title}),
    PageFetched: ("page.fetched", lambda fact: {"url": fact.url, "media_type": fact.media_type}),
    SegmentsDetected: (
        "article.segmented",
        lambda fact: {
            "article": fact.kept.article_id,
            "segments": len(fact.segments),
            "slugs": [segment.slug for segment in fact.segments if segment.kind is SegmentKind.STORY],
        },
    ),
    Recorded: (
        "article.recorded",
        lambda fact: {
            "article": fact.article_id,
            "title": fact.title,
            "revision": fact.number,
            "segments": fact.segments,
            "links": fact.links,
        },
    ),
}


def run_clock_leg(leg: Leg, tools: Toolbox) -> None:
    """Run a leg that the schedule strikes."""
    tick = Tick(at=tools.clock.now())
    if not leg.atomic:
        leg.run(tick, tools)
        return
    with tools.database.write() as connection:
        tools.database.lock(connection, leg.door)
        due = [fact for fact in leg.run(tick, tools.within(connection)) if isinstance(fact, FeedDue)]
        rings = [plan(connection, fact, tools) for fact in due]
    ring_all(rings, tools)
    if rings:
        log.info("schedule.planned", feeds=len(rings))


def run_leg(leg: Leg, ids: Sequence[str], tools: Toolbox) -> None:
    """Work on the rows that a message names; rows that are not free are left alone."""
    assert leg.about != "clock"
    of = TABLE_OF[leg.about]
    if leg.atomic:
        claims = tools.ledger.claim(of, leg.door, ids)
        if claims:
            ring_all(_work_together(leg, claims, tools), tools)
        return
    waiting: list[Ring] = []
    flushed = time.monotonic()
    for name in ids:
        # One claim at a time: a lease then covers one row's work, and a row that kills its worker takes
        # no other down with it.
        for claim in tools.ledger.claim(of, leg.door, [name]):
            waiting += _work_alone(leg, claim, tools)
        if time.monotonic() - flushed > FLUSH_S:
            ring_all(waiting, tools)
            waiting, flushed = [], time.monotonic()
    ring_all(waiting, tools)


def _work_alone(leg: Leg, claim: Claim, tools: Toolbox) -> list[Ring]:
    """Run outside any transaction, then commit what came of it."""
    with _context(leg, claim):
        started = time.monotonic()
        answer = _answer(leg, claim, tools)
        if isinstance(answer, Outcome):
            return _commit_outcome(claim, answer, started, tools)
        encoded = encode(answer, tools.raw)
        try:
            with tools.database.write() as connection:
                rings = settle(connection, claim, answer, encoded, tools)
        except Fenced:
            _report_fenced(started)
            return []
        _report(answer, started)
        return rings


def _work_together(leg: Leg, claims: Sequence[Claim], tools: Toolbox) -> list[Ring]:
    """Run a batch inside one transaction, each row behind its own savepoint, and commit once."""
    rings: list[Ring] = []
    with tools.database.write() as connection:
        tools.database.lock(connection, leg.door)
        for claim in claims:
            with _context(leg, claim):
                rings += _work_inside(leg, claim, connection, tools)
    return rings


def _work_inside(leg: Leg, claim: Claim, connection: Connection, tools: Toolbox) -> list[Ring]:
    started = time.monotonic()
    try:
        with connection.begin_nested():
            answer = _answer(leg, claim, tools.within(connection, claim.trace))
            if isinstance(answer, Outcome):
                raise answer
            rings = settle(connection, claim, answer, "", tools)
    except Fenced:
        _report_fenced(started)
        return []
    except Outcome as outcome:
        with connection.begin_nested():
            verdict = refuse(connection, claim, outcome, tools)
        _report_outcome(outcome, verdict, started)
        return []
    _report(answer, started)
    return rings


def _answer(leg: Leg, claim: Claim, tools: Toolbox) -> Struct | Outcome:
    """Return the fact that the leg ends with, or the outcome it raised; a fault of ours is an outcome too."""
    try:
        facts = leg.run(decode(claim.fact, leg.takes, tools.raw), tools)
    except Outcome as outcome:
        return outcome
    except Fault:
        # The database is away: nothing can be written down now. The lease runs out, the sweeper rings again.
        raise
    except SoftTimeLimitExceeded:
        return Retry(Code.TIME_LIMIT, f"longer than {tools.settings.time_limit_s:.0f} s")
    except (DecodeError, ValidationError) as error:
        return Retry(Code.INTERNAL, f"stored fact does not fit {leg.takes.__name__}: {error}")
    except Exception as error:
        log.exception("task.crashed")
        return Retry(Code.INTERNAL, f"{type(error).__name__}: {error}")
    if len(facts) != 1:
        return Retry(Code.INTERNAL, f"{leg.door} ended with {len(facts)} facts instead of one")
    return facts[0]


def _commit_outcome(claim: Claim, outcome: Outcome, started: float, tools: Toolbox) -> list[Ring]:
    try:
        with tools.database.write() as connection:
            verdict = refuse(connection, claim, outcome, tools)
    except Fenced:
        _report_fenced(started)
        return []
    _report_outcome(outcome, verdict, started)
    return []


# What is said of it


def _context(leg: Leg, claim: Claim) -> AbstractContextManager[None]:
    about = {leg.about: claim.id, "feed": claim.feed_id, "host": claim.host or None}
    return bound(
        trace=claim.trace,
        stage=leg.door,
        attempt=claim.attempt,
        **{name: value for name, value in about.items() if value},
    )


def _report(fact: Struct, started: float) -> None:
    event, summary = EVENTS[type(fact)]
    log.info(event, duration_ms=_ms(started), **summary(fact))


def _report_outcome(outcome: Outcome, verdict: str, started: float) -> None:
    level = log.info if isinstance(outcome, Skip) else log.warning
    level(
        f"task.{verdict}",
        code=outcome.code.value,
        detail=outcome.detail,
        after_s=outcome.after,
        duration_ms=_ms(started),
    )


def _report_fenced(started: float) -> None:
    log.warning("task.fenced", detail="the lease ran out; somebody else has the row", duration_ms=_ms(started))


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
