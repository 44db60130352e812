"""Retention: what may go, goes in small transactions. Records of articles are never pruned here."""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
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
    awaited, removed = _awaited(tools), 0
    old = (path for path in tools.raw.root.glob("??/*") if _old(path))
    # In chunks, each asked of the database: the keys of ten million revisions would fill a gigabyte.
    while chunk := list(islice(old, BATCH)):
        named = awaited | _recorded(tools, [_key(path) for path in chunk])
        for path in chunk:
            # Asked again: a body that was stored anew in between is young, and about to be named.
            if _key(path) not in named and _old(path):
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _key(path: Path) -> str:
    return path.name.removesuffix(".zst")


def _recorded(tools: Toolbox, keys: list[str]) -> set[str]:
    revisions = table(Revision)
    with tools.database.read() as connection:
        return set(connection.scalars(select(revisions.c.body_key).where(revisions.c.body_key.in_(keys))))


def _awaited(tools: Toolbox) -> set[str]:
    """Return the keys that rows which are not done name: what they take, and what they can start over from."""
    keys: set[str] = set()
    with tools.database.read() as connection:
        for column in (table(Entry).c.fact, table(Entry).c.origin, table(Poll).c.fact):
            stage = column.table.c.stage
            for fact in connection.scalars(select(column).where(stage.not_in((DONE, SKIPPED)))):
                keys.update(_keys_in(fact, tools.raw))
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
    try:
        return time.time() - path.stat().st_mtime > RAW_MIN_AGE_S
    except FileNotFoundError:
        # A draft that got its name, or what another prune took, since the directory was read.
        return False
