"""Retention: what may go, goes in small transactions. Records of articles are never pruned here."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from schemas.outcomes import Retry
from schemas.records import Entry, OutboxEvent, Poll, Revision
from worker.logs import get_logger
from worker.settlement import RAW
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.ledger import DONE, ENDS, SKIPPED
from worker.toolbox.raw import RawStore

log = get_logger()

BATCH = 1000
RAW_MIN_AGE_S = 3 * 86_400
DIGEST_LENGTH = 64


@dataclass(frozen=True)
class Pruned:
    """How many rows and files went."""

    polls: int
    events: int
    bodies: int


def prune(tools: Toolbox, *, keep_days: float = 30) -> Pruned:
    """Remove ended polls and told events older than `keep_days`, and raw bodies that no row names.

    Entries stay: they are how a feed's item is known again years later.
    """
    before = tools.clock.now() - timedelta(days=keep_days)
    polls, outbox = table(Poll), table(OutboxEvent)
    gone = Pruned(
        polls=_delete(tools, Poll, (polls.c.stage.in_(ENDS), polls.c.updated_at < before)),
        events=_delete(tools, OutboxEvent, (outbox.c.told_at < before,)),
        bodies=_sweep_raw(tools),
    )
    log.info("prune.done", polls=gone.polls, events=gone.events, bodies=gone.bodies)
    return gone


def _delete(tools: Toolbox, model: type[Poll | OutboxEvent], conditions: tuple[Any, ...]) -> int:
    rows, total = table(model), 0
    while True:
        with tools.database.write() as connection:
            chunk = list(connection.scalars(select(rows.c.id).where(*conditions).limit(BATCH)))
            connection.execute(rows.delete().where(rows.c.id.in_(chunk)))
        total += len(chunk)
        if len(chunk) < BATCH:
            return total


def _sweep_raw(tools: Toolbox) -> int:
    """Unlink bodies that neither a revision nor an open row names, once they are old enough to be no draft."""
    if not tools.raw.root.is_dir():
        return 0
    named, removed = _named(tools), 0
    for path in tools.raw.root.glob("??/*"):
        if _old(path) and path.name.removesuffix(".zst") not in named:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _named(tools: Toolbox) -> set[str]:
    revisions, entries, polls = table(Revision), table(Entry), table(Poll)
    keys: set[str] = set()
    with tools.database.read() as connection:
        keys.update(connection.scalars(select(revisions.c.body_key)))
        for rows in (entries, polls):
            for fact in connection.scalars(select(rows.c.fact).where(rows.c.stage.not_in((DONE, SKIPPED)))):
                keys.update(_keys_in(fact, tools.raw))
        open_entries = select(entries.c.origin).where(entries.c.stage.not_in((DONE, SKIPPED)))
        for origin in connection.scalars(open_entries):
            keys.update(_keys_in(origin, tools.raw))
    return keys


def _keys_in(fact: str, raw: RawStore) -> list[str]:
    """Return every run of 64 hex digits in a stored fact: body keys, and the claim check with what it stands for."""
    keys = _digests(fact)
    if fact.startswith(RAW):
        with suppress(Retry):
            keys += _digests(raw.get(fact.removeprefix(RAW)).decode())
    return keys


def _digests(text: str) -> list[str]:
    return [word for word in text.replace('"', " ").replace(":", " ").split() if len(word) == DIGEST_LENGTH]


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > RAW_MIN_AGE_S
