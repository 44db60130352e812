"""What is committed when a leg ends: the outcome and the row it belongs to, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from schemas.codes import Code
from schemas.events import EntryFound, FeedDue, FeedFetched, FeedParsed, FeedUnchanged, PageFetched, Recorded
from schemas.outcomes import Outcome, Reject, Retry, Skip
from schemas.records import Entry, Poll
from tasks.fetch_page import summary_page
from tasks.shared.urls import is_http, server
from worker.doorbell import Ring
from worker.pipeline import LEG_AT, LEG_TAKING
from worker.toolbox import Toolbox
from worker.toolbox.database import table
from worker.toolbox.entries import Opening, open_entries
from worker.toolbox.ledger import DEAD, DONE, FAILED, SKIPPED, Claim, Kept
from worker.toolbox.polls import note, open_poll
from worker.toolbox.raw import RawStore

# A fact that is larger lies in the raw store, and the row holds its key (the claim check pattern).
INLINE_BYTES = 4096
RAW = "raw:"

Fact = TypeVar("Fact", bound=Struct)


class Fenced(Exception):
    """The row is no longer ours: our lease ran out, or the row was taken away. Nothing may be written."""


@dataclass(frozen=True)
class Prepared:
    """A fact with all that must lie in the raw store already there, so that no transaction waits for a disk."""

    fact: Struct
    encoded: str = ""
    openings: Sequence[Opening] = ()


def encode(fact: Struct, raw: RawStore) -> str:
    """Return `fact` as a ledger row holds it."""
    data = msgspec.json.encode(fact)
    return data.decode() if len(data) <= INLINE_BYTES else RAW + raw.put(data)


def decode(text: str, kind: type[Fact], raw: RawStore) -> Fact:
    """Return the fact that `encode` wrote. Raises `Retry(raw_missing)` when its body is gone."""
    data = raw.get(text.removeprefix(RAW)) if text.startswith(RAW) else text.encode()
    return msgspec.json.decode(data, type=kind)


def prepare(fact: Struct, raw: RawStore) -> Prepared:
    """Store what the fact's commit will name."""
    if isinstance(fact, FeedParsed):
        return Prepared(fact, openings=[opening(entry, raw) for entry in fact.entries])
    return Prepared(fact, encoded=encode(fact, raw) if type(fact) in LEG_TAKING else "")


# Success


def settle(connection: Connection, claim: Claim, prepared: Prepared, tools: Toolbox) -> list[Ring]:
    """Commit the fact that a leg ended with and return the rows that it wakes.

    Raises `Fenced` when the claim is no longer ours; the transaction must then be rolled back.
    """
    ending = ENDINGS.get(type(prepared.fact))
    if ending is not None:
        return ending(connection, claim, prepared, tools)
    leg = LEG_TAKING[type(prepared.fact)]
    _ours(tools.ledger.advance(connection, claim, leg.door, prepared.encoded))
    return [Ring(leg, claim.id, claim.trace)]


def _unchanged(connection: Connection, claim: Claim, prepared: Prepared, tools: Toolbox) -> list[Ring]:
    fact = prepared.fact
    assert isinstance(fact, FeedUnchanged)
    tools.feeds.lock(connection, fact.feed_id)
    _ours(tools.ledger.finish(connection, claim, DONE))
    note(connection, claim.id, status=fact.status, body_bytes=fact.body_bytes)
    tools.feeds.unchanged(connection, fact)
    tools.hubs.looked(connection, fact.feed_id, news=0)
    return []


def _parsed(connection: Connection, claim: Claim, prepared: Prepared, tools: Toolbox) -> list[Ring]:
    fact = prepared.fact
    assert isinstance(fact, FeedParsed)
    tools.feeds.lock(connection, fact.feed_id)
    _ours(tools.ledger.finish(connection, claim, DONE, detail=fact.degraded or ""))
    opened = open_entries(connection, prepared.openings, trace=claim.trace, now=tools.clock.now())
    if not fact.pushed:
        tools.feeds.parsed(connection, fact, opened.new)
    awake = opened.new | opened.changed
    note(connection, claim.id, status=fact.status, body_bytes=fact.body_bytes, entries_new=len(awake))
    _weigh(connection, fact, len(awake), tools)
    return rings_of([each for each in prepared.openings if each.id in awake], claim.trace)


def _weigh(connection: Connection, fact: FeedParsed, news: int, tools: Toolbox) -> None:
    """Compare looks with pushes; a look also says whether pushes can be had."""
    if fact.pushed:
        tools.hubs.pushed(connection, fact.feed_id, news=news)
        return
    tools.hubs.looked(connection, fact.feed_id, news=news)
    if tools.settings.callback_url:
        tools.hubs.offered(connection, fact)


def _recorded(connection: Connection, claim: Claim, prepared: Prepared, tools: Toolbox) -> list[Ring]:
    fact = prepared.fact
    assert isinstance(fact, Recorded)
    _ours(tools.ledger.finish(connection, claim, DONE, article_id=fact.article_id))
    return []


ENDINGS: dict[type[Struct], Callable[[Connection, Claim, Prepared, Toolbox], list[Ring]]] = {
    FeedUnchanged: _unchanged,
    FeedParsed: _parsed,
    Recorded: _recorded,
}


def _ours(written: bool) -> None:
    if not written:
        raise Fenced


