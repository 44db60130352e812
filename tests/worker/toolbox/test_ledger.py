import subprocess
import threading
from datetime import timedelta

import pytest
from support.databases import settings_for
from support.facts import change, found, put_entry, row

from schemas.codes import Code
from schemas.outcomes import Retry
from schemas.records import EPOCH, Entry
from worker.settlement import refuse
from worker.toolbox import no_send, open_toolbox
from worker.toolbox.holder import HERE
from worker.toolbox.ledger import DEAD, DONE, Kept

PAGE, BLOCKS = "fetch_page", "extract_blocks"
ALL = timedelta(0)
STAGES = (PAGE, BLOCKS)


def bury(box):
    return written(box, lambda connection: box.ledger.bury(connection, Entry, STAGES))


def wait_of(box, name):
    return (row(box, Entry, name).due_at - box.clock.now()).total_seconds()


@pytest.fixture
def entry(box):
    return put_entry(box)


def claim(box, *names, stage=PAGE):
    return box.ledger.claim(Entry, stage, names)


def written(box, act):
    with box.database.write() as connection:
        return act(connection)


def test_a_claim_counts_its_attempt_before_the_work(box, entry):
    (claimed,) = claim(box, entry)
    stored = row(box, Entry, entry)
    assert (claimed.attempt, claimed.token) == (stored.attempts, stored.token) == (1, 1)
    assert stored.lease_until == box.clock.now() + timedelta(seconds=box.settings.lease_s)


def test_a_leased_row_is_nobody_elses(box, entry):
    claim(box, entry)
    assert claim(box, entry) == []
    box.clock.turn(box.settings.lease_s - 1)
    assert claim(box, entry) == []


def test_a_row_at_another_stage_is_left_alone(box, entry):
    assert claim(box, entry, stage=BLOCKS) == []
    assert claim(box, "no such row") == []


def test_a_lease_that_ran_out_goes_to_the_next(box, entry):
    (first,) = claim(box, entry)
    box.clock.turn(box.settings.lease_s)
    (second,) = claim(box, entry)
    assert (second.attempt, second.token) == (first.attempt + 1, first.token + 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda box, lost: lambda c: box.ledger.advance(c, lost, BLOCKS, "{}"),
        lambda box, lost: lambda c: box.ledger.finish(c, lost, DONE),
        lambda box, lost: lambda c: box.ledger.retry(c, lost, Code.SERVER_ERROR, "late"),
        lambda box, lost: lambda c: box.ledger.rewind(c, lost, PAGE, "{}"),
    ],
    ids=["advance", "finish", "retry", "rewind"],
)
def test_the_first_holder_is_fenced_and_writes_nothing(box, entry, act):
    (lost,) = claim(box, entry)
    box.clock.turn(box.settings.lease_s)
    claim(box, entry)
    before = row(box, Entry, entry)
    assert written(box, act(box, lost)) in (False, Kept.NOT_OURS)
    assert row(box, Entry, entry) == before


def test_advancing_frees_the_row_for_the_next_stage(box, entry):
    (claimed,) = claim(box, entry)
    assert written(box, lambda c: box.ledger.advance(c, claimed, BLOCKS, '{"a":1}'))
    stored = row(box, Entry, entry)
    assert (stored.stage, stored.fact, stored.attempts, stored.lease_until) == (BLOCKS, '{"a":1}', 0, EPOCH)
    (next_one,) = claim(box, entry, stage=BLOCKS)
    assert (next_one.attempt, next_one.fact) == (1, '{"a":1}')


def test_finishing_ends_it(box, entry):
    (claimed,) = claim(box, entry)
    assert written(box, lambda c: box.ledger.finish(c, claimed, DONE, detail="x" * 900, article_id="a"))
    stored = row(box, Entry, entry)
    assert (stored.stage, stored.code, len(stored.detail), stored.article_id) == (DONE, None, 500, "a")


def retry(box, claimed, code=Code.SERVER_ERROR, after=None):
    return written(box, lambda connection: box.ledger.retry(connection, claimed, code, "slow", after))


