"""What is committed when a leg ends: the outcome and the row it belongs to, in one transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from schemas.codes import Code
from schemas.events import EntryFound, FeedDue, FeedParsed, FeedUnchanged, PageFetched, Recorded
from schemas.outcomes import Outcome, Reject, Retry, Skip
from schemas.records import Entry, Poll
from tasks.shared.urls import host, is_http
from worker.doorbell import Ring
from worker.pipeline import LEG_AT, LEG_TAKING, Leg
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.entries import Opening, open_entries
from worker.toolbox.ledger import DEAD, DONE, FAILED, SKIPPED, Claim
from worker.toolbox.polls import note, open_poll
from worker.toolbox.raw import RawStore

# A fact that is larger lies in the raw store, and the row holds its key (the claim check pattern).
INLINE_BYTES = 4096
RAW = "raw:"

Fact = TypeVar("Fact", bound=Struct)


class Fenced(Exception):
    """The row is no longer ours: our lease ran out and somebody else took it. Nothing may be written."""


def encode(fact: Struct, raw: RawStore) -> str:
    """Return `fact` as a ledger row holds it."""
    data = msgspec.json.encode(fact)
    return data.decode() if len(data) <= INLINE_BYTES else RAW + raw.put(data)


def decode(text: str, kind: type[Fact], raw: RawStore) -> Fact:
    """Return the fact that `encode` wrote. Raises `Retry(raw_missing)` when its body is gone."""
    data = raw.get(text.removeprefix(RAW)) if text.startswith(RAW) else text.encode()
    return msgspec.json.decode(data, type=kind)


# Success


def settle(connection: Connection, claim: Claim, fact: Struct, encoded: str, tools: Toolbox) -> list[Ring]:
    """Commit the fact that a leg ended with and return the rows that it wakes.

    Raises `Fenced` when the claim is no longer ours; the transaction must then be rolled back.
    """
    ending = ENDINGS.get(type(fact))
    if ending is not None:
        return ending(connection, claim, fact, tools)
    leg = LEG_TAKING[type(fact)]
    _ours(tools.ledger.advance(connection, claim, leg.door, encoded))
    return [Ring(leg, claim.id, claim.trace)]


def _unchanged(connection: Connection, claim: Claim, fact: FeedUnchanged, tools: Toolbox) -> list[Ring]:
    _ours(tools.ledger.finish(connection, claim, DONE))
    note(connection, claim.id, status=fact.status, body_bytes=fact.body_bytes)
    tools.feeds.unchanged(connection, fact)
    return []


def _parsed(connection: Connection, claim: Claim, fact: FeedParsed, tools: Toolbox) -> list[Ring]:
    _ours(tools.ledger.finish(connection, claim, DONE, detail=fact.degraded or ""))
    tools.feeds.parsed(connection, fact)
    openings = [opening(entry, tools.raw) for entry in fact.entries]
    opened = open_entries(connection, openings, trace=claim.trace, now=tools.clock.now())
    note(
        connection,
        claim.id,
        status=fact.status,
        body_bytes=fact.body_bytes,
        entries_new=len(opened.new | opened.changed),
    )
    return [
        Ring(LEG_AT[each.stage], each.id, claim.trace, each.host)
        for each in openings
        if each.id in opened.new or each.id in opened.changed
    ]


def _recorded(connection: Connection, claim: Claim, fact: Recorded, tools: Toolbox) -> list[Ring]:
    _ours(tools.ledger.finish(connection, claim, DONE, article_id=fact.article_id))
    return []


ENDINGS: dict[type[Struct], Callable[[Connection, Claim, Any, Toolbox], list[Ring]]] = {
    FeedUnchanged: _unchanged,
    FeedParsed: _parsed,
    Recorded: _recorded,
}


def _ours(written: bool) -> None:
    if not written:
        raise Fenced


def opening(entry: EntryFound, raw: RawStore) -> Opening:
    """Return the ledger row an entry begins with: at the page fetch, or past it when its content came along."""
    leg, fact = _first(entry)
    return Opening(
        id=entry.entry_id,
        feed_id=entry.feed_id,
        identity=entry.identity,
        url=entry.url,
        title=entry.hints.title,
        digest=entry.digest,
        stage=leg.door,
        fact=encode(fact, raw),
        origin=encode(entry, raw),
        host=_server(fact),
    )


def _first(entry: EntryFound) -> tuple[Leg, EntryFound | PageFetched]:
    if entry.body_key is None:
        return LEG_TAKING[EntryFound], entry
    page = PageFetched(
        entry_id=entry.entry_id,
        url=entry.url or f"urn:uuid:{entry.entry_id}",
        body_key=entry.body_key,
        media_type=entry.media_type,
        charset=entry.charset,
        feed_id=entry.feed_id,
        hints=entry.hints,
    )
    return LEG_TAKING[PageFetched], page


def _server(fact: EntryFound | PageFetched) -> str:
    return host(fact.url) if isinstance(fact, EntryFound) and fact.url else ""


def plan(connection: Connection, due: FeedDue, tools: Toolbox) -> Ring:
    """Open the poll of a due feed."""
    leg = LEG_TAKING[FeedDue]
    fact = encode(due, tools.raw)
    name, trace = open_poll(connection, due, stage=leg.door, fact=fact, now=tools.clock.now())
    return Ring(leg, name, trace, host(due.url))


# Anything else


def refuse(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """Commit an outcome other than success and say in a word what became of the row.

    Raises `Fenced` when the claim is no longer ours.
    """
    tools.feeds.rest(connection, claim.host, outcome)
    if claim.of is Poll:
        return _refuse_poll(connection, claim, outcome, tools)
    if isinstance(outcome, Skip):
        columns = {"article_id": outcome.article_id} if outcome.article_id else {}
        _ours(tools.ledger.finish(connection, claim, SKIPPED, code=outcome.code, detail=outcome.detail, **columns))
        return SKIPPED
    if isinstance(outcome, Reject):
        _ours(tools.ledger.finish(connection, claim, DEAD, code=outcome.code, detail=outcome.detail))
        return DEAD
    if outcome.code is Code.RAW_MISSING:
        return start_over(connection, claim, outcome, tools)
    waits = tools.ledger.retry(connection, claim, outcome.code, outcome.detail, outcome.after)
    return "retried" if waits else DEAD


def _refuse_poll(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """End the look: the feed's own back-off decides when the next one is."""
    _ours(tools.ledger.finish(connection, claim, FAILED, code=outcome.code, detail=outcome.detail))
    assert claim.feed_id is not None
    tools.feeds.failed(connection, claim.feed_id, outcome)
    return FAILED


def start_over(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """Send an entry whose stored body is gone back to its origin; without a page to fetch it is lost, and said so."""
    found = _origin(connection, claim, tools.raw)
    if found is None or found.url is None or not is_http(found.url):
        _ours(tools.ledger.finish(connection, claim, DEAD, code=outcome.code, detail=outcome.detail))
        return DEAD
    again = msgspec.structs.replace(found, body_key=None, summary_key=None)
    leg = LEG_TAKING[EntryFound]
    _ours(tools.ledger.rewind(connection, claim, leg.door, encode(again, tools.raw), host=host(found.url)))
    return "restarted"


def _origin(connection: Connection, claim: Claim, raw: RawStore) -> EntryFound | None:
    """Return what the entry began with, or None when that is gone as well."""
    entries = table(Entry)
    origin = connection.scalar(select(entries.c.origin).where(entries.c.id == claim.id))
    try:
        return decode(origin, EntryFound, raw) if origin else None
    except Retry:
        return None
