"""What many tests stand on: both databases, a clock to turn, the toolbox, a Valkey."""

import os
import shutil
from contextlib import closing

import pytest
from support.databases import (
    Postgres,
    TurnedClock,
    Valkey,
    migrate,
    postgres_server,
    settings_for,
)

from worker.toolbox import no_send, open_toolbox

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_url():
    """The URL of a PostgreSQL server. In CI one must start; elsewhere its absence is said and its tests are skipped."""
    server = postgres_server()
    try:
        url = server.__enter__()
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL here: {type(error).__name__}: {error}")
    yield url
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgres(postgres_url):
    with closing(Postgres(postgres_url, ours="SLUGLINE_TEST_POSTGRES_URL" not in os.environ)) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A migrated SQLite file to copy: a millisecond instead of a hundred."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(settings_for(folder))
    return folder / "slugline.db"


@pytest.fixture(params=KINDS)
def database_url(request, tmp_path):
    """A migrated database with nothing in it; the empty URL means SQLite in the data directory."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "slugline.db")
        yield ""
        return
    with request.getfixturevalue("postgres").emptied() as url:
        yield url


@pytest.fixture(params=KINDS)
def empty_url(request, tmp_path):
    """A database without tables."""
    if request.param == "sqlite":
        yield ""
        return
    with request.getfixturevalue("postgres").fresh() as url:
        yield url


@pytest.fixture
def clock():
    return TurnedClock()


@pytest.fixture
def box(tmp_path, database_url, clock):
    """The whole toolbox on either database, without Redis."""
    with closing(open_toolbox(settings_for(tmp_path, database_url), no_send, clock)) as tools:
        yield tools


@pytest.fixture
def database(box):
    return box.database


@pytest.fixture
def valkey(tmp_path_factory):
    # Not tmp_path: its name grows with the test's, and a socket's address is short.
    with closing(Valkey(tmp_path_factory.mktemp("v"))) as server:
        yield server
