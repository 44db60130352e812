import socket
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError
from support.databases import settings_for
from support.facts import rows

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Host, Pulse
from worker.toolbox.database import ROWS_PER_STATEMENT, Database, View, chunks, open_engine, table, upsert

NOON = datetime(2025, 8, 23, 12, 0, 0, 123456, tzinfo=UTC)


def pulse(name="tick", at=NOON):
    return {"name": name, "at": at}


def put(box, *pulses, **options):
    with box.database.write() as connection:
        upsert(connection, Pulse, list(pulses), **options)


def test_a_naive_time_is_refused(box):
    with pytest.raises(StatementError, match="naive"):
        put(box, pulse(at=NOON.replace(tzinfo=None)))
    assert rows(box, Pulse) == []


def test_times_come_back_aware_and_in_utc_to_the_microsecond(box):
    put(box, pulse(at=NOON.astimezone(timezone(timedelta(hours=9)))))
    (stored,) = rows(box, Pulse)
    assert stored.at == NOON
    assert stored.at.utcoffset() == timedelta(0)


def test_times_of_other_zones_compare_as_instants(box):
    put(box, pulse(at=NOON))
    tokyo = (NOON + timedelta(seconds=1)).astimezone(timezone(timedelta(hours=9)))
    with box.database.read() as connection:
        assert connection.scalar(select(table(Pulse).c.name).where(table(Pulse).c.at < tokyo)) == "tick"
        assert connection.scalar(select(table(Pulse).c.name).where(table(Pulse).c.at > tokyo)) is None


def test_an_upsert_leaves_a_row_or_overwrites_what_is_named(box):
    later = NOON + timedelta(hours=1)
    put(box, pulse())
    put(box, pulse(at=later))
    assert rows(box, Pulse)[0].at == NOON
    put(box, pulse(at=later), update=("at",))
    assert rows(box, Pulse)[0].at == later
    put(box)


def test_an_upsert_takes_more_rows_than_a_statement(box):
    put(box, *(pulse(f"p{number}") for number in range(1201)))
    assert len(rows(box, Pulse)) == 1201


def test_a_transaction_that_fails_leaves_nothing(box):
    with suppress(ZeroDivisionError), box.database.write() as connection:
        upsert(connection, Pulse, [pulse()])
        raise ZeroDivisionError
    assert rows(box, Pulse) == []


def test_a_read_writes_nothing(box):
    with box.database.read() as connection:
        connection.execute(insert(table(Host)).values(name="h", not_before=NOON))
    assert rows(box, Host) == []


def test_a_reader_is_not_held_up_by_a_writer(box):
    with box.database.write() as connection:
        upsert(connection, Pulse, [pulse()])
        assert rows(box, Pulse) == []
    assert len(rows(box, Pulse)) == 1


def test_a_view_reads_through_its_transaction_where_it_has_one(box):
    count = select(table(Pulse).c.name)
    with box.database.write() as connection:
        upsert(connection, Pulse, [pulse()])
        with View(box.database, connection).reading() as inside:
            assert inside.scalars(count).all() == ["tick"]
        with View(box.database).reading() as outside:
            assert outside.scalars(count).all() == []


def test_writers_that_read_first_take_turns(box):
    """Read, then write what was read plus one: nothing is lost when both hold the lock of one name."""
    put(box, pulse(at=NOON))
    done = threading.Barrier(3)

    def count():
        done.wait(20)
        for _ in range(10):
            with box.database.write() as connection:
                box.database.lock(connection, "counting")
                at = connection.scalar(select(table(Pulse).c.at))
                upsert(connection, Pulse, [pulse(at=at + timedelta(seconds=1))], update=("at",))

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert rows(box, Pulse)[0].at == NOON + timedelta(seconds=30)


def test_a_database_that_is_away_is_one_fault(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings = settings_for(tmp_path, f"postgresql://u:s3cr3t@127.0.0.1:{port}/x")
    with closing(Database(open_engine(settings))) as database, pytest.raises(Fault) as caught, database.read():
        pass
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    assert "s3cr3t" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:s3cr3t@h/x", "oracle+nothing://h"])
def test_a_url_without_a_driver_is_a_bad_setting(tmp_path, url):
    with pytest.raises(Fault) as caught:
        open_engine(settings_for(tmp_path, url))
    assert caught.value.code is Code.BAD_SETTING
    assert "s3cr3t" not in str(caught.value)


def test_chunks_are_all_items_in_their_order():
    items = list(range(2 * ROWS_PER_STATEMENT + 1))
    assert [len(chunk) for chunk in chunks(items)] == [ROWS_PER_STATEMENT, ROWS_PER_STATEMENT, 1]
    assert [item for chunk in chunks(items, 7) for item in chunk] == items
    assert list(chunks([])) == []
