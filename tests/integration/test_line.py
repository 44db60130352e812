"""The whole line with real processes: what goes in comes out once, whatever is killed on the way."""

import os
import signal
from collections.abc import Callable

import pytest
from support.archives import page, zipped
from support.lab import Lab
from support.wire import Wire

pytestmark = pytest.mark.chaos

FEEDS, PER_FEED = 4, 6


def _subscribed(labs: Callable[..., Lab], wire: Wire, **environment: str) -> Lab:
    lab = labs(allow=wire.address, **environment)
    lab.run("feeds", "add", *wire.feeds)
    return lab


def _stored_once(lab: Lab, wire: Wire) -> None:
    """Every article once, at a named end, with segments that hold each block once, and one event each."""
    stored = [row["canonical_url"] for row in lab.rows("SELECT canonical_url FROM article")]
    assert sorted(stored) == sorted(wire.articles)
    assert lab.count("revision") == len(wire.articles)
    assert lab.count("entry") == len(wire.articles)
    assert lab.rows("SELECT DISTINCT stage FROM entry") == [{"stage": "done"}]
    assert lab.count("outbox") == len(wire.articles)
    for article in lab.json("export", "articles"):
        whole = lab.json("articles", "show", article["id"])[0] if article["url"].endswith("/0/0") else None
        if whole:
            homes = [index for segment in whole["segments"] for index in segment["blocks"]]
            assert sorted(homes) == list(range(len(whole["blocks"])))


def _part_stored(lab: Lab) -> bool:
    """Tell whether the run is in its middle: something is stored, and something is still under way."""
    return 0 < lab.count("article") < FEEDS * PER_FEED


def test_every_article_is_stored_once_and_told_once(labs, wires):
    wire = wires(feeds=FEEDS, per_feed=PER_FEED)
    lab = _subscribed(labs, wire)
    lab.up()

    lab.until(lambda: lab.idle() and lab.count("article") == len(wire.articles), "all articles")

    _stored_once(lab, wire)
    told = [fields[b"id"].decode() for _, fields in lab.redis.xrange("slugline:events")]
    assert sorted(told) == sorted(row["id"] for row in lab.rows("SELECT id FROM outbox"))
    status = lab.json("status")[0]
    assert status["feeds"] == FEEDS
    assert status["entries"] == {"done": len(wire.articles)}
    assert status["degraded"] == []
    assert max(wire.requests[url.removeprefix(wire.base)] for url in wire.articles) == 1


@pytest.mark.parametrize("part", ["fetch", "parse", "records"])
def test_a_worker_killed_mid_run_loses_nothing(labs, wires, part):
    wire = wires(feeds=FEEDS, per_feed=PER_FEED, delay_s=0.15)
    lab = _subscribed(labs, wire)
    lab.up()
    lab.until(lambda: _part_stored(lab), "the middle of the run")

    lab.kill(part)

    lab.until(lambda: lab.idle() and lab.count("article") == len(wire.articles), f"recovery from killing {part}")
    _stored_once(lab, wire)


def test_redis_flushed_mid_run_loses_nothing(labs, wires):
    wire = wires(feeds=FEEDS, per_feed=PER_FEED, delay_s=0.15)
    lab = _subscribed(labs, wire)
    lab.up()
    lab.until(lambda: _part_stored(lab), "the middle of the run")

    lab.redis.flushall()

    lab.until(lambda: lab.idle() and lab.count("article") == len(wire.articles), "recovery from FLUSHALL")
    _stored_once(lab, wire)


def test_redis_killed_under_unacknowledged_messages_loses_nothing(labs, wires):
    wire = wires(feeds=FEEDS, per_feed=PER_FEED, delay_s=0.15)
    lab = _subscribed(labs, wire)
    lab.up()
    lab.until(lambda: _part_stored(lab), "the middle of the run")
    workers = {part: pid for part, pid in lab.pids().items() if part in ("fetch", "parse", "records")}

    os.kill(lab.redis.info()["process_id"], signal.SIGKILL)

    lab.until(lambda: lab.idle() and lab.count("article") == len(wire.articles), "recovery from losing Redis")
    _stored_once(lab, wire)
    assert {part: lab.pids().get(part) for part in workers} == workers, "a worker died with Redis"


def test_a_web_archive_is_taken_in_at_the_pace_of_the_line(labs):
    lab = labs(SLUGLINE_INGEST_CAP="20")
    # Each in words of its own, so that nothing is compared with anything.
    words = [" ".join(f"w{number}x{place}" for place in range(12)) for number in range(205)]
    pages = [page(number, f"<p>{text}</p>".encode()) for number, text in enumerate(words)]
    (lab.folder / "a.warc.gz").write_bytes(zipped(*pages)[:-60])
    lab.up()

    done = lab.run("ingest", "a.warc.gz", "--wait", check=False)

    assert done.returncode == 1
    assert "more than 20 entries wait" in done.stdout + done.stderr
    assert "a.warc.gz:205: the file ends in the middle of it" in done.stderr
    assert "204 of 204 recorded" in done.stdout
    assert lab.count("article") == 204