def test_a_retry_waits_and_waits_longer_each_time(box, entry):
    base = box.settings.retry_base_s
    for number in range(3):
        (claimed,) = claim(box, entry)
        assert retry(box, claimed) is Kept.WAITS
        assert claim(box, entry) == []
        assert wait_of(box, entry) >= base * 2**number
        box.clock.turn(wait_of(box, entry))
    assert row(box, Entry, entry).code == Code.SERVER_ERROR


def test_a_retry_waits_at_least_as_long_as_was_asked(box, entry):
    (claimed,) = claim(box, entry)
    retry(box, claimed, Code.RATE_LIMITED, 7200)
    assert wait_of(box, entry) >= 7200


def test_spent_attempts_are_dead_letters(box, entry):
    for attempt in range(1, box.settings.max_attempts + 1):
        (claimed,) = claim(box, entry)
        last = attempt == box.settings.max_attempts
        assert box.ledger.is_last(claimed) is last
        assert retry(box, claimed, Code.TIMEOUT_TOTAL) is (Kept.DEAD if last else Kept.WAITS)
        box.clock.turn(max(0, wait_of(box, entry)))
    stored = row(box, Entry, entry)
    assert (stored.stage, stored.code, stored.detail) == (DEAD, Code.TIMEOUT_TOTAL, "slow")
    assert claim(box, entry) == []


def test_a_row_that_kills_its_workers_is_buried(box, entry):
    for _ in range(box.settings.max_losses):
        assert len(claim(box, entry)) == 1
        assert bury(box) == []
        box.clock.turn(box.settings.lease_s)
    assert claim(box, entry) == []
    (buried,) = bury(box)
    stored = row(box, Entry, entry)
    assert buried.id == entry
    assert (stored.stage, stored.code) == (DEAD, Code.WORKER_LOST)
    assert str(box.settings.max_losses) in stored.detail
    assert bury(box) == []


def test_a_worker_that_lives_to_tell_ends_the_count_of_losses(box, entry):
    for _ in range(box.settings.max_losses - 1):
        claim(box, entry)
        box.clock.turn(box.settings.lease_s)
    (claimed,) = claim(box, entry)
    assert row(box, Entry, entry).losses == box.settings.max_losses
    written(box, lambda connection: box.ledger.advance(connection, claimed, BLOCKS, "{}"))
    assert row(box, Entry, entry).losses == 0


def test_a_claim_that_is_given_back_never_counted(box, entry):
    (claimed,) = claim(box, entry)
    box.ledger.give_back(claimed)
    stored = row(box, Entry, entry)
    assert (stored.attempts, stored.losses, stored.lease_until) == (0, 0, EPOCH)
    assert claim(box, entry) == []
    box.clock.turn(box.settings.ring_grace_s)
    assert len(claim(box, entry)) == 1


def test_one_server_is_asked_for_a_few_pages_at_a_time(box):
    names = [put_entry(box, found(f"e{number}")) for number in range(box.settings.host_slots + 2)]
    busy = [each for name in names for each in claim(box, name)]
    assert len(busy) == box.settings.host_slots
    written(box, lambda connection: box.ledger.finish(connection, busy[0], DONE))
    assert len(claim(box, names[-1])) == 1


def test_a_host_that_rests_keeps_its_rows(box, entry):
    other = put_entry(box, found("two", url="https://elsewhere.example/b"))
    with box.database.write() as connection:
        box.feeds.rest(connection, "news.example", Retry(Code.RATE_LIMITED, after=60))
    assert [each.id for each in claim(box, entry, other)] == [other]
    assert box.ledger.unheard(Entry, PAGE, grace=ALL, limit=9, per_host=9) == []
    box.clock.turn(60)
    assert [each.id for each in claim(box, entry)] == [entry]


def test_the_rest_that_a_row_asked_for_holds_for_every_row_of_the_host(box, entry):
    other = put_entry(box, found("two", url="https://news.example/b"))
    (claimed,) = claim(box, entry)
    with box.database.write() as connection:
        refuse(connection, claimed, Retry(Code.RATE_LIMITED, after=3600), box)
    assert claim(box, other) == []


