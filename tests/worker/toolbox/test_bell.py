from contextlib import closing

import pytest
from support.databases import settings_for

from tasks.shared.trace import trace_of
from worker.doorbell import Ring, ring_all
from worker.pipeline import LEG_AT
from worker.toolbox import open_toolbox

TRACE = "a" * 32


@pytest.fixture
def ringing(tmp_path, valkey):
    """A toolbox on a real Valkey whose messages are kept for the test to read."""
    sent = []

    def send(task, **options):
        sent.append((task, options))
        valkey.client.rpush(f"slugline:{options['queue']}", "message")

    settings = settings_for(tmp_path, redis_url=valkey.url, queue_cap=3)
    with closing(open_toolbox(settings, send)) as box:
        yield box, sent


def ring(box, *ids, queue="parse"):
    return box.bell.ring("tasks.x", queue, ids, trace=TRACE)


def test_a_message_names_rows_and_carries_the_trace(ringing):
    box, sent = ringing
    assert ring(box, "a", "b")
    ((task, options),) = sent
    assert (task, options["kwargs"], options["queue"]) == ("tasks.x", {"ids": ["a", "b"]}, "parse")
    assert trace_of(options["headers"]["traceparent"]) == TRACE
    assert box.bell.depth("parse") == 1


def test_a_full_queue_has_no_room(ringing):
    box, _ = ringing
    for number in range(3):
        assert box.bell.room("parse") == 3 - number
        ring(box, str(number))
    assert box.bell.room("parse") == 0
    assert box.bell.room("fetch") == 3


def test_a_redis_that_is_away_has_no_room(ringing, valkey):
    box, _ = ringing
    valkey.kill()
    assert box.bell.room("parse") == 0


def test_one_at_a_time_while_redis_answers_and_anybody_when_it_does_not(ringing, valkey):
    box, _ = ringing
    with box.bell.alone("sweep") as first, box.bell.alone("sweep") as second:
        assert (first, second) == (True, False)
    with box.bell.alone("sweep") as again:
        assert again
    valkey.kill()
    with box.bell.alone("sweep") as away:
        assert away


def test_a_send_that_fails_is_no_loss(tmp_path, valkey):
    def send(*_, **__):
        raise ConnectionResetError("gone")

    with closing(open_toolbox(settings_for(tmp_path, redis_url=valkey.url), send)) as box:
        assert not ring(box, "a")


def test_rows_are_rung_in_messages_of_a_legs_size_one_host_each(ringing):
    box, sent = ringing
    leg = LEG_AT["fetch_page"]
    rows = [Ring(leg, f"a{n}", TRACE, "a.example") for n in range(leg.batch + 1)]
    rows.insert(1, Ring(leg, "b", TRACE, "b.example"))
    assert ring_all(rows, box) == 3
    messages = sorted(options["kwargs"]["ids"] for _, options in sent)
    assert messages == [[f"a{n}" for n in range(leg.batch)], [f"a{leg.batch}"], ["b"]]
    assert ring_all([], box) == 0
