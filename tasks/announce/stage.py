"""The stage and what it needs."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from msgspec import Struct

from schemas.events import OutgoingEvent, Tick
from tasks.announce.envelope import envelope

BATCH = 200


class Outbox(Protocol):
    """Events that were written with their records."""

    def pending(self, limit: int) -> Sequence[OutgoingEvent]:
        """Return events not told yet, oldest first."""
        ...

    def told(self, events: Sequence[OutgoingEvent]) -> None:
        """Mark events as told."""
        ...


class Bus(Protocol):
    """Where the world listens."""

    def publish(self, envelopes: Sequence[dict[str, Any]]) -> None:
        """Append CloudEvents to the stream, in order; raises `Retry` when it is not there."""
        ...


class Needs(Protocol):
    """What announcing asks for."""

    @property
    def outbox(self) -> Outbox: ...  # noqa: D102 - the type says it

    @property
    def bus(self) -> Bus: ...  # noqa: D102 - the type says it


def announce(_tick: Tick, needs: Needs) -> Iterator[Struct]:
    """Publish what is pending, then mark it as told.

    In this order a crash in between tells twice and never not at all: consumers drop repeats by event id.
    """
    while events := needs.outbox.pending(BATCH):
        needs.bus.publish([envelope(event) for event in events])
        needs.outbox.told(events)
    yield from ()
