import os
import time

import pytest
from msgspec.structs import replace
from support.facts import Told, change, detected, found_with_body, keep, put_entry, rows

from schemas.events import Hints
from schemas.records import Article, Entry, OutboxEvent, Poll
from worker.binding import run_clock_leg
from worker.pipeline import LEG_AT
from worker.prune import RAW_MIN_AGE_S, prune

DAY = 86_400


def old(box):
    """Make every file of the raw store as old as it takes."""
    then = time.time() - RAW_MIN_AGE_S - 60
    for path in box.raw.root.rglob("*"):
        os.utime(path, (then, then))


@pytest.fixture
def filled(box):
    with box.database.write() as connection:
        box.feeds.add(connection, "https://news.example/feed")
    run_clock_leg(LEG_AT["plan_fetches"], box)
    keep(box, detected("https://news.example/a", Told("Words.")))
    return box


def test_what_is_fresh_or_open_stays(filled):
    gone = prune(filled)
    assert (gone.polls, gone.events, gone.bodies) == (0, 0, 0)
    filled.clock.turn(90 * DAY)
    assert prune(filled).polls == 0
    assert prune(filled).events == 0


def test_ended_looks_and_told_events_go_when_old(filled):
    (poll,) = rows(filled, Poll)
    change(filled, Poll, poll.id, stage="done")
    filled.outbox.told(filled.outbox.pending(9))
    filled.clock.turn(31 * DAY)
    gone = prune(filled, keep_days=30)
    assert (gone.polls, gone.events) == (1, 1)
    assert rows(filled, Poll) == rows(filled, OutboxEvent) == []
    assert len(rows(filled, Article)) == 1


def test_a_body_goes_when_nothing_names_it_and_it_is_no_draft(box):
    stray = box.raw.put(b"nobody's")
    assert prune(box).bodies == 0
    old(box)
    assert prune(box).bodies == 1
    assert not list(box.raw.root.rglob(f"{stray}*"))


def test_the_body_of_a_revision_stays(box):
    body = box.raw.put(b"<p>Words.</p>")
    fact = detected("https://news.example/a", Told("Words."))
    keep(box, with_body(fact, body))
    old(box)
    assert prune(box).bodies == 0


def with_body(fact, key):
    extracted = fact.kept.extracted
    extracted = replace(extracted, page=replace(extracted.page, body_key=key))
    return replace(fact, kept=replace(fact.kept, extracted=extracted))


@pytest.mark.parametrize("stage", ["extract_blocks", "dead"])
def test_the_bodies_of_an_entry_that_may_be_tried_again_stay(box, stage):
    entry = found_with_body(box, "pushed", "<p>Words.</p>", url=None)
    name = put_entry(box, entry)
    change(box, Entry, name, stage=stage)
    old(box)
    assert prune(box).bodies == 0
    change(box, Entry, name, stage="skipped")
    assert prune(box).bodies == 1


def test_a_body_named_only_inside_a_large_fact_stays(box):
    """The fact lies in the raw store itself: it names the body, and the row names the fact."""
    entry = found_with_body(box, "pushed", "<p>Words.</p>", url=None, hints=Hints(description="long " * 2000))
    put_entry(box, entry)
    old(box)
    prune(box)
    assert box.raw.get(entry.body_key) == b"<p>Words.</p>"


def test_pruning_an_empty_line_is_no_trouble(box):
    assert prune(box, keep_days=0).bodies == 0
