from contextlib import closing

import pytest
from support.databases import settings_for
from support.facts import change, found, put_entry, row, rows

from schemas import ids
from schemas.codes import Code
from schemas.records import Entry, Feed, Poll
from worker.binding import run_clock_leg
from worker.pipeline import LEG_AT
from worker.sweep import PATIENCE, sweep
from worker.toolbox import open_toolbox


@pytest.fixture
def swept(tmp_path, database_url, clock, valkey):
    """A toolbox whose messages reach a real Redis and are kept."""
    sent = []

    def send(task, **options):
        sent.append((task, options["kwargs"]["ids"]))
        valkey.client.rpush(f"slugline:{options['queue']}", "message")

    settings = settings_for(tmp_path, database_url, redis_url=valkey.url, queue_cap=3)
    with closing(open_toolbox(settings, send, clock)) as box:
        yield box, sent


def test_rows_that_wait_unheard_are_rung_again_once_a_grace(swept):
    box, sent = swept
    name = put_entry(box, found())
    assert sweep(box) == 0
    box.clock.turn(box.settings.ring_grace_s)
    assert sweep(box) == 1
    assert sent == [("tasks.fetch_page", [name])]
    assert sweep(box) == 0


def test_rows_in_a_queue_that_is_not_empty_wait_longer(swept, valkey):
    box, _ = swept
    put_entry(box, found())
    valkey.client.rpush("slugline:fetch", "another")
    box.clock.turn(box.settings.ring_grace_s * PATIENCE - 1)
    assert sweep(box) == 0
    box.clock.turn(1)
    assert sweep(box) == 1


def test_a_full_queue_is_left_alone_and_its_rows_are_not_marked(swept, valkey):
    box, _ = swept
    name = put_entry(box, found())
    valkey.client.rpush("slugline:fetch", *"abc")
    rung = row(box, Entry, name).rung_at
    box.clock.turn(3600)
    assert sweep(box) == 0
    assert row(box, Entry, name).rung_at == rung


def test_a_redis_that_is_away_marks_nothing(swept, valkey):
    box, _ = swept
    name = put_entry(box, found())
    rung = row(box, Entry, name).rung_at
    box.clock.turn(3600)
    valkey.kill()
    assert sweep(box) == 0
    assert row(box, Entry, name).rung_at == rung


def test_after_redis_was_wiped_everything_is_rung_again(swept, valkey):
    box, sent = swept
    names = [put_entry(box, found(f"e{number}")) for number in range(6)]
    box.clock.turn(box.settings.ring_grace_s)
    sweep(box)
    valkey.client.flushall()
    sent.clear()
    box.clock.turn(box.settings.ring_grace_s)
    sweep(box)
    assert sorted(name for _, ids_ in sent for name in ids_) == sorted(names)


def test_a_look_that_kills_its_workers_fails_the_feed(swept):
    box, _ = swept
    with box.database.write() as connection:
        box.feeds.add(connection, "https://news.example/feed")
    run_clock_leg(LEG_AT["plan_fetches"], box)
    (poll,) = rows(box, Poll)
    change(box, Poll, poll.id, losses=box.settings.max_losses)
    sweep(box)
    assert row(box, Poll, poll.id).stage == "dead"
    feed = row(box, Feed, ids.feed_id("https://news.example/feed"))
    assert (feed.code, feed.errors) == (Code.WORKER_LOST, 1)
    assert box.feeds.due(box.clock.now()) == []
    box.clock.turn(86_400)
    assert len(box.feeds.due(box.clock.now())) == 1


def test_an_entry_that_kills_its_workers_is_buried(swept):
    box, _ = swept
    name = put_entry(box, found())
    change(box, Entry, name, losses=box.settings.max_losses)
    sweep(box)
    assert (row(box, Entry, name).stage, row(box, Entry, name).code) == ("dead", Code.WORKER_LOST)
