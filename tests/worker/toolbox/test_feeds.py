import threading
from contextlib import suppress
from datetime import timedelta

from support.databases import settings_for
from support.facts import change, row, rows

from schemas import ids
from schemas.codes import Code
from schemas.events import EntryFound, FeedDue, FeedParsed, FeedUnchanged, Hints
from schemas.outcomes import Reject, Retry
from schemas.records import Feed, Poll
from worker.binding import run_clock_leg
from worker.pipeline import LEG_AT
from worker.toolbox import no_send, open_toolbox
from worker.toolbox.pacing import read_rhythm
from worker.toolbox.polls import open_poll

ONE, TWO = "https://one.example/feed", "https://two.example/feed"


def add(box, *urls):
    with box.database.write() as connection:
        return [box.feeds.add(connection, url) for url in urls]


def write(box, act, *arguments):
    with box.database.write() as connection:
        return getattr(box.feeds, act)(connection, *arguments)


def due(box):
    return [feed.url for feed in box.feeds.due(box.clock.now())]


def feed(box, url=ONE):
    return row(box, Feed, ids.feed_id(url))


def parsed(url=ONE, **more):
    return FeedParsed(feed_id=ids.feed_id(url), status=200, body_sha="sha", body_bytes=9, **{"entries": (), **more})


def unchanged(url=ONE, **more):
    return FeedUnchanged(feed_id=ids.feed_id(url), status=304, **more)


def test_a_feed_is_subscribed_once_and_due_at_once(box):
    assert add(box, ONE, ONE) == [True, False]
    assert due(box) == [ONE]
    assert feed(box).host == "one.example"


def test_the_longest_due_comes_first(box):
    add(box, TWO)
    box.clock.turn(1)
    add(box, ONE)
    assert due(box) == [TWO, ONE]


def test_neither_paused_nor_early_feeds_are_due(box):
    add(box, ONE, TWO)
    write(box, "set_status", ids.feed_id(ONE), "paused")
    change(box, Feed, ids.feed_id(TWO), next_poll_at=box.clock.now() + timedelta(seconds=1))
    assert due(box) == []
    write(box, "set_status", ids.feed_id(ONE), "active")
    assert due(box) == [ONE]


def test_a_feed_with_a_look_under_way_is_not_due_again(box):
    add(box, ONE)
    run_clock_leg(LEG_AT["plan_fetches"], box)
    (poll,) = rows(box, Poll)
    box.clock.turn(10_000)
    assert due(box) == []
    change(box, Poll, poll.id, stage="failed")
    assert due(box) == [ONE]


def test_a_feed_waits_while_its_host_rests(box):
    add(box, ONE, TWO)
    write(box, "rest", "one.example", Retry(Code.RATE_LIMITED, after=60))
    assert due(box) == [TWO]
    box.clock.turn(60)
    assert sorted(due(box)) == [ONE, TWO]


def test_the_validators_move_only_with_the_entries_they_stand_for(box):
    add(box, ONE)
    write(box, "parsed", parsed(etag='"1"', last_modified="Sat", title="One", site_url="https://one.example/"))
    stored = feed(box)
    assert (stored.etag, stored.last_modified, stored.body_sha, stored.title) == ('"1"', "Sat", "sha", "One")
    write(box, "failed", ids.feed_id(ONE), Retry(Code.SERVER_ERROR))
    write(box, "set_status", ids.feed_id(ONE), "active")
    assert (feed(box).etag, feed(box).body_sha) == ('"1"', "sha")
    (planned,) = box.feeds.due(box.clock.now())
    assert planned == FeedDue(feed_id=stored.id, url=ONE, etag='"1"', last_modified="Sat", body_sha="sha")


def test_a_transaction_that_fails_leaves_the_validators_behind(box):
    add(box, ONE)
    with suppress(ZeroDivisionError), box.database.write() as connection:
        box.feeds.parsed(connection, parsed(etag='"1"'))
        raise ZeroDivisionError
    assert feed(box).etag is None


