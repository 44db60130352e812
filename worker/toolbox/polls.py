"""Opening ledger rows for looks at feeds."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from schemas import ids
from schemas.events import FeedDue, FeedFetched
from schemas.records import EPOCH, Feed, Poll
from tasks.shared.trace import new_trace
from tasks.shared.urls import server
from worker.toolbox.database import table, upsert
from worker.toolbox.ledger import ENDS


def open_poll(connection: Connection, due: FeedDue, *, stage: str, fact: str, now: datetime) -> tuple[str, str] | None:
    """Open the poll of a due feed and return (poll id, trace id), or None when this look was had already.

    The id is derived from the feed and its due time, so two schedulers open one poll. The feed's next time is
    set when the poll ends; until then it has a look under way and is not due. A feed whose look ended without
    that (it should not be) is moved on here, or it would be due for ever.
    """
    feeds = table(Feed)
    due_at = connection.scalar(select(feeds.c.next_poll_at).where(feeds.c.id == due.feed_id))
    assert due_at is not None, "a due feed is a row of this transaction"
    name, trace = ids.poll_id(due.feed_id, due_at), new_trace()
    row = _row(name, due.feed_id, stage=stage, fact=fact, trace=trace, now=now) | {"host": server(due.url)}
    upsert(connection, Poll, [row])
    polls = table(Poll)
    known = connection.execute(select(polls.c.stage, polls.c.trace).where(polls.c.id == name)).one()
    if known.stage in ENDS:
        connection.execute(update(feeds).where(feeds.c.id == due.feed_id).values(next_poll_at=now))
        return None
    return name, known.trace


def open_push(
    connection: Connection, pushed: FeedFetched, *, stage: str, text: str, now: datetime
) -> tuple[str, str] | None:
    """Open the look that a push is, past its fetch, and return (poll id, trace id), or None when it was had already."""
    polls, name, trace = table(Poll), ids.push_id(pushed.feed_id, pushed.body_sha), new_trace()
    row = _row(name, pushed.feed_id, stage=stage, fact=text, trace=trace, now=now)
    upsert(connection, Poll, [row])
    ours = connection.scalar(select(polls.c.trace).where(polls.c.id == name)) == trace
    return (name, trace) if ours else None


def _row(name: str, feed_id: str, *, stage: str, fact: str, trace: str, now: datetime) -> dict[str, Any]:
    counts = {"token": 0, "attempts": 0, "losses": 0, "body_bytes": 0, "entries_new": 0}
    times = {"due_at": now, "rung_at": now, "lease_until": EPOCH, "created_at": now, "updated_at": now}
    about = {"id": name, "feed_id": feed_id, "stage": stage, "fact": fact, "trace": trace, "host": "", "holder": ""}
    return {**about, **counts, **times}


def note(connection: Connection, poll_id: str, *, status: int, body_bytes: int, entries_new: int = 0) -> None:
    """Write down what a look brought."""
    polls = table(Poll)
    connection.execute(
        update(polls).where(polls.c.id == poll_id).values(status=status, body_bytes=body_bytes, entries_new=entries_new)
    )