def opening(entry: EntryFound, raw: RawStore) -> Opening:
    """Return the ledger row an entry begins with: at the page fetch, or past it when its content came along."""
    fact = page_of(entry) or entry
    return Opening(
        id=entry.entry_id,
        feed_id=entry.feed_id,
        identity=entry.identity,
        url=entry.url,
        title=entry.hints.title,
        digest=entry.digest,
        stage=LEG_TAKING[type(fact)].door,
        fact=encode(fact, raw),
        origin=encode(entry, raw),
        host=server(entry.url) if fact is entry and entry.url else "",
    )


def page_of(entry: EntryFound) -> PageFetched | None:
    """Return the page of an entry whose content came along, or None when it is to be fetched."""
    if entry.body_key is None:
        return None
    return PageFetched(
        entry_id=entry.entry_id,
        url=entry.url or f"urn:uuid:{entry.entry_id}",
        body_key=entry.body_key,
        media_type=entry.media_type,
        charset=entry.charset,
        feed_id=entry.feed_id,
        hints=entry.hints,
    )


def rings_of(openings: Sequence[Opening], trace: str) -> list[Ring]:
    """Return the rings that wake opened rows."""
    return [Ring(LEG_AT[each.stage], each.id, trace, each.host) for each in openings]


def plan(connection: Connection, due: FeedDue, tools: Toolbox) -> Ring | None:
    """Open the poll of a due feed; None when that look was had already."""
    leg = LEG_TAKING[FeedDue]
    fact = encode(due, tools.raw)
    opened = open_poll(connection, due, stage=leg.door, fact=fact, now=tools.clock.now())
    return Ring(leg, *opened, server(due.url)) if opened else None


# Anything else


def refuse(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """Commit an outcome other than success and say in a word what became of the row.

    Raises `Fenced` when the claim is no longer ours; the transaction must then be rolled back.
    """
    verdict = _refuse_poll if claim.of is Poll else _refuse_entry
    word = verdict(connection, claim, outcome, tools)
    tools.feeds.rest(connection, outcome.host or claim.host, outcome)
    return word


def _refuse_poll(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """End the look: the feed's own back-off decides when the next one is."""
    assert claim.feed_id is not None
    tools.feeds.lock(connection, claim.feed_id)
    _ours(tools.ledger.finish(connection, claim, FAILED, code=outcome.code, detail=outcome.detail))
    if not _was_pushed(claim, tools):
        tools.feeds.failed(connection, claim.feed_id, outcome)
    return FAILED


def _was_pushed(claim: Claim, tools: Toolbox) -> bool:
    """Tell whether it was a push: what a hub sends says nothing of how the feed itself fares."""
    if claim.stage != LEG_TAKING[FeedFetched].door:
        return False
    try:
        return decode(claim.fact, FeedFetched, tools.raw).pushed
    except (Outcome, msgspec.DecodeError):
        return False


def _refuse_entry(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    if isinstance(outcome, Skip):
        columns = {"article_id": outcome.article_id} if outcome.article_id else {}
        _ours(tools.ledger.finish(connection, claim, SKIPPED, code=outcome.code, detail=outcome.detail, **columns))
        return SKIPPED
    if isinstance(outcome, Reject):
        return _bury(connection, claim, outcome, tools)
    if outcome.code is Code.RAW_MISSING:
        return start_over(connection, claim, outcome, tools)
    if tools.ledger.is_last(claim) and _settle_for_summary(connection, claim, tools):
        return "summarised"
    kept = tools.ledger.retry(connection, claim, outcome.code, outcome.detail, outcome.after)
    _ours(kept is not Kept.NOT_OURS)
    return kept.value


def _bury(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    _ours(tools.ledger.finish(connection, claim, DEAD, code=outcome.code, detail=outcome.detail))
    return DEAD


def _settle_for_summary(connection: Connection, claim: Claim, tools: Toolbox) -> bool:
    """Go on with what the feed itself said when the page stayed out of reach to the last try."""
    leg = LEG_TAKING[EntryFound]
    if claim.stage != leg.door:
        return False
    page = summary_page(decode(claim.fact, EntryFound, tools.raw))
    if page is None:
        return False
    _ours(tools.ledger.advance(connection, claim, LEG_TAKING[PageFetched].door, encode(page, tools.raw)))
    return True


def start_over(connection: Connection, claim: Claim, outcome: Outcome, tools: Toolbox) -> str:
    """Send an entry whose stored body is gone back to its origin; without a page to fetch it is lost, and said so."""
    if tools.ledger.is_last(claim):
        return _bury(connection, claim, outcome, tools)
    found = _origin(connection, claim, tools.raw)
    if found is None or found.url is None or not is_http(found.url):
        return _bury(connection, claim, outcome, tools)
    again = msgspec.structs.replace(found, body_key=None, summary_key=None)
    leg = LEG_TAKING[EntryFound]
    _ours(tools.ledger.rewind(connection, claim, leg.door, encode(again, tools.raw), host=server(found.url)))
    return "restarted"


def _origin(connection: Connection, claim: Claim, raw: RawStore) -> EntryFound | None:
    """Return what the entry began with, or None when that is gone as well."""
    entries = table(Entry)
    origin = connection.scalar(select(entries.c.origin).where(entries.c.id == claim.id))
    try:
        return decode(origin, EntryFound, raw) if origin else None
    except Retry:
        return None
