"""What keeps rows moving, and what keeps them from doing harm: losses, patience, server slots, clocks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from support.facts import change, found, put_entry, row, rows

from schemas import ids
from schemas.codes import Code
from schemas.events import Tick
from schemas.outcomes import Retry
from schemas.records import Entry, Feed, Host, Poll
from tasks.plan_fetches import plan_fetches
from worker.settlement import plan, refuse
from worker.toolbox.ledger import SKEW, Kept

PAGE = "fetch_page"
STAGES = (PAGE, "extract_blocks", "find_copies")
FEED = "https://news.example/feed.xml"


def claim(box, *names):
    return box.ledger.claim(Entry, PAGE, names)


def written(box, act):
    with box.database.write() as connection:
        return act(connection)


def subscribed(box):
    written(box, lambda connection: box.feeds.add(connection, FEED))
    return ids.feed_id(FEED)


def planned(box):
    with box.database.write() as connection:
        tools = box.within(connection)

        due = list(plan_fetches(Tick(at=box.clock.now()), tools))
        return [plan(connection, fact, tools) for fact in due]


def test_an_outage_of_hours_kills_nothing(box):
    name = put_entry(box)
    spent = 0
    while spent < 6 * 3600:
        (held,) = claim(box, name)
        assert (
            written(box, lambda c, held=held: box.ledger.retry(c, held, Code.DNS_FAILURE, "no network")) is Kept.WAITS
        )
        wait = (row(box, Entry, name).due_at - box.clock.now()).total_seconds()
        spent += wait
        box.clock.turn(wait)
    assert row(box, Entry, name).losses == 0


def test_workers_that_die_in_a_row_are_counted_apart_from_tries(box):
    name = put_entry(box)
    for _ in range(box.settings.max_losses):
        assert claim(box, name)
        box.clock.turn(box.settings.lease_s)
    assert claim(box, name) == []
    (buried,) = written(box, lambda connection: box.ledger.bury(connection, Entry, STAGES))
    assert buried.id == name
    assert row(box, Entry, name).code == Code.WORKER_LOST


def test_a_claim_that_could_not_be_judged_is_given_back_uncounted(box):
    name = put_entry(box)
    (held,) = claim(box, name)
    box.ledger.give_back(held)
    stored = row(box, Entry, name)
    assert (stored.attempts, stored.losses) == (0, 0)
    box.clock.turn(box.settings.ring_grace_s)
    assert claim(box, name)


def test_one_server_has_two_slots_and_the_next_rows_are_known(box):
    names = [put_entry(box, found(f"n{n}", url=f"https://one.example/{n}")) for n in range(4)]
    other = put_entry(box, found("other", url="https://two.example/"))
    held = [each for name in names for each in claim(box, name)]
    assert len(held) == box.settings.host_slots == 2
    assert claim(box, other)
    waiting = {"grace": timedelta(0), "limit": 10, "per_host": 10, "host": "one.example"}
    assert box.ledger.unheard(Entry, PAGE, **waiting) == []

    written(box, lambda connection: box.ledger.finish(connection, held[0], "done"))

    assert {each.id for each in box.ledger.unheard(Entry, PAGE, **waiting)} == set(names) - {each.id for each in held}


def test_two_ports_of_one_host_are_two_servers(box):
    names = [put_entry(box, found(f"n{n}", url=f"http://one.example:{8000 + n}/")) for n in range(4)]
    assert len([each for name in names for each in claim(box, name)]) == 4


def test_a_later_word_never_shortens_a_servers_rest(box):
    for after in (3600, 5):
        written(box, lambda c, after=after: box.feeds.rest(c, "one.example", Retry(Code.RATE_LIMITED, after=after)))
    (host,) = rows(box, Host)
    assert (host.not_before - box.clock.now()).total_seconds() == 3600


def test_the_rest_falls_on_the_server_that_asked(box):
    name = put_entry(box, found(url="https://one.example/"))
    (held,) = claim(box, name)
    answer = Retry(Code.RATE_LIMITED, after=60, host="two.example")
    written(box, lambda connection: refuse(connection, held, answer, box))
    assert [host.name for host in rows(box, Host)] == ["two.example"]


def test_a_row_written_under_a_clock_that_was_ahead_is_free(box):
    name = put_entry(box)
    change(box, Entry, name, updated_at=box.clock.now() + 2 * SKEW, due_at=box.clock.now() + timedelta(days=1))
    assert claim(box, name)


def test_a_feed_looked_at_under_a_clock_that_was_ahead_is_due(box):
    feed = subscribed(box)
    ahead = box.clock.now() + timedelta(days=1)
    change(box, Feed, feed, last_success_at=ahead, next_poll_at=ahead)
    assert [due.feed_id for due in box.feeds.due(box.clock.now())] == [feed]


def test_a_feed_whose_look_ended_without_moving_it_on_is_not_due_for_ever(box):
    feed = subscribed(box)
    (ring,) = planned(box)
    change(box, Poll, ring.id, stage="dead")
    box.clock.turn(1)
    assert planned(box) == [None]
    box.clock.turn(1)
    (again,) = planned(box)
    assert again.id != ring.id
    assert row(box, Feed, feed).status == "active"


def test_leases_of_another_machine_with_our_name_are_left_alone(box):
    name = put_entry(box)
    claim(box, name)
    change(box, Entry, name, holder="same-host-name:otherboot:1/999999999")
    assert box.ledger.release_orphans(Entry, STAGES) == 0


def test_a_feed_that_fails_after_the_clock_went_back_backs_off(box):
    feed = subscribed(box)
    change(box, Feed, feed, last_success_at=box.clock.now() + timedelta(days=1))
    written(box, lambda connection: box.feeds.failed(connection, feed, Retry(Code.DNS_FAILURE)))
    box.clock.turn(1)
    assert box.feeds.due(box.clock.now()) == []


def test_leases_taken_under_a_clock_that_was_ahead_hold_no_slot(box):
    names = [put_entry(box, found(f"n{n}", url=f"https://one.example/{n}")) for n in range(3)]
    ahead = box.clock.now() + timedelta(days=1)
    for name in names[:2]:
        change(box, Entry, name, updated_at=ahead, lease_until=ahead)
    assert claim(box, names[2])


def test_a_token_is_good_for_one_write(box):
    (held,) = claim(box, put_entry(box))
    assert written(box, lambda connection: box.ledger.advance(connection, held, "extract_blocks", "{}"))
    box.ledger.give_back(held)
    stored = row(box, Entry, held.id)
    assert (stored.stage, stored.attempts, stored.losses) == ("extract_blocks", 0, 0)


def test_a_late_worker_does_not_raise_the_dead(box):
    name = put_entry(box)
    held = None
    for _ in range(box.settings.max_losses):
        (held,) = claim(box, name)
        box.clock.turn(box.settings.lease_s)
    written(box, lambda connection: box.ledger.bury(connection, Entry, STAGES))
    assert not written(box, lambda connection: box.ledger.advance(connection, held, "extract_blocks", "{}"))
    assert row(box, Entry, name).stage == "dead"


def test_one_busy_server_gets_no_more_messages_than_it_has_slots_for(box):
    for number in range(20):
        put_entry(box, found(f"n{number}", url=f"https://one.example/{number}"))
    put_entry(box, found("other", url="https://two.example/"))
    heard = box.ledger.unheard(Entry, PAGE, grace=timedelta(0), limit=100, per_host=4)
    assert sorted(each.host for each in heard) == ["one.example"] * 4 + ["two.example"]


def test_threads_that_claim_at_once_take_no_more_slots_than_there_are(box):
    names = [put_entry(box, found(f"n{n}", url=f"https://one.example/{n}")) for n in range(12)]
    with ThreadPoolExecutor(12) as pool:
        held = list(pool.map(lambda name: box.ledger.claim(Entry, PAGE, [name], paced=True), names))
    assert sum(map(len, held)) == box.settings.host_slots


def test_threads_that_look_at_once_are_not_told_of_the_same_rows(box):
    for number in range(8):
        put_entry(box, found(f"n{number}", url=f"https://s{number}.example/"))
    box.clock.turn(60)
    with ThreadPoolExecutor(4) as pool:
        looks = [
            pool.submit(box.ledger.unheard, Entry, PAGE, grace=timedelta(1 / 1440), limit=9, per_host=9) for _ in "1234"
        ]
        heard = [each.id for look in looks for each in look.result()]
    assert len(heard) == len(set(heard)) == 8