def test_unheard_rows_are_returned_once_a_grace(box, entry):
    assert box.ledger.unheard(Entry, PAGE, grace=timedelta(seconds=10), limit=9, per_host=9) == []
    box.clock.turn(10)
    (heard,) = box.ledger.unheard(Entry, PAGE, grace=timedelta(seconds=10), limit=9, per_host=9)
    assert (heard.id, heard.host, heard.losses) == (entry, "news.example", 0)
    assert row(box, Entry, entry).rung_at == box.clock.now()
    assert box.ledger.unheard(Entry, PAGE, grace=timedelta(seconds=10), limit=9, per_host=9) == []


def test_neither_leased_nor_waiting_nor_ended_rows_are_unheard(box, entry):
    (claimed,) = claim(box, entry)
    box.clock.turn(box.settings.lease_s - 1)
    assert box.ledger.unheard(Entry, PAGE, grace=ALL, limit=9, per_host=9) == []
    retry(box, claimed)
    assert box.ledger.unheard(Entry, PAGE, grace=ALL, limit=9, per_host=9) == []
    box.clock.turn(wait_of(box, entry))
    assert len(box.ledger.unheard(Entry, PAGE, grace=ALL, limit=9, per_host=9)) == 1


def test_a_row_that_is_sent_back_goes_on_counting_its_attempts(box, entry):
    for attempt in range(1, box.settings.max_attempts + 1):
        (fetching,) = claim(box, entry)
        written(box, lambda c: box.ledger.advance(c, fetching, BLOCKS, "{}"))  # noqa: B023 - run at once
        (reading,) = claim(box, entry, stage=BLOCKS)
        assert reading.attempt == attempt
        assert box.ledger.is_last(reading) == (attempt == box.settings.max_attempts)
        assert written(box, lambda c: box.ledger.rewind(c, reading, PAGE, "{}"))  # noqa: B023 - run at once


def test_the_oldest_unheard_rows_come_first(box):
    names = []
    for number in range(3):
        names.append(put_entry(box, found(f"e{number}")))
        box.clock.turn(1)
    box.clock.turn(60)
    assert [each.id for each in box.ledger.unheard(Entry, PAGE, grace=ALL, limit=2, per_host=9)] == names[:2]


def test_claimers_at_once_never_share_a_row(box, tmp_path):
    names = [put_entry(box, found(f"e{number}", url=f"https://h{number}.example/")) for number in range(40)]
    ready, taken = threading.Barrier(4), []

    def work():
        own = open_toolbox(settings_for(tmp_path, box.settings.database_url), no_send, box.clock)
        ready.wait(20)
        for start in range(0, 40, 5):
            taken.extend(each.id for each in own.ledger.claim(Entry, PAGE, names[start : start + 5]))
        own.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(taken) == sorted(names)


def gone_pid():
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_the_rows_of_a_process_that_is_gone_are_free_at_once(box, entry):
    (lost,) = claim(box, entry)
    change(box, Entry, entry, holder=f"{HERE}/{gone_pid()}")
    assert box.ledger.release_orphans(Entry, STAGES) == 1
    assert box.ledger.unheard(Entry, PAGE, grace=timedelta(seconds=10), limit=9, per_host=9) != []
    (again,) = claim(box, entry)
    assert (again.attempt, again.token) == (2, lost.token + 1)
    assert not written(box, lambda c: box.ledger.finish(c, lost, DONE))


@pytest.mark.parametrize("holder", [f"{HERE}/1", "elsewhere.example/999999999"])
def test_the_rows_of_a_living_process_or_of_another_host_are_kept(box, entry, holder):
    claim(box, entry)
    assert box.ledger.release_orphans(Entry, STAGES) == 0
    change(box, Entry, entry, holder=holder)
    assert box.ledger.release_orphans(Entry, STAGES) == 0
    assert claim(box, entry) == []
