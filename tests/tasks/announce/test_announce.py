import json
from datetime import UTC, datetime

import pytest

from schemas.codes import Code
from schemas.events import OutgoingEvent, Tick
from schemas.outcomes import Retry
from tasks.announce import announce
from tasks.announce.envelope import envelope
from tasks.shared.trace import trace_of

NOON = datetime(2025, 8, 23, 12, tzinfo=UTC)


def event(seq):
    return OutgoingEvent(
        seq=seq,
        id=f"e{seq}",
        type="slugline.article.recorded",
        subject="a1",
        data={"title": "T"},
        trace="a" * 32,
        created_at=NOON,
    )


class Needs:
    """An outbox and a stream in memory; `fails` makes the stream refuse."""

    def __init__(self, count, *, fails=False):
        self.outbox = self.bus = self
        self._waiting = [event(seq) for seq in range(count)]
        self._fails = fails
        self.published = []

    def pending(self, limit):
        return self._waiting[:limit]

    def publish(self, envelopes):
        if self._fails:
            raise Retry(Code.BROKER_UNREACHABLE)
        self.published.extend(envelopes)

    def told(self, events):
        assert self.published[-1]["id"] == events[-1].id, "marked as told before it was"
        self._waiting = [each for each in self._waiting if each not in events]


def test_everything_pending_is_told_once_in_order():
    needs = Needs(450)
    assert list(announce(Tick(at=NOON), needs)) == []
    assert [each["id"] for each in needs.published] == [f"e{seq}" for seq in range(450)]
    assert needs.pending(1) == []


def test_nothing_is_marked_when_the_stream_is_away():
    needs = Needs(3, fails=True)
    with pytest.raises(Retry):
        list(announce(Tick(at=NOON), needs))
    assert len(needs.pending(9)) == 3


def test_an_envelope_is_a_cloud_event():
    told = envelope(event(1))
    required = {"specversion": "1.0", "id": "e1", "source": "/slugline", "type": "slugline.article.recorded"}
    assert required.items() <= told.items()
    assert told["time"] == "2025-08-23T12:00:00+00:00"
    assert (told["subject"], told["data"]) == ("a1", {"title": "T"})
    assert trace_of(told["traceparent"]) == "a" * 32
    json.dumps(told)


def test_an_event_told_twice_is_the_same_event():
    assert envelope(event(1)) == envelope(event(1))
