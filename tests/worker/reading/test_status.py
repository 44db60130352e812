from contextlib import closing

import pytest
from support.databases import settings_for
from support.facts import change, found, put_entry

from schemas.records import Entry
from worker.health import Heartbeat
from worker.reading.status import status
from worker.toolbox import no_send, open_toolbox
from worker.toolbox.pulse import pulses, strike


def test_an_empty_line_is_counted(box):
    now = status(box)
    assert (now["feeds"], now["articles"], now["entries"], now["lag_s"], now["dead"]) == (0, 0, {}, 0, 0)
    missing = ["broker unreachable", "no worker is running", "the schedule does not tick", "the sweeper does not run"]
    assert now["degraded"] == missing


def test_entries_are_counted_by_stage_and_the_lag_is_the_oldest_wait(box):
    names = [put_entry(box, found(f"e{number}")) for number in range(3)]
    change(box, Entry, names[0], stage="dead")
    box.clock.turn(40)
    with box.database.write() as connection:
        box.feeds.add(connection, "https://news.example/feed")
    box.clock.turn(2)
    now = status(box)
    assert now["entries"] == {"dead": 1, "fetch_page": 2}
    assert (now["dead"], now["lag_s"], now["feeds"], now["due"]) == (1, 42.0, 1, 1)


def test_the_schedule_ticks_as_long_as_it_struck_lately(box):
    strike(box, "plan_fetches")
    assert status(box)["schedule_s"] == 0
    assert "the schedule does not tick" not in status(box)["degraded"]
    box.clock.turn(61)
    assert "the schedule does not tick" in status(box)["degraded"]


def test_striking_often_writes_seldom(box):
    strike(box, "sweep")
    first = pulses(box.database)["sweep"]
    box.clock.turn(4)
    strike(box, "sweep")
    assert pulses(box.database)["sweep"] == first
    box.clock.turn(1)
    strike(box, "sweep")
    assert pulses(box.database)["sweep"] == box.clock.now()


@pytest.mark.parametrize(
    ("part", "works"),
    [("fetch", True), ("all", True), ("celery", True), ("fetch+parse", True), ("web", False), ("beat", False)],
)
def test_only_workers_work(box, part, works):
    heartbeat = Heartbeat(box.settings, part)
    heartbeat.touch()
    now = status(box)
    assert now["workers"] == [part]
    assert ("no worker is running" not in now["degraded"]) is works


def test_queues_are_counted_in_redis(tmp_path, valkey, migrated_file):
    valkey.client.rpush("slugline:fetch", "a", "b")
    settings = settings_for(tmp_path, f"sqlite:///{migrated_file}", redis_url=valkey.url)
    with closing(open_toolbox(settings, no_send)) as box:
        assert status(box)["queues"] == {"fetch": 2, "parse": 0, "records": 0, "clock": 0}


def test_a_kind_of_work_that_nobody_does_is_named(box):
    Heartbeat(box.settings, "fetch+parse").touch()
    degraded = status(box)["degraded"]
    assert "no records worker is running" in degraded
    assert "no fetch worker is running" not in degraded
