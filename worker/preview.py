"""The pure stages on the spot: no broker, no database. What `parse`, `feeds check` and `fetch-check` show."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from schemas import ids
from schemas.codes import EXPLANATIONS, Code
from schemas.events import (
    BlocksExtracted,
    FeedDue,
    FeedParsed,
    FeedUnchanged,
    PageFetched,
    SegmentsDetected,
)
from schemas.outcomes import Outcome, Reject, Retry
from tasks.deduplicate import deduplicate
from tasks.detect_segments import detect_segments
from tasks.extract_blocks import extract_blocks
from tasks.fetch_feed import fetch_feed
from tasks.parse_feed import parse_feed
from tasks.shared.mentions import NameFinder, find_mentions
from tasks.shared.urls import is_http
from worker.discovery import discover
from worker.intake import Item
from worker.settlement import page_of
from worker.toolbox.web import Web


class MemoryRaw:
    """A raw store that lasts as long as the command."""

    def __init__(self) -> None:
        self._bodies: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep `data` and return its key."""
        key = sha256(data).hexdigest()
        self._bodies[key] = data
        return key

    def clear(self) -> None:
        """Forget everything: an archive holds more pages than memory does."""
        self._bodies.clear()

    def get(self, key: str) -> bytes:
        """Return the bytes of `key`. Raises `Retry(raw_missing)`."""
        try:
            return self._bodies[key]
        except KeyError:
            raise Retry(Code.RAW_MISSING, key[:12]) from None


class Unseen:
    """An archive in which nothing is stored yet, so that every article is news."""

    def has_revision(self, revision_id: str) -> bool:
        """Say no."""
        del revision_id
        return False


class Unheard:
    """The memory of a feed that was never looked at."""

    def known(self, entry_ids: Collection[str]) -> frozenset[str]:
        """Return nothing: no entry is known."""
        del entry_ids
        return frozenset()

    def urls(self, feed_id: str, limit: int) -> Collection[str]:
        """Return nothing."""
        del feed_id, limit
        return ()


@dataclass(frozen=True)
class Bench:
    """The tools that the pure stages need."""

    web: Web
    raw: MemoryRaw = field(default_factory=MemoryRaw)
    archive: Unseen = field(default_factory=Unseen)
    entries: Unheard = field(default_factory=Unheard)
    names: NameFinder = find_mentions


def read_page(page: PageFetched, bench: Bench) -> SegmentsDetected:
    """Run extract → deduplicate → segment on one page. Raises what the stages raise."""
    (extracted,) = extract_blocks(page, bench)
    (kept,) = deduplicate(extracted, bench)
    (detected,) = detect_segments(kept, bench)
    return detected


def parsed(item: Item, bench: Bench) -> dict[str, Any]:
    """Return the object of `slugline parse --json` for one input; a bad one says why under `error`."""
    try:
        detected = read_page(_page(item), bench)
    except Outcome as problem:
        return {
            "source": item.source,
            "error": _error(problem),
            "article": {},
            "blocks": [],
            "segments": [],
            "links": [],
        }
    return {"source": item.source, **_shown(detected.kept.extracted, detected)}


def _page(item: Item) -> PageFetched:
    if item.problem is not None:
        raise item.problem
    assert item.entry is not None
    page = page_of(item.entry)
    if page is None:
        raise Reject(Code.BAD_INPUT, "parse reads files; give a URL to `slugline ingest`")
    return page


def _shown(extracted: BlocksExtracted, detected: SegmentsDetected) -> dict[str, Any]:
    shown: dict[str, Any] = to_builtins(
        {
            "article": replace(extracted.article, canonical_url=extracted.article.canonical_url or _address(detected)),
            "blocks": extracted.blocks,
            "segments": detected.segments,
            "links": detected.links,
        }
    )
    return shown


def _address(detected: SegmentsDetected) -> str | None:
    url = detected.kept.canonical_url
    return url if is_http(url) else None


def _error(problem: Outcome) -> dict[str, str]:
    return {"code": problem.code.value, "detail": problem.detail, "fix": EXPLANATIONS[problem.code].fix}


def checked(url: str, web: Web) -> dict[str, Any]:
    """Look at a feed through the real code path, store nothing, and return one line of `fetch-check`."""
    started = time.monotonic()
    answer: dict[str, Any] = {"url": url, "outcome": "ok", "error": None, "retryable": False, "entries": [], "bytes": 0}
    try:
        answer.update(_look(url, Bench(web)))
    except Outcome as problem:
        answer |= {
            "outcome": "error",
            "error": problem.code.value,
            "retryable": isinstance(problem, Retry),
            "detail": problem.detail,
            "fix": EXPLANATIONS[problem.code].fix,
        }
    except Exception as error:  # noqa: BLE001 - the door that hostile servers are pointed at: one line whatever comes
        answer |= {"outcome": "error", "error": Code.INTERNAL.value, "detail": f"{type(error).__name__}: {error}"}
    return {**answer, "seconds": round(time.monotonic() - started, 3)}


def _look(url: str, bench: Bench) -> dict[str, Any]:
    (fetched,) = fetch_feed(FeedDue(feed_id=ids.feed_id(url), url=url), bench)
    if isinstance(fetched, FeedUnchanged):
        return {"outcome": "not_modified", "bytes": fetched.body_bytes}
    (feed,) = parse_feed(fetched, bench)
    return {
        "bytes": fetched.body_bytes,
        "title": feed.title,
        "degraded": feed.degraded,
        "floor_s": feed.floor_s,
        "entries": _entries(feed),
    }


def _entries(feed: FeedParsed) -> list[dict[str, Any]]:
    return [
        {"id": entry.identity, "url": entry.url, "title": entry.hints.title, "published": entry.hints.published}
        for entry in feed.entries
    ]


def check_found(url: str, web: Web) -> dict[str, Any]:
    """Return what `checked` says of `url` or, when that is a page, of the feed that it names first.

    Then `page` is the page's URL and `others` are the URLs of the other feeds that it names.
    """
    answer = checked(url, web)
    if answer["error"] != Code.NOT_A_FEED.value:
        return answer
    try:
        found = discover(url, web)
    except Outcome:
        return answer
    if found is None:
        return answer
    return {**checked(found.feed.url, web), "page": found.page, "others": list(found.others)}
