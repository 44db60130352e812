import pytest
from support.facts import change, found, found_with_body, put_entry, row

from schemas.events import Hints
from schemas.outcomes import Fault
from schemas.records import EPOCH, Entry
from worker.reading.tasks import Wanted, ended, start_over, tasks, waiting


@pytest.fixture
def names(box):
    """Four entries: waiting, leased, dead, done."""
    names = [put_entry(box, found(f"e{number}", url=f"https://news.example/{number}")) for number in range(4)]
    box.ledger.claim(Entry, "fetch_page", names[1:2])
    change(box, Entry, names[2], stage="dead", code="empty_page", attempts=5)
    change(box, Entry, names[3], stage="done")
    return names


def listed(box, **wanted):
    return {each["id"] for each in tasks(box, Wanted(**wanted))}


def test_each_question_has_its_rows(box, names):
    assert listed(box) == set(names[:2])
    assert listed(box, running=True) == {names[1]}
    assert listed(box, dead=True) == listed(box, failed=True) == {names[2]}
    assert len(listed(box, limit=1)) == 1


def test_a_row_that_waits_for_another_try_has_failed_but_is_not_dead(box, names):
    change(box, Entry, names[0], code="server_error")
    assert listed(box, failed=True) == {names[0], names[2]}


def test_retrying_starts_the_dead_over_from_their_origin(box, names):
    assert start_over(box, [names[2][:8]]) == 1
    again = row(box, Entry, names[2])
    assert (again.stage, again.code, again.attempts, again.rung_at) == ("fetch_page", None, 0, EPOCH)
    assert start_over(box) == 0


def test_retrying_takes_only_the_dead_and_by_code_only_those(box, names):
    assert start_over(box, [names[0]]) == 0
    assert start_over(box, code="server_error") == 0
    assert start_over(box, code="empty_page") == 1
    with pytest.raises(Fault):
        start_over(box, ["nothing"])


def test_a_retry_by_hand_fences_whoever_held_the_row(box):
    name = put_entry(box, found_with_body(box, "pushed", "<p>x</p>", url=None))
    (held,) = box.ledger.claim(Entry, "extract_blocks", [name])
    change(box, Entry, name, stage="dead")
    start_over(box)
    with box.database.write() as connection:
        assert not box.ledger.finish(connection, held, "done")


def test_waiting_counts_what_is_under_way(box, names):
    assert waiting(box, names) == 2
    assert waiting(box, []) == 0


def test_what_ended_comes_in_the_order_asked(box, names):
    assert [each["entry_id"] for each in ended(box, [names[3], "unknown", names[2]])] == [names[3], names[2]]


def test_one_whose_origin_is_gone_stops_no_other(box):
    large = put_entry(box, found("large", hints=Hints(description="long " * 2000)))
    small = put_entry(box, found("small"))
    for name in (large, small):
        change(box, Entry, name, stage="dead")
    for path in box.raw.root.rglob("*.zst"):
        path.unlink()
    assert start_over(box) == 1
    assert (row(box, Entry, large).stage, row(box, Entry, small).stage) == ("dead", "fetch_page")
