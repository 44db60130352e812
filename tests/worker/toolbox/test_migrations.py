import threading
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel
from support.databases import settings_for

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.toolbox import migrations
from worker.toolbox.database import Database, open_engine
from worker.toolbox.migrations import check, current, head, upgrade


@pytest.fixture
def empty(tmp_path, empty_url):
    with closing(Database(open_engine(settings_for(tmp_path, empty_url)))) as database:
        yield database


def refused(database, act):
    with pytest.raises(Fault) as caught:
        act(database)
    return caught.value.code


def set_version(database, version):
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_from_nothing_to_the_newest_and_again_to_no_effect(empty):
    assert current(empty) is None
    assert upgrade(empty) == (None, head())
    assert upgrade(empty) == (head(), head())
    check(empty)


def test_the_migrated_tables_are_those_of_the_code(empty):
    upgrade(empty)
    with empty.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}


def test_a_database_without_tables_is_old(empty):
    assert refused(empty, check) is Code.DATABASE_OLD


def test_a_database_of_a_newer_version_is_left_alone(empty):
    upgrade(empty)
    set_version(empty, "9999")
    assert refused(empty, check) is Code.DATABASE_NEWER
    assert refused(empty, upgrade) is Code.DATABASE_NEWER
    assert current(empty) == "9999"


def test_processes_that_upgrade_at_once_do_it_once(empty, tmp_path, empty_url):
    ready, answers = threading.Barrier(3), []

    def work():
        with closing(Database(open_engine(settings_for(tmp_path, empty_url)))) as own:
            ready.wait(20)
            answers.append(upgrade(own))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(before is None for before, _ in answers) == [False, False, True]
    check(empty)


def test_rows_that_wait_for_a_leg_with_a_new_first_room_go_on_waiting_for_it(empty, tmp_path):
    upgrade(empty)
    with empty.write() as connection:
        config = migrations._config(connection)
        command.downgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO entry (stage, fact, host, trace, due_at, rung_at, lease_until, holder, token, attempts,"
                " losses, created_at, updated_at, id, identity, title, digest, origin) VALUES ('link_stories', '', '',"
                " '', :at, :at, :at, '', 0, 0, 0, :at, :at, 'e', 'e', '', '', '')"
            ),
            {"at": "2026-01-01 00:00:00"},
        )
    upgrade(empty)
    with empty.read() as connection:
        assert connection.scalar(text("SELECT stage FROM entry")) == "find_copies"
