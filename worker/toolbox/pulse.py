"""When something that must happen regularly last happened: what `status` and `doctor` look at."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from schemas.records import Pulse
from worker.toolbox.database import Database, table, upsert

if TYPE_CHECKING:
    from worker.toolbox import Toolbox

# A write a tick would wake the disk for nothing; this is precise enough for a person.
EVERY = timedelta(seconds=5)


def strike(tools: "Toolbox", name: str) -> None:
    """Note that `name` happened now."""
    now = tools.clock.now()
    last = pulses(tools.database).get(name)
    if last is not None and abs(now - last) < EVERY:
        return
    with tools.database.write() as connection:
        upsert(connection, Pulse, [{"name": name, "at": now}], update=("at",))


def pulses(database: Database) -> dict[str, datetime]:
    """Return when each thing last happened."""
    rows = table(Pulse)
    with database.read() as connection:
        return {row.name: row.at for row in connection.execute(select(rows.c.name, rows.c.at))}
