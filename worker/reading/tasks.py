"""What failed, what is dead, what is under way; and trying it again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, literal, not_, select, update

from schemas.events import EntryFound
from schemas.outcomes import Retry
from schemas.records import EPOCH, Article, Entry, Feed, Poll
from worker.reading.query import Row, all_rows, full_id
from worker.settlement import decode, opening
from worker.toolbox import Toolbox
from worker.toolbox.database import chunks, table
from worker.toolbox.ledger import DEAD, ENDS, FAILED

ENTRIES, POLLS, FEEDS, ARTICLES = table(Entry), table(Poll), table(Feed), table(Article)


@dataclass(frozen=True)
class Wanted:
    """Which rows of the ledger: those that ended badly, those under way, or all that are not done."""

    dead: bool = False
    failed: bool = False
    running: bool = False
    limit: int = 50


def tasks(tools: Toolbox, wanted: Wanted) -> list[Row]:
    """Return ledger rows, the last touched first."""
    now = tools.clock.now()
    both = _rows(ENTRIES, "entry", wanted, now).union_all(_rows(POLLS, "poll", wanted, now)).subquery()
    statement = select(both).order_by(both.c.updated_at.desc(), both.c.id).limit(wanted.limit)
    with tools.database.read() as connection:
        return all_rows(connection, statement)


def _rows(of: Any, kind: str, wanted: Wanted, now: dt.datetime) -> Select[Any]:
    subject = (
        func.coalesce(of.c.url, of.c.title)
        if kind == "entry"
        else select(FEEDS.c.url).where(FEEDS.c.id == of.c.feed_id).scalar_subquery()
    )
    columns = (of.c.stage, of.c.attempts, of.c.code, of.c.detail, of.c.trace, of.c.due_at, of.c.updated_at)
    statement = select(of.c.id, literal(kind).label("kind"), subject.label("url"), of.c.feed_id, *columns)
    if wanted.dead:
        return statement.where(of.c.stage == DEAD)
    if wanted.failed:
        return statement.where(of.c.code.is_not(None), of.c.stage.in_((DEAD, FAILED)) | of.c.stage.not_in(ENDS))
    if wanted.running:
        return statement.where(of.c.lease_until > now)
    return statement.where(of.c.stage.not_in(ENDS))


def start_over(tools: Toolbox, names: Sequence[str] = (), *, code: str | None = None) -> int:
    """Start dead entries over from their origin: the named ones, those with `code`, or all. Returns how many."""
    with tools.database.read() as connection:
        chosen = [full_id(connection, ENTRIES, name) for name in names]
        statement = select(ENTRIES.c.id, ENTRIES.c.origin).where(ENTRIES.c.stage == DEAD)
        if chosen:
            statement = statement.where(ENTRIES.c.id.in_(chosen))
        if code:
            statement = statement.where(ENTRIES.c.code == code)
        rows = connection.execute(statement).all()
    return sum(_start_over(tools, row.id, row.origin) for row in rows)


def _start_over(tools: Toolbox, name: str, origin: str) -> bool:
    """Put one dead entry back at its beginning; False when what it began with is gone, too."""
    try:
        again = opening(decode(origin, EntryFound, tools.raw), tools.raw)
    except Retry:
        return False
    now = tools.clock.now()
    statement = (
        update(ENTRIES)
        .where(ENTRIES.c.id == name, ENTRIES.c.stage == DEAD)
        .values(
            stage=again.stage,
            fact=again.fact,
            host=again.host,
            token=ENTRIES.c.token + 1,
            attempts=0,
            losses=0,
            due_at=now,
            rung_at=EPOCH,
            lease_until=EPOCH,
            code=None,
            detail=None,
            updated_at=now,
        )
    )
    with tools.database.write() as connection:
        return connection.execute(statement).rowcount == 1


def waiting(tools: Toolbox, names: Sequence[str]) -> int:
    """Return how many of the named entries are under way now: neither ended nor put off to a later try."""
    left, now = 0, tools.clock.now()
    put_off = and_(ENTRIES.c.code.is_not(None), ENTRIES.c.due_at > now)
    with tools.database.read() as connection:
        for chunk in chunks(names):
            open_rows = select(func.count()).select_from(ENTRIES)
            where = (ENTRIES.c.id.in_(chunk), ENTRIES.c.stage.not_in(ENDS), not_(put_off))
            left += connection.scalar(open_rows.where(*where)) or 0
    return left


def ended(tools: Toolbox, names: Sequence[str]) -> list[Row]:
    """Return what became of the named entries, in the order given."""
    title = select(ARTICLES.c.title).where(ARTICLES.c.id == ENTRIES.c.article_id).scalar_subquery().label("title")
    columns = (ENTRIES.c.id.label("entry_id"), ENTRIES.c.stage, ENTRIES.c.article_id, ENTRIES.c.url, title)
    found: dict[str, Row] = {}
    with tools.database.read() as connection:
        for chunk in chunks(names):
            more = (ENTRIES.c.code, ENTRIES.c.detail, ENTRIES.c.due_at, ENTRIES.c.trace)
            rows = all_rows(connection, select(*columns, *more).where(ENTRIES.c.id.in_(chunk)))
            found |= {row["entry_id"]: row for row in rows}
    return [found[name] for name in names if name in found]
