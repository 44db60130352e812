"""From a plain stage function to work on ledger rows: claim, run, commit, ring. Policy lives here, once."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from billiard.exceptions import SoftTimeLimitExceeded
from msgspec import DecodeError, Struct, ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from schemas.codes import Code
from schemas.events import FeedDue, Tick
from schemas.outcomes import Fault, Outcome, Retry
from worker.doorbell import Ring, ring_all
from worker.logs import get_logger
from worker.pipeline import TABLE_OF, Leg
from worker.settlement import Fenced, Prepared, decode, plan, prepare, refuse, settle
from worker.sweep import ring_next
from worker.telling import context, tell_fact, tell_fenced, tell_outcome
from worker.toolbox import Toolbox
from worker.toolbox.ledger import Claim

log = get_logger()

# Rows that are done wake the next leg at most this much later, so that a slow server in a batch does not
# hold up what came before it.
FLUSH_S = 0.5
# A message may begin another row only within this share of the time limit, which counts for the whole message.
MESSAGE_SHARE = 0.1

Report = Callable[[int], None]


def run_clock_leg(leg: Leg, tools: Toolbox) -> bool:
    """Run a leg that the schedule strikes, unless another worker is at it; tell whether it ran."""
    with tools.bell.alone(leg.door) as first:
        if first:
            _strike(leg, Tick(at=tools.clock.now()), tools)
    return first


def _strike(leg: Leg, tick: Tick, tools: Toolbox) -> None:
    if not leg.atomic:
        leg.run(tick, tools)
        return
    with tools.database.write() as connection:
        tools.database.lock(connection, leg.door)
        due = [fact for fact in leg.run(tick, tools.within(connection)) if isinstance(fact, FeedDue)]
        planned = [plan(connection, fact, tools) for fact in due]
    rings = [ring for ring in planned if ring is not None]
    ring_all(rings, tools)
    if rings:
        log.info("schedule.planned", feeds=len(rings))


def run_leg(leg: Leg, ids: Sequence[str], tools: Toolbox) -> None:
    """Work on the rows that a message names; rows that are not free are left alone."""
    assert leg.about != "clock"
    if leg.atomic:
        claims = tools.ledger.claim(TABLE_OF[leg.about], leg.door, ids, paced=False)
        if claims:
            with _given_back(claims, tools):
                rings = _work_together(leg, claims, tools)
            ring_all(rings, tools)
        return
    servers = {claim.host for claim in _work_in_turn(leg, ids, tools)}
    for host in servers - {""}:
        ring_next(leg, host, tools)


def _work_in_turn(leg: Leg, ids: Sequence[str], tools: Toolbox) -> list[Claim]:
    """Claim, work on and commit one row after the other, and return those that were ours to work on.

    One claim at a time: a lease then covers one row's work, and a row that kills its worker takes no other down
    with it. A message that takes too long is broken off; the rest was not claimed and is rung again.
    """
    assert leg.about != "clock"
    worked: list[Claim] = []
    waiting: list[Ring] = []
    started = flushed = time.monotonic()
    for name in ids:
        if time.monotonic() - started > tools.settings.time_limit_s * MESSAGE_SHARE:
            break
        claims = tools.ledger.claim(TABLE_OF[leg.about], leg.door, [name], paced=leg.queue == "fetch")
        for claim in claims:
            waiting += _work_alone(leg, claim, tools)
        worked += claims
        if time.monotonic() - flushed > FLUSH_S:
            ring_all(waiting, tools)
            waiting, flushed = [], time.monotonic()
    ring_all(waiting, tools)
    left = set(ids) - {claim.id for claim in worked}
    if left:
        tools.ledger.unring(TABLE_OF[leg.about], leg.door, sorted(left))
    return worked


def _work_alone(leg: Leg, claim: Claim, tools: Toolbox) -> list[Ring]:
    """Run outside any transaction, then commit what came of it."""
    with context(leg, claim):
        started = time.monotonic()
        with _given_back([claim], tools):
            answer = _answer(leg, claim, tools)
            prepared = answer if isinstance(answer, Outcome) else prepare(answer, tools.raw)
            rings, report = _commit(claim, prepared, tools)
        report(_ms(started))
        return rings


@contextmanager
def _given_back(claims: Sequence[Claim], tools: Toolbox) -> Iterator[None]:
    """Give the rows back uncounted when the database or the disk is away: nothing could be judged."""
    try:
        yield
    except Fault:
        with suppress(Fault):
            for claim in claims:
                tools.ledger.give_back(claim)
        raise


def _commit(claim: Claim, prepared: Prepared | Outcome, tools: Toolbox) -> tuple[list[Ring], Report]:
    """Commit a fact or an outcome in a transaction of its own."""
    try:
        with tools.database.write() as connection:
            return _settle(connection, claim, prepared, tools)
    except Fenced:
        return [], tell_fenced
    except Fault:
        raise
    except Exception as error:
        if isinstance(prepared, Outcome):
            raise
        # What a database will not take must not come back for ever: it is an outcome like any other.
        log.exception("task.crashed")
        return _commit(claim, Retry(Code.INTERNAL, type(error).__name__), tools)


def _settle(
    connection: Connection, claim: Claim, prepared: Prepared | Outcome, tools: Toolbox
) -> tuple[list[Ring], Report]:
    if isinstance(prepared, Outcome):
        verdict = refuse(connection, claim, prepared, tools)
        return [], partial(tell_outcome, prepared, verdict)
    return settle(connection, claim, prepared, tools), partial(tell_fact, prepared.fact)


def _work_together(leg: Leg, claims: Sequence[Claim], tools: Toolbox) -> list[Ring]:
    """Run a batch inside one transaction, each row behind its own savepoint, and commit once.

    What is said of it is said after the commit: a log that tells of an article which was rolled back lies.
    """
    rings: list[Ring] = []
    reports: list[tuple[Claim, Report, int]] = []
    with tools.database.write() as connection:
        tools.database.lock(connection, leg.door)
        for claim in claims:
            started = time.monotonic()
            with context(leg, claim):
                woken, report = _work_inside(leg, claim, connection, tools)
            rings += woken
            reports.append((claim, report, _ms(started)))
    for claim, report, spent in reports:
        with context(leg, claim):
            report(spent)
    return rings


def _work_inside(leg: Leg, claim: Claim, connection: Connection, tools: Toolbox) -> tuple[list[Ring], Report]:
    try:
        with connection.begin_nested():
            answer = _answer(leg, claim, tools.within(connection, claim.trace))
            if isinstance(answer, Struct):
                return _settle(connection, claim, Prepared(answer), tools)
            # Leaving by an exception rolls back what the stages wrote before they changed their mind.
            raise answer
    except Fenced:
        return [], tell_fenced
    except Outcome as outcome:
        refused = outcome
    try:
        with connection.begin_nested():
            return _settle(connection, claim, refused, tools)
    except Fenced:
        return [], tell_fenced


def _answer(leg: Leg, claim: Claim, tools: Toolbox) -> Struct | Outcome:
    """Return the fact that the leg ends with, or the outcome it raised; a fault of ours is an outcome too."""
    try:
        facts = leg.run(decode(claim.fact, leg.takes, tools.raw), tools)
    except Outcome as outcome:
        return outcome
    except (Fault, OperationalError):
        # The database or the disk is away: going on would only fail at the next step, under a wrong name.
        raise
    except SoftTimeLimitExceeded:
        return Retry(Code.TIME_LIMIT, f"longer than {tools.settings.time_limit_s:.0f} s")
    except (DecodeError, ValidationError) as error:
        return Retry(Code.INTERNAL, f"stored fact does not fit {leg.takes.__name__}: {error}")
    except Exception as error:
        log.exception("task.crashed")
        return _fault_of_ours(error)
    if len(facts) != 1:
        return Retry(Code.INTERNAL, f"{leg.door} ended with {len(facts)} facts instead of one")
    return facts[0]


def _fault_of_ours(error: Exception) -> Retry:
    # The first line says it; a database error goes on with the whole statement and its values.
    return Retry(Code.INTERNAL, f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