def test_a_confirmation_may_bring_a_new_validator_but_takes_none_away(box):
    add(box, ONE)
    write(box, "parsed", parsed(etag='"1"', last_modified="Sat"))
    write(box, "unchanged", unchanged(etag='"2"'))
    assert (feed(box).etag, feed(box).last_modified, feed(box).body_sha) == ('"2"', "Sat", "sha")


def test_a_parsed_feed_that_lost_its_validators_forgets_them(box):
    add(box, ONE)
    write(box, "parsed", parsed(etag='"1"'))
    write(box, "parsed", parsed())
    assert feed(box).etag is None


def test_the_next_look_is_an_interval_away_or_what_the_server_promised(box):
    add(box, ONE)
    write(box, "set_interval", ids.feed_id(ONE), 700)
    write(box, "unchanged", unchanged())
    assert timedelta(seconds=700) <= feed(box).next_poll_at - box.clock.now() <= timedelta(seconds=770)
    write(box, "unchanged", unchanged(floor_s=7 * 86_400))
    assert feed(box).next_poll_at - box.clock.now() >= timedelta(days=7)


def entries(box, *ages_h, dated=True):
    moments = [box.clock.now() - timedelta(hours=age) for age in ages_h]
    return tuple(
        EntryFound(entry_id=f"e{number}", identity="i", url=None, hints=Hints(published=moment if dated else None))
        for number, moment in enumerate(moments)
    )


def wait_s(box):
    return (feed(box).next_poll_at - box.clock.now()).total_seconds()


def test_a_busy_feed_is_looked_at_more_often_than_a_quiet_one(box):
    waits = []
    for hours in (0.5, 5, 50, 500):
        add(box, ONE)
        write(box, "parsed", parsed(entries=entries(box, *(hours * number for number in range(20)))))
        waits.append(wait_s(box))
        write(box, "remove", ids.feed_id(ONE))
    assert waits == sorted(waits)
    assert waits[0] >= box.settings.poll_least_s
    assert waits[-1] > 10 * waits[0]


def test_only_new_entries_teach_the_rhythm_of_a_known_feed(box):
    add(box, ONE)
    write(box, "parsed", parsed(entries=entries(box, 10, 20, 30)))
    box.clock.turn(7200)
    before = read_rhythm(feed(box).rhythm)
    write(box, "parsed", parsed(entries=entries(box, 1, 22, 32)), {"e0"})
    after = read_rhythm(feed(box).rhythm)
    assert round(sum(after.counts.values()) - sum(before.counts.values()), 1) == 1


def test_undated_entries_count_between_the_looks_that_found_them(box):
    add(box, ONE)
    write(box, "parsed", parsed(entries=entries(box, 0, 0, 0, dated=False)))
    assert sum(read_rhythm(feed(box).rhythm).counts.values()) == 0
    box.clock.turn(4 * 3600)
    write(box, "parsed", parsed(entries=entries(box, 0, 0, 0, dated=False)), {"e0", "e1"})
    counts = read_rhythm(feed(box).rhythm).counts
    assert len(counts) == 4
    assert round(sum(counts.values()), 1) == 2


def test_a_fixed_interval_goes_before_the_rhythm_and_can_be_taken_back(box):
    add(box, ONE)
    write(box, "set_interval", ids.feed_id(ONE), 50)
    write(box, "parsed", parsed(entries=entries(box, *range(100, 200))))
    assert 50 <= wait_s(box) <= 55
    write(box, "set_interval", ids.feed_id(ONE), 0)
    write(box, "unchanged", unchanged())
    assert wait_s(box) >= box.settings.poll_least_s


def test_a_rhythm_that_cannot_be_read_is_learned_anew(box):
    add(box, ONE)
    change(box, Feed, ids.feed_id(ONE), rhythm='{"since": "x"}')
    write(box, "unchanged", unchanged())
    write(box, "parsed", parsed(entries=entries(box, 1, 2, 3)), {"e0"})
    assert read_rhythm(feed(box).rhythm) is not None


