"""The subscriptions and how they fare."""

import datetime as dt
from typing import Any

from sqlalchemy import Connection, func, select

from schemas.codes import EXPLANATIONS, Code
from schemas.records import Article, Feed, Host, Poll
from worker.reading.query import Row, all_rows, full_id
from worker.toolbox.database import table

FEEDS, POLLS, ARTICLES, HOSTS = table(Feed), table(Poll), table(Article), table(Host)


def feeds(connection: Connection) -> list[Row]:
    """Return every subscription with the number of its articles, by URL."""
    count = select(func.count()).where(ARTICLES.c.feed_id == FEEDS.c.id).scalar_subquery()
    return all_rows(connection, select(FEEDS, count.label("articles")).order_by(FEEDS.c.url))


def feed_id(connection: Connection, given: str) -> str:
    """Return the id of the feed that `given` names: a URL, an id, or the beginning of one."""
    found = connection.scalar(select(FEEDS.c.id).where(FEEDS.c.url == given))
    return found or full_id(connection, FEEDS, given)


def feed(connection: Connection, given: str) -> Row:
    """Return one subscription with its last 50 looks, newest first."""
    name = feed_id(connection, given)
    found = all_rows(connection, select(FEEDS).where(FEEDS.c.id == name))[0]
    columns = (POLLS.c.id, POLLS.c.stage, POLLS.c.status, POLLS.c.entries_new, POLLS.c.body_bytes)
    more = (POLLS.c.code, POLLS.c.detail, POLLS.c.trace, POLLS.c.created_at, POLLS.c.updated_at)
    looks = select(*columns, *more).where(POLLS.c.feed_id == name).order_by(POLLS.c.due_at.desc()).limit(50)
    return {**found, "polls": all_rows(connection, looks)}


def why(connection: Connection, given: str, now: dt.datetime) -> Row:
    """Return in words how a feed fares: since when, why, what next, and how to see it for oneself."""
    found = feed(connection, given)
    resting = connection.scalar(select(HOSTS.c.not_before).where(HOSTS.c.name == found["host"]))
    return {
        "id": found["id"],
        "url": found["url"],
        "status": found["status"],
        "code": found["code"],
        "why": _words(found, now),
        "fix": EXPLANATIONS[Code(found["code"])].fix if found["code"] else "",
        "next_poll_at": found["next_poll_at"] if found["status"] == "active" else None,
        "host_rests_until": resting if resting and resting > now else None,
        "curl": f"curl -sSi --max-time 30 '{found['url']}'",
    }


def _words(found: Row, now: dt.datetime) -> str:
    if found["status"] == "paused":
        return "Paused by hand: `slugline feeds resume` starts it again."
    if not found["code"]:
        seen = found["last_success_at"]
        return f"Healthy: last looked at {_ago(seen, now)}." if seen else "New: not looked at yet."
    meaning = EXPLANATIONS[Code(found["code"])].meaning
    detail = f" ({found['detail']})" if found["detail"] else ""
    good = f"last good {_ago(found['last_success_at'], now)}" if found["last_success_at"] else "never good"
    return f"Failing for {_span(found['failing_since'], now)}, {found['errors']} in a row, {good}. {meaning}{detail}"


def _ago(moment: dt.datetime, now: dt.datetime) -> str:
    return f"{_span(moment, now)} ago"


def _span(moment: Any, now: dt.datetime) -> str:
    seconds = max(0, int((now - moment).total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def schedule(connection: Connection, until: dt.datetime) -> list[Row]:
    """Return what is due until then, soonest first."""
    columns = (FEEDS.c.id, FEEDS.c.url, FEEDS.c.title, FEEDS.c.next_poll_at, FEEDS.c.errors, FEEDS.c.code)
    due = select(*columns).where(FEEDS.c.status == "active", FEEDS.c.next_poll_at <= until)
    return all_rows(connection, due.order_by(FEEDS.c.next_poll_at, FEEDS.c.url))
