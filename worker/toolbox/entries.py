"""Opening ledger rows for entries: new ones, and known ones whose words changed."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from schemas.records import EPOCH, Entry
from worker.toolbox.database import View, chunks, table

# What a changed entry brings anew; the rest of its row is its history.
REOPENED = ("stage", "fact", "host", "trace", "due_at", "rung_at", "origin", "digest", "title", "url", "updated_at")


@dataclass(frozen=True)
class Opening:
    """A row to be opened at `stage`, whose input is `fact` (JSON); `origin` is where it can start over."""

    id: str
    feed_id: str | None
    identity: str
    url: str | None
    title: str
    digest: str
    stage: str
    fact: str
    origin: str
    host: str


@dataclass(frozen=True)
class Opened:
    """What came of it: ids that are new, and ids whose work starts again. All others were known."""

    new: frozenset[str]
    changed: frozenset[str]


def open_entries(connection: Connection, openings: Sequence[Opening], *, trace: str, now: datetime) -> Opened:
    """Insert rows that are not known and start over those whose digest differs; leave the others alone.

    A changed row raises its token too: a worker that is busy with the old words writes nothing any more.
    """
    by_id = {opening.id: opening for opening in openings}
    new: set[str] = set()
    changed: set[str] = set()
    # Sorted: two transactions that take the same rows in the same order cannot deadlock.
    for chunk in chunks(sorted(by_id)):
        known = _known(connection, chunk)
        touched = _upsert(connection, [_row(by_id[name], trace, now) for name in chunk])
        _adopt(connection, chunk, by_id[chunk[0]].feed_id)
        new |= touched - known
        changed |= touched & known
    return Opened(frozenset(new), frozenset(changed))


def _known(connection: Connection, names: Sequence[str]) -> set[str]:
    entries = table(Entry)
    return set(connection.scalars(select(entries.c.id).where(entries.c.id.in_(names))))


def _adopt(connection: Connection, names: Sequence[str], feed_id: str | None) -> None:
    """Give entries that lost their feed (it was removed, and is back) to it again."""
    entries = table(Entry)
    orphans = (entries.c.id.in_(names), entries.c.feed_id.is_(None))
    if feed_id is not None:
        connection.execute(update(entries).where(*orphans).values(feed_id=feed_id))


def _row(opening: Opening, trace: str, now: datetime) -> dict[str, Any]:
    times = {"due_at": now, "rung_at": now, "lease_until": EPOCH, "created_at": now, "updated_at": now}
    return {**asdict(opening), **times, "trace": trace, "holder": "", "token": 0, "attempts": 0, "losses": 0}


def _upsert(connection: Connection, rows: list[dict[str, Any]]) -> set[str]:
    entries = table(Entry)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(entries).values(rows)
    fresh: dict[str, Any] = {name: statement.excluded[name] for name in REOPENED}
    fresh |= {
        "token": entries.c.token + 1,
        "lease_until": EPOCH,
        "attempts": 0,
        "losses": 0,
        "code": None,
        "detail": None,
    }
    return set(
        connection.scalars(
            statement.on_conflict_do_update(
                index_elements=["id"], set_=fresh, where=entries.c.digest != statement.excluded.digest
            ).returning(entries.c.id)
        )
    )


class EntryBook:
    """Reads what is known of a feed's entries."""

    def __init__(self, view: View) -> None:
        self._view = view

    def known(self, entry_ids: Collection[str]) -> frozenset[str]:
        """Return those of `entry_ids` that are known."""
        names = sorted(entry_ids)
        with self._view.reading() as connection:
            return frozenset().union(*(_known(connection, chunk) for chunk in chunks(names)))

    def urls(self, feed_id: str, limit: int) -> Collection[str]:
        """Return the addresses of the feed's newest entries, at most `limit`."""
        entries = table(Entry)
        newest = select(entries.c.url).where(entries.c.feed_id == feed_id).order_by(entries.c.created_at.desc())
        with self._view.reading() as connection:
            return [url for url in connection.scalars(newest.limit(limit)) if url]
