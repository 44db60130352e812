"""The outbox: events that were committed with their records and wait to be told."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, update

from schemas.events import OutgoingEvent
from schemas.records import OutboxEvent
from worker.toolbox.clock import Clock
from worker.toolbox.database import Database, table


class Outbox:
    """Each call is a transaction of its own: no lock is held while the stream is written to."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def pending(self, limit: int) -> Sequence[OutgoingEvent]:
        """Return events not told yet, oldest first."""
        outbox = table(OutboxEvent)
        return self._select(outbox.c.told_at.is_(None), limit)

    def after(self, seq: int, limit: int) -> Sequence[OutgoingEvent]:
        """Return events with a higher number than `seq`, told or not: what a local follower reads."""
        outbox = table(OutboxEvent)
        return self._select(outbox.c.seq > seq, limit)

    def _select(self, condition: ColumnElement[bool], limit: int) -> Sequence[OutgoingEvent]:
        outbox = table(OutboxEvent)
        statement = select(outbox).where(condition).order_by(outbox.c.seq).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return [
            OutgoingEvent(
                seq=row.seq,
                id=row.id,
                type=row.type,
                subject=row.subject,
                data=row.data,
                trace=row.trace,
                created_at=row.created_at,
            )
            for row in rows
        ]

    def told(self, events: Sequence[OutgoingEvent]) -> None:
        """Mark events as told."""
        outbox = table(OutboxEvent)
        with self._database.write() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.seq.in_([event.seq for event in events]))
                .values(told_at=self._clock.now())
            )
