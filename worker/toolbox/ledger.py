"""The ledger: who may work on which row, and what became of it.

Every write names the token that the row was claimed with. A worker that lost its lease (it hung, it was
stopped, its clock jumped) finds the token raised and writes nothing.
"""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, or_, select, update
from sqlalchemy.sql.dml import Update

from schemas.codes import Code
from schemas.records import EPOCH, Entry, Host, Poll
from tasks.plan_fetches.cadence import retry_s
from worker.settings import Settings
from worker.toolbox.clock import Clock
from worker.toolbox.database import Database, table

Ledgered = type[Poll] | type[Entry]

DONE, SKIPPED, FAILED, DEAD = "done", "skipped", "failed", "dead"
ENDS = (DONE, SKIPPED, FAILED, DEAD)
DETAIL_LENGTH = 500
_HOST = socket.gethostname()


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


class Ledger:
    """Claims rows and moves them on. Works alike for polls and entries."""

    def __init__(self, database: Database, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._clock = clock
        self._lease = timedelta(seconds=settings.lease_s)
        self._retry_base_s = settings.retry_base_s
        self._max_attempts = settings.max_attempts

    def claim(self, of: Ledgered, stage: str, ids: Sequence[str]) -> list[Claim]:
        """Claim those of `ids` that wait at `stage` and are free; the attempt is counted and committed.

        Rows that another worker holds, that moved on, or whose host asked for peace are left out.
        """
        now, rows = self._clock.now(), table(of)
        statement = (
            update(rows)
            .where(rows.c.id.in_(ids), rows.c.stage == stage, rows.c.attempts < self._max_attempts, free(of, now))
            .values(
                lease_until=now + self._lease,
                holder=_holder(),
                token=rows.c.token + 1,
                attempts=rows.c.attempts + 1,
                updated_at=now,
            )
            .returning(rows.c.id, rows.c.fact, rows.c.trace, rows.c.host, rows.c.feed_id, rows.c.token, rows.c.attempts)
        )
        with self._database.write() as connection:
            found = connection.execute(statement).all()
        return [_claimed(of, stage, row) for row in found]

    def advance(self, connection: Connection, claim: Claim, stage: str, fact: str, *, host: str = "") -> bool:
        """Hand the row to the next stage, free at once. Returns False when the claim is no longer ours.

        Attempts start afresh, save for a row that was sent back (`rewind`): it keeps those it had then, so that a
        store which loses every body does not make us fetch the page without end.
        """
        now, rows = self._clock.now(), table(claim.of)
        rewound = rows.c.code == Code.RAW_MISSING.value
        return self._write(
            connection,
            claim,
            stage=stage,
            fact=fact,
            host=host,
            attempts=case((rewound, rows.c.attempts - 1), else_=0),
            due_at=now,
            rung_at=now,
            code=case((rewound, rows.c.code), else_=None),
            detail=None,
        )

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

    def retry(
        self, connection: Connection, claim: Claim, code: Code, detail: str, after: float | None = None
    ) -> timedelta | None:
        """Put the row back for later, or to the dead letters when its attempts are spent.

        Returns the wait, or None when the row is dead or no longer ours.
        """
        if claim.attempt >= self._max_attempts:
            self.finish(connection, claim, DEAD, code=code, detail=detail)
            return None
        wait = timedelta(seconds=retry_s(self._retry_base_s, claim.attempt, after))
        due = self._clock.now() + wait
        kept = self._write(connection, claim, due_at=due, code=code, detail=detail[:DETAIL_LENGTH] or None)
        return wait if kept else None

    def rewind(self, connection: Connection, claim: Claim, stage: str, fact: str, *, host: str = "") -> bool:
        """Send the row back to an earlier stage; its attempts go on counting (see `advance`)."""
        return self._write(
            connection, claim, stage=stage, fact=fact, host=host, due_at=self._clock.now(), code=Code.RAW_MISSING
        )

    def _write(self, connection: Connection, claim: Claim, **columns: Any) -> bool:
        rows = table(claim.of)
        statement = (
            update(rows)
            .where(rows.c.id == claim.id, rows.c.token == claim.token)
            .values(lease_until=EPOCH, updated_at=self._clock.now(), **columns)
        )
        return connection.execute(statement).rowcount == 1

    def bury(self, of: Ledgered) -> list[Claim]:
        """Send rows whose attempts are spent and whose worker is gone to the dead letters; return them."""
        now, rows = self._clock.now(), table(of)
        statement: Update = (
            update(rows)
            .where(rows.c.stage.not_in(ENDS), rows.c.attempts >= self._max_attempts, rows.c.lease_until <= now)
            .values(
                stage=DEAD,
                code=func.coalesce(rows.c.code, Code.WORKER_LOST.value),
                detail=func.coalesce(rows.c.detail, f"{self._max_attempts} workers died over it"),
                updated_at=now,
            )
        )
        returning = statement.returning(
            rows.c.id, rows.c.fact, rows.c.trace, rows.c.host, rows.c.feed_id, rows.c.token, rows.c.attempts
        )
        with self._database.write() as connection:
            found = connection.execute(returning).all()
        return [_claimed(of, DEAD, row) for row in found]

    def release_orphans(self, of: Ledgered) -> int:
        """End the leases of processes of this host that are gone, and return how many.

        Without it a killed worker's rows wait for their leases; with it, for the next sweep. A pid that was given
        to another process meanwhile just waits longer; a lease ended in error only makes its holder fenced.
        """
        now, rows = self._clock.now(), table(of)
        leased = (rows.c.lease_until > now, rows.c.holder.startswith(f"{_HOST}/", autoescape=True))
        with self._database.read() as connection:
            gone = [name for name in connection.scalars(select(rows.c.holder).distinct().where(*leased)) if _gone(name)]
        if not gone:
            return 0
        statement = (
            update(rows)
            .where(rows.c.lease_until > now, rows.c.holder.in_(gone))
            .values(lease_until=EPOCH, rung_at=EPOCH)
        )
        with self._database.write() as connection:
            return connection.execute(statement).rowcount

    def unheard(self, of: Ledgered, stage: str, *, grace: timedelta, limit: int) -> list[tuple[str, str, str]]:
        """Return (id, trace, host) of free rows that were not rung for `grace`, and mark them as rung."""
        now, rows = self._clock.now(), table(of)
        waiting = (
            select(rows.c.id)
            .where(rows.c.stage == stage, free(of, now), rows.c.rung_at <= now - grace)
            .order_by(rows.c.due_at, rows.c.id)
            .limit(limit)
        )
        statement = (
            update(rows)
            .where(rows.c.id.in_(waiting))
            .values(rung_at=now)
            .returning(rows.c.id, rows.c.trace, rows.c.host)
        )
        with self._database.read() as connection:
            if connection.execute(waiting.limit(1)).first() is None:
                return []
        with self._database.write() as connection:
            return [(row.id, row.trace, row.host) for row in connection.execute(statement)]


def _holder() -> str:
    return f"{_HOST}/{os.getpid()}"


def _gone(holder: str) -> bool:
    try:
        os.kill(int(holder.rpartition("/")[2]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # somebody else's process: it exists
    return False


def free(of: Ledgered, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a row may be claimed at `now`: due, not leased, and its host lets us."""
    rows, hosts = table(of), table(Host)
    host_waits = exists().where(hosts.c.name == rows.c.host, hosts.c.not_before > now)
    return and_(rows.c.due_at <= now, rows.c.lease_until <= now, or_(rows.c.host == "", ~host_waits))


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
