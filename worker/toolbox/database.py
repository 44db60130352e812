"""The engine: SQLite (WAL, BEGIN IMMEDIATE for writers) or PostgreSQL, and the transactions on it."""

import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, SQLAlchemyError
from sqlmodel import SQLModel

from schemas.codes import Code
from schemas.outcomes import Fault
from worker.settings import Settings, mask_url

# SQLite takes at most 32,766 bound values in a statement (since 3.32); a row here has at most 25.
ROWS_PER_STATEMENT = 500
BUSY_S = 20.0
WAIT_S = (0.001, 0.004)
# How SQLite and PostgreSQL say that tables are missing, that the disk refuses, that somebody else is in the way.
MISSING = ("no such table", "no such column")
UNWRITABLE = ("unable to open database file", "readonly database", "disk is full", "disk I/O error")
BUSY = ("locked", "deadlock", "could not serialize", "busy")

Item = TypeVar("Item")


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def open_engine(settings: Settings) -> Engine:
    """Return the engine for `settings.database`; opens no connection yet.

    Raises `Fault(bad_setting)` for a URL that names no usable driver.
    """
    url = settings.database
    is_sqlite = url.startswith("sqlite")
    if is_sqlite:
        make_data_dir(settings)
    threads = max(settings.fetch_threads, settings.records_threads)
    try:
        engine = create_engine(
            url,
            json_serializer=_json,
            json_deserializer=orjson.loads,
            pool_size=threads,
            max_overflow=4,
            pool_pre_ping=not is_sqlite,
        )
    except ImportError as error:
        wanted = "pip install 'slugline[postgres]'" if "psycopg" in str(error) else "give an sqlite or postgresql URL"
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_DATABASE_URL {mask_url(url)}: {error}; {wanted}") from error
    except SQLAlchemyError as error:
        raise Fault(Code.BAD_SETTING, f"SLUGLINE_DATABASE_URL {mask_url(url)}: {error}") from error
    if is_sqlite:
        _prepare_sqlite(engine)
    return engine


def make_data_dir(settings: Settings) -> None:
    """Create the data directory. Raises `Fault(store_unavailable)` when that cannot be."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(Code.STORE_UNAVAILABLE, f"{settings.data_dir}: {error.strerror or error}") from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # The driver's own implicit BEGIN is deferred: a read followed by a write then fails at once with
        # "database is locked" whatever the busy timeout (150 of 300 transactions with two processes).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_S * 1000:.0f}")
        _switch_to_wal(cursor)
        # NORMAL can lose the last commits on power loss, never corrupt; FULL costs 5 to 9 times.
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection)


def _begin_writing(connection: Connection) -> None:
    """Wait for the one writer's place in steps of a few milliseconds.

    SQLite's own waiting sleeps longer each time, up to 100 ms, while the place changes hands every few: whoever has
    waited long comes last, and a push waited for seconds on a busy line.
    """
    driver: Any = connection.connection.dbapi_connection
    until = time.monotonic() + BUSY_S
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while time.monotonic() < until:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    break
                time.sleep(random.uniform(*WAIT_S))  # noqa: S311 - so that waiters do not come in step
            else:
                return
        # Once more, for the error as everyone expects it.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_S * 1000:.0f}")


def _switch_to_wal(cursor: sqlite3.Cursor) -> None:
    """Have the file written ahead. Two processes that open a new file at once are in each other's way here.

    The switch needs the file for itself and does not heed the busy timeout, so it is tried until it is done.
    """
    for last in (False,) * 100 + (True,):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if last or "locked" not in str(error):
                raise
            time.sleep(0.05)
        else:
            return


class Database:
    """Transactions. `write` holds SQLite's one writer lock from its start, `read` never waits for it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end of the block and rolls back on an exception."""
        with _told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a consistent view; nothing is written."""
        with _told(), self.engine.connect() as plain:
            connection = plain.execution_options(reading=True)
            try:
                yield connection
            finally:
                connection.rollback()

    def lock(self, connection: Connection, name: str) -> None:
        """Serialise with every other holder of `name` until the transaction ends.

        SQLite has one writer anyway; PostgreSQL takes an advisory lock.
        """
        if self.engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name})

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


class View:
    """Reads through an open transaction where there is one, else through a consistent view of its own."""

    def __init__(self, database: Database, connection: Connection | None = None) -> None:
        self._database = database
        self.connection = connection

    def reading(self) -> AbstractContextManager[Connection]:
        """Return the connection to read on, as a context."""
        return nullcontext(self.connection) if self.connection else self._database.read()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the database refuses into the fault that says what to do."""
    try:
        yield
    except OperationalError as error:
        said = _first_line(error)
        if any(word in said for word in MISSING):
            raise Fault(Code.DATABASE_OLD, said) from error
        if any(word in said for word in UNWRITABLE):
            raise Fault(Code.STORE_UNAVAILABLE, said) from error
        if any(word in said for word in BUSY):
            raise Fault(Code.DATABASE_BUSY, said) from error
        raise Fault(Code.DATABASE_UNREACHABLE, said) from error
    except DatabaseError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise Fault(Code.STORE_UNAVAILABLE, _first_line(error)) from error
        raise


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a record class: bulk writes go through Core (3 to 5 times the ORM's rate)."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def chunks(items: Sequence[Item], size: int = ROWS_PER_STATEMENT) -> Iterator[Sequence[Item]]:
    """Yield `items` in their order, as many at once as a statement takes."""
    return (items[start : start + size] for start in range(0, len(items), size))


def upsert(
    connection: Connection, model: type[SQLModel], rows: list[dict[str, Any]], *, update: tuple[str, ...] = ()
) -> None:
    """Write `rows`; where the primary key exists, overwrite the columns named in `update`, else leave it.

    Both dialects speak the same ON CONFLICT clause.
    """
    if not rows:
        return
    statement = _upsert(table(model), connection.dialect.name, update)
    for chunk in chunks(rows):
        connection.execute(statement, chunk)


@cache
def _upsert(target: Table, dialect: str, update: tuple[str, ...]) -> Any:
    """Return the statement for one row, run for many: so it is compiled once, and not anew for every number of rows."""
    statement: Any = (postgresql if dialect == "postgresql" else sqlite).insert(target)
    keys = [column.name for column in target.primary_key]
    if not update:
        return statement.on_conflict_do_nothing(index_elements=keys)
    new = {name: statement.excluded[name] for name in update}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)