def test_failures_back_off_and_remember_since_when(box):
    add(box, ONE)
    began, waits = box.clock.now(), []
    for _ in range(4):
        write(box, "failed", ids.feed_id(ONE), Retry(Code.SERVER_ERROR, "503"))
        waits.append((feed(box).next_poll_at - box.clock.now()).total_seconds())
        box.clock.turn(waits[-1])
    stored = feed(box)
    assert (stored.errors, stored.code, stored.detail, stored.failing_since) == (4, "server_error", "503", began)
    assert [wait >= box.settings.poll_hourly_s * 2**n for n, wait in enumerate(waits)] == [True] * 4


def test_a_failing_feed_is_asked_at_least_daily(box):
    add(box, ONE)
    change(box, Feed, ids.feed_id(ONE), errors=100_000)
    write(box, "failed", ids.feed_id(ONE), Retry(Code.DNS_FAILURE))
    assert feed(box).next_poll_at - box.clock.now() <= timedelta(days=1, hours=3)


def test_a_failing_feed_waits_as_long_as_it_was_asked(box):
    add(box, ONE)
    write(box, "failed", ids.feed_id(ONE), Retry(Code.RATE_LIMITED, after=50_000))
    assert feed(box).next_poll_at - box.clock.now() >= timedelta(seconds=50_000)


def test_success_ends_a_failure(box):
    add(box, ONE)
    write(box, "failed", ids.feed_id(ONE), Retry(Code.SERVER_ERROR, "503"))
    write(box, "unchanged", unchanged())
    stored = feed(box)
    assert (stored.errors, stored.code, stored.detail, stored.failing_since) == (0, None, None, None)
    assert stored.last_success_at == box.clock.now()


def test_a_feed_that_is_gone_is_asked_no_more_until_resumed(box):
    add(box, ONE)
    write(box, "failed", ids.feed_id(ONE), Reject(Code.GONE, "410"))
    assert feed(box).status == "gone"
    box.clock.turn(10 * 86_400)
    assert due(box) == []
    write(box, "set_status", ids.feed_id(ONE), "active")
    stored = feed(box)
    assert (stored.status, stored.errors, stored.code, stored.detail, stored.failing_since) == (
        "active",
        0,
        None,
        None,
        None,
    )
    assert due(box) == [ONE]


def test_a_removed_feed_takes_its_looks_along_and_is_failed_in_vain(box):
    add(box, ONE)
    run_clock_leg(LEG_AT["plan_fetches"], box)
    write(box, "remove", ids.feed_id(ONE))
    assert rows(box, Poll) == []
    write(box, "failed", ids.feed_id(ONE), Retry(Code.SERVER_ERROR))
    assert rows(box, Feed) == []


def test_one_look_opened_twice_is_one_poll(box):
    add(box, ONE)
    (planned,) = box.feeds.due(box.clock.now())
    with box.database.write() as connection:
        first = open_poll(connection, planned, stage="fetch_feed", fact="{}", now=box.clock.now())
        again = open_poll(connection, planned, stage="fetch_feed", fact="{}", now=box.clock.now())
    assert first[0] == again[0]
    (poll,) = rows(box, Poll)
    assert (poll.id, poll.host) == (first[0], "one.example")


def test_two_schedulers_at_once_open_one_poll_a_feed(box, tmp_path):
    add(box, *(f"https://h{number}.example/feed" for number in range(20)))
    ready = threading.Barrier(3)

    def tick():
        own = open_toolbox(settings_for(tmp_path, box.settings.database_url), no_send, box.clock)
        ready.wait(20)
        run_clock_leg(LEG_AT["plan_fetches"], own)
        own.close()

    threads = [threading.Thread(target=tick) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(poll.feed_id for poll in rows(box, Poll)) == sorted(each.id for each in rows(box, Feed))
