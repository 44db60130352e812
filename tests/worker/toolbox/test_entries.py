from dataclasses import replace

import pytest
from support.facts import change, found, open_rows, put_entry, row, rows

from schemas import ids
from schemas.records import EPOCH, Entry
from worker.settlement import opening
from worker.toolbox.entries import Opened

NOTHING = Opened(frozenset(), frozenset())


def test_a_new_entry_is_opened_once(box):
    first = opening(found(digest="v1"), box.raw)
    assert open_rows(box, first) == Opened(frozenset({first.id}), frozenset())
    before = row(box, Entry, first.id)
    box.clock.turn(60)
    assert open_rows(box, first) == NOTHING
    assert row(box, Entry, first.id) == before


def test_an_entry_named_twice_at_once_is_one_row(box):
    first = opening(found(digest="v1"), box.raw)
    assert open_rows(box, first, first).new == {first.id}
    assert len(rows(box, Entry)) == 1


def test_a_changed_entry_starts_over(box):
    name = put_entry(box, found(digest="v1"))
    change(box, Entry, name, stage="done", attempts=3, code="internal", detail="x", article_id="a")
    box.clock.turn(60)
    assert open_rows(box, opening(found(digest="v2"), box.raw), trace="b" * 32) == Opened(
        frozenset(), frozenset({name})
    )
    stored = row(box, Entry, name)
    assert (stored.stage, stored.digest, stored.trace) == ("fetch_page", "v2", "b" * 32)
    assert (stored.attempts, stored.code, stored.detail, stored.lease_until) == (0, None, None, EPOCH)
    assert stored.due_at == stored.rung_at == box.clock.now()
    assert stored.created_at < box.clock.now()
    assert stored.article_id == "a"


def test_a_changed_entry_fences_the_worker_that_is_busy_with_the_old_words(box):
    name = put_entry(box, found(digest="v1"))
    (busy,) = box.ledger.claim(Entry, "fetch_page", [name])
    open_rows(box, opening(found(digest="v2"), box.raw))
    with box.database.write() as connection:
        assert not box.ledger.advance(connection, busy, "extract_blocks", "{}")
    assert row(box, Entry, name).stage == "fetch_page"
    assert len(box.ledger.claim(Entry, "fetch_page", [name])) == 1


def test_more_entries_than_one_statement_takes(box):
    template = opening(found(digest="v1"), box.raw)
    many = [replace(template, id=f"id{number}", identity=str(number)) for number in range(1203)]
    assert len(open_rows(box, *many).new) == 1203
    again = [*many[:1000], *(replace(each, digest="v2") for each in many[1000:])]
    assert open_rows(box, *again).changed == {each.id for each in many[1000:]}


@pytest.mark.parametrize("name", ["new", "known"])
def test_an_opening_tells_the_host_only_where_one_is_asked(box, name):
    pushed = found(name, body_key=box.raw.put(b"<p>x</p>"))
    assert opening(pushed, box.raw).host == ""
    assert opening(pushed, box.raw).stage == "extract_blocks"
    assert opening(found(name), box.raw).host == "news.example"


def test_what_is_known_of_a_feed_is_told(box):
    with box.database.write() as connection:
        box.feeds.add(connection, "https://news.example/feed.xml")
    feed = ids.feed_id("https://news.example/feed.xml")
    mine = found("one", feed_id=feed, url="https://news.example/1")
    open_rows(box, opening(mine, box.raw))
    open_rows(box, opening(found("two", url="https://other.example/2"), box.raw))
    unknown = ids.entry_id(feed, "three")
    assert box.entries.known([mine.entry_id, unknown]) == {mine.entry_id}
    assert box.entries.known([]) == frozenset()
    assert box.entries.urls(feed, 9) == ["https://news.example/1"]
    assert box.entries.urls(feed, 0) == box.entries.urls("nobody", 9) == []
