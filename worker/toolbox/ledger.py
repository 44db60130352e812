"""The ledger: who may work on which row, and what became of it.

Every write names the token that the row was claimed with. A worker that lost its lease (it hung, it was
stopped, its clock jumped) finds the token raised and writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, or_, select, update

from schemas.codes import Code
from schemas.records import EPOCH, Entry, Host, Poll
from tasks.plan_fetches.cadence import retry_s
from worker.settings import Settings
from worker.toolbox.clock import Clock
from worker.toolbox.database import Database, table
from worker.toolbox.holder import HERE, holder_is_gone, me

Ledgered = type[Poll] | type[Entry]

DONE, SKIPPED, FAILED, DEAD = "done", "skipped", "failed", "dead"
ENDS = (DONE, SKIPPED, FAILED, DEAD)
DETAIL_LENGTH = 500
# A row written later than now was written under a clock that was ahead. Its times mean nothing, so it is free.
SKEW = timedelta(minutes=1)


class Kept(StrEnum):
    """What became of a row that was to be tried again."""

    WAITS = "retried"
    DEAD = "dead"
    NOT_OURS = "fenced"


@dataclass(frozen=True)
class Claim:
    """A row that is ours until its lease ends. `attempt` counts from 1."""

    of: Ledgered
    id: str
    stage: str
    fact: str
    trace: str
    host: str
    feed_id: str | None
    token: int
    attempt: int


@dataclass(frozen=True)
class Waiting:
    """A free row that nobody was told of lately. `losses` workers in a row died over it."""

    id: str
    trace: str
    host: str
    losses: int


class Ledger:
    """Claims rows and moves them on. Works alike for polls and entries."""

    def __init__(self, database: Database, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._clock = clock
        self._lease = timedelta(seconds=settings.lease_s)
        self._settings = settings

    # Work

    def claim(self, of: Ledgered, stage: str, ids: Sequence[str], *, paced: bool = True) -> list[Claim]:
        """Claim those of `ids` that wait at `stage` and are free; the attempt is counted and committed.

        Rows that another worker holds, that moved on, or whose server is busy with us or asked for peace are left.
        `paced` rows speak to a server; they are claimed one at a time, for a claim counts slots before it takes any.
        Others speak to none, and no server is asked about for them: that is half of what a claim costs.
        """
        now, rows = self._clock.now(), table(of)
        may = (free(of, now), self._server_has_room(of, now)) if paced else (_open_now(of, now),)
        statement = (
            update(rows)
            .where(rows.c.id.in_(ids), rows.c.stage == stage, rows.c.losses < self._settings.max_losses)
            .where(*may)
            .values(
                lease_until=now + self._lease,
                holder=me(),
                token=rows.c.token + 1,
                attempts=rows.c.attempts + 1,
                losses=rows.c.losses + 1,
                updated_at=now,
            )
            .returning(*_claim_columns(of))
        )
        with self._database.write() as connection:
            if paced:
                # PostgreSQL counts what others have committed: two claims at once would take one slot twice.
                self._database.lock(connection, f"claim.{stage}")
            found = connection.execute(statement).all()
        return [_claimed(of, stage, row) for row in found]

    def advance(self, connection: Connection, claim: Claim, stage: str, fact: str, *, host: str = "") -> bool:
        """Hand the row to the next stage, free at once. Returns False when the claim is no longer ours.

        Attempts start afresh, save for a row that was sent back (`rewind`): it keeps those it had then, so that a
        store which loses every body does not make us fetch the page without end.
        """
        now, rows = self._clock.now(), table(claim.of)
        rewound = rows.c.code == Code.RAW_MISSING.value
        kept = {"attempts": case((rewound, rows.c.attempts - 1), else_=0), "code": case((rewound, rows.c.code))}
        fresh = {"due_at": now, "rung_at": now, "detail": None}
        return self._write(connection, claim, stage=stage, fact=fact, host=host, **kept, **fresh)

    def finish(
        self,
        connection: Connection,
        claim: Claim,
        end: str,
        *,
        code: Code | None = None,
        detail: str = "",
        **columns: Any,
    ) -> bool:
        """Close the row. Returns False when the claim is no longer ours."""
        return self._write(connection, claim, stage=end, code=code, detail=detail[:DETAIL_LENGTH] or None, **columns)

    def retry(self, connection: Connection, claim: Claim, code: Code, detail: str, after: float | None = None) -> Kept:
        """Put the row back for later, or to the dead letters when its attempts are spent."""
        if self.is_last(claim):
            return Kept.DEAD if self.finish(connection, claim, DEAD, code=code, detail=detail) else Kept.NOT_OURS
        due = self._clock.now() + timedelta(seconds=retry_s(self._settings.retry_base_s, claim.attempt, after))
        ours = self._write(connection, claim, due_at=due, code=code, detail=detail[:DETAIL_LENGTH] or None)
        return Kept.WAITS if ours else Kept.NOT_OURS

    def is_last(self, claim: Claim) -> bool:
        """Tell whether the row has no attempt left after this one."""
        return claim.attempt >= self._settings.max_attempts

    def rewind(self, connection: Connection, claim: Claim, stage: str, fact: str, *, host: str = "") -> bool:
        """Send the row back to an earlier stage; its attempts go on counting (see `advance`)."""
        now = self._clock.now()
        return self._write(
            connection, claim, stage=stage, fact=fact, host=host, due_at=now, rung_at=EPOCH, code=Code.RAW_MISSING
        )

    def give_back(self, claim: Claim) -> None:
        """Undo a claim whose work could not be judged (the disk is full, the database was away): it never counted."""
        rows = table(claim.of)
        due = self._clock.now() + timedelta(seconds=self._settings.ring_grace_s)
        uncounted = {"attempts": rows.c.attempts - 1, "losses": rows.c.losses - 1}
        with self._database.write() as connection:
            self._write(connection, claim, **{**uncounted, "due_at": due})

    def _write(self, connection: Connection, claim: Claim, **columns: Any) -> bool:
        rows = table(claim.of)
        # A token is good for one write: what is given back after a commit whose answer was lost is not ours any more.
        spent = {"token": rows.c.token + 1, "lease_until": EPOCH, "losses": 0}
        told = {**spent, "updated_at": self._clock.now()}
        statement = update(rows).where(rows.c.id == claim.id, rows.c.token == claim.token)
        return connection.execute(statement.values(**{**told, **columns})).rowcount == 1

    def _server_has_room(self, of: Ledgered, now: datetime) -> ColumnElement[bool]:
        rows = table(of)
        others = rows.alias()
        # A lease that was taken under a clock that was ahead holds nothing: its row is free, too.
        held = (others.c.lease_until > now, others.c.updated_at <= now + SKEW)
        busy = select(func.count()).where(others.c.host == rows.c.host, *held).scalar_subquery()
        return or_(rows.c.host == "", busy < self._settings.host_slots)

    def unring(self, of: Ledgered, stage: str, ids: Sequence[str]) -> None:
        """Forget that free rows were rung: their message is spent, but their server was busy, or time was up."""
        rows = table(of)
        spent = (rows.c.id.in_(ids), rows.c.stage == stage, rows.c.lease_until <= self._clock.now())
        with self._database.write() as connection:
            connection.execute(update(rows).where(*spent).values(rung_at=EPOCH))

    # Upkeep. `stages` are the doors of the open stages: with them every look uses the index on the stage,
    # however many rows have ended.

    def bury(self, connection: Connection, of: Ledgered, stages: Sequence[str]) -> list[Claim]:
        """Send rows that killed too many workers to the dead letters; return them."""
        now, rows = self._clock.now(), table(of)
        spent = (rows.c.losses >= self._settings.max_losses, rows.c.lease_until <= now)
        detail = f"{self._settings.max_losses} workers in a row died over it"
        statement = (
            update(rows)
            .where(rows.c.stage.in_(stages), *spent)
            .values(stage=DEAD, token=rows.c.token + 1, code=Code.WORKER_LOST.value, detail=detail, updated_at=now)
            .returning(*_claim_columns(of))
        )
        return [_claimed(of, DEAD, row) for row in connection.execute(statement)]

    def release_orphans(self, of: Ledgered, stages: Sequence[str]) -> int:
        """End the leases of processes of this machine that are gone, and return how many.

        Without it a killed worker's rows wait for their leases; with it, for the next sweep. A pid that was given
        to another process meanwhile just waits longer.
        """
        now, rows = self._clock.now(), table(of)
        leased = (rows.c.stage.in_(stages), rows.c.lease_until > now)
        ours = rows.c.holder.startswith(f"{HERE}/", autoescape=True)
        with self._database.read() as connection:
            holders = connection.scalars(select(rows.c.holder).distinct().where(*leased, ours))
            gone = [name for name in holders if holder_is_gone(name)]
        if not gone:
            return 0
        statement = update(rows).where(*leased, rows.c.holder.in_(gone))
        with self._database.write() as connection:
            return connection.execute(statement.values(lease_until=EPOCH, rung_at=EPOCH)).rowcount

    def holds(self, of: Ledgered, stages: Sequence[str], count: int) -> bool:
        """Tell whether more than `count` rows are open. Looks no further, so a long line costs no more than that."""
        rows = table(of)
        beyond = select(rows.c.id).where(rows.c.stage.in_(stages)).offset(count).limit(1)
        with self._database.read() as connection:
            return connection.scalar(beyond) is not None

    def unheard(
        self, of: Ledgered, stage: str, *, grace: timedelta, limit: int, per_host: int, host: str | None = None
    ) -> list[Waiting]:
        """Return free rows that were not rung for `grace`, the longest due first, and mark them as rung.

        At most `limit` rows, of one server at most `per_host`: more messages than it has slots would be spent for
        nothing.
        """
        now, rows = self._clock.now(), table(of)
        unrung = or_(rows.c.rung_at <= now - grace, rows.c.rung_at > now + SKEW)
        turn = func.row_number().over(partition_by=rows.c.host, order_by=(rows.c.due_at, rows.c.id))
        waiting = select(rows.c.id, rows.c.host, rows.c.due_at, turn.label("turn"))
        waiting = waiting.where(rows.c.stage == stage, free(of, now), self._server_has_room(of, now), unrung)
        if host is not None:
            waiting = waiting.where(rows.c.host == host)
        queue = waiting.subquery()
        first = select(queue.c.id).where(or_(queue.c.host == "", queue.c.turn <= per_host))
        first = first.order_by(queue.c.due_at, queue.c.id).limit(limit)
        with self._database.read() as connection:
            names = list(connection.scalars(first))
        if not names:
            return []
        statement = update(rows).where(rows.c.id.in_(names), rows.c.stage == stage, unrung).values(rung_at=now)
        with self._database.write() as connection:
            found = connection.execute(statement.returning(rows.c.id, rows.c.trace, rows.c.host, rows.c.losses)).all()
        order = {name: number for number, name in enumerate(names)}
        return [Waiting(*row) for row in sorted(found, key=lambda row: order[row.id])]


def free(of: Ledgered, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a row may be claimed at `now`: due, not leased, and its server lets us."""
    rows, hosts = table(of), table(Host)
    host_waits = exists().where(hosts.c.name == rows.c.host, hosts.c.not_before > now)
    return and_(_open_now(of, now), or_(rows.c.host == "", ~host_waits))


def _open_now(of: Ledgered, now: datetime) -> ColumnElement[bool]:
    rows = table(of)
    return or_(and_(rows.c.due_at <= now, rows.c.lease_until <= now), rows.c.updated_at > now + SKEW)


def _claim_columns(of: Ledgered) -> list[ColumnElement[Any]]:
    rows = table(of)
    return [rows.c[name] for name in ("id", "fact", "trace", "host", "feed_id", "token", "attempts")]


def _claimed(of: Ledgered, stage: str, row: Row[Any]) -> Claim:
    return Claim(
        of=of,
        id=row.id,
        stage=stage,
        fact=row.fact,
        trace=row.trace,
        host=row.host,
        feed_id=row.feed_id,
        token=row.token,
        attempt=row.attempts,
    )
