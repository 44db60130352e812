"""Bring the tables to the version this code was written for, and refuse any other."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import migrations
from schemas.codes import Code
from schemas.outcomes import Fault
from worker.toolbox.database import Database

LOCATION = Path(migrations.__file__).parent


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(LOCATION).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """Return the version that this code needs."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


def current(database: Database) -> str | None:
    """Return the version that the database is at; None for an empty one."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database) -> tuple[str | None, str]:
    """Apply what is missing and return (version before, version after).

    Raises `Fault(database_newer)` when the database knows a version that this code does not.
    """
    with database.write() as connection:
        # Two processes may start at once; the second finds the work done.
        database.lock(connection, "slugline.migrations")
        before = MigrationContext.configure(connection).get_current_revision()
        _refuse_newer(before)
        if before != head():
            command.upgrade(_config(connection), "head")
    return before, head()


def check(database: Database) -> None:
    """Raise `Fault(database_old)` or `Fault(database_newer)` unless the tables fit this code."""
    version = current(database)
    _refuse_newer(version)
    if version != head():
        raise Fault(Code.DATABASE_OLD, f"at {version or 'nothing'}, needs {head()}")


def _refuse_newer(version: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise Fault(Code.DATABASE_NEWER, f"version {version} is unknown to this code (newest: {head()})")
