"""Get the bytes of a feed, or learn that they are the ones we have."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal, Protocol

from schemas.events import FeedDue, FeedFetched, FeedUnchanged
from schemas.http import Answer, Validators
from tasks.shared.http_headers import freshness_floor

# A fact is small; a few links are all that is wanted of the header.
MAX_LINK = 2_048


class Web(Protocol):
    """The one door to the network."""

    def get(self, url: str, *, kind: Literal["feed"], validators: Validators) -> Answer:
        """Return a 200 answer, or 304 when validators were sent; raise Retry or Reject for anything else."""
        ...


class Raw(Protocol):
    """The store of bodies."""

    def put(self, data: bytes) -> str:
        """Store `data` and return its key."""
        ...


class Needs(Protocol):
    """What fetch_feed needs."""

    @property
    def web(self) -> Web:
        """The network."""
        ...

    @property
    def raw(self) -> Raw:
        """Where bodies go."""
        ...


def fetch_feed(due: FeedDue, needs: Needs) -> Iterator[FeedFetched | FeedUnchanged]:
    """Yield FeedUnchanged for a 304 or the same bytes again (by SHA-256), else FeedFetched.

    Servers err both ways: some never say 304, so the hash decides too. Raises what `needs.web` raises.
    """
    answer = needs.web.get(due.url, kind="feed", validators=Validators(etag=due.etag, last_modified=due.last_modified))
    if answer.not_modified:
        yield _unchanged(due, answer, etag=due.etag, last_modified=due.last_modified)
        return
    sha = hashlib.sha256(answer.body).hexdigest()
    if sha == due.body_sha:
        yield _unchanged(due, answer)
        return
    yield FeedFetched(
        feed_id=due.feed_id,
        url=due.url,
        final_url=answer.url,
        status=answer.status,
        body_key=needs.raw.put(answer.body),
        body_sha=sha,
        body_bytes=len(answer.body),
        content_type=answer.headers.get("content-type", ""),
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        floor_s=_floor(answer),
        link=answer.headers.get("link", "")[:MAX_LINK],
    )


def _unchanged(
    due: FeedDue, answer: Answer, *, etag: str | None = None, last_modified: str | None = None
) -> FeedUnchanged:
    # A 304 may leave a validator out: the one that it confirmed stays. A 200 replaces both.
    return FeedUnchanged(
        feed_id=due.feed_id,
        status=answer.status,
        etag=answer.headers.get("etag", etag),
        last_modified=answer.headers.get("last-modified", last_modified),
        floor_s=_floor(answer),
        body_bytes=len(answer.body),
    )


def _floor(answer: Answer) -> float:
    return freshness_floor(answer.headers, datetime.now(UTC))
