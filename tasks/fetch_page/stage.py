"""Get the page that an entry points to, as its site allows."""

from collections.abc import Iterator
from typing import Literal, Protocol

from schemas.codes import Code
from schemas.events import EntryFound, PageFetched
from schemas.http import Answer
from schemas.outcomes import Outcome, Reject
from tasks.fetch_page.document import document_type


class Web(Protocol):
    """The one door to the network."""

    def get(self, url: str, *, kind: Literal["page"]) -> Answer:
        """Return a 200 answer; raise Retry or Reject for anything else."""
        ...


class Robots(Protocol):
    """What sites let us fetch."""

    def allowed(self, url: str) -> bool:
        """Return whether `url` may be fetched; raise Retry when the site's robots.txt cannot be reached."""
        ...


class Raw(Protocol):
    """The store of bodies."""

    def put(self, data: bytes) -> str:
        """Store `data` and return its key."""
        ...


class Needs(Protocol):
    """What fetch_page needs."""

    @property
    def web(self) -> Web:
        """The network."""
        ...

    @property
    def robots(self) -> Robots:
        """The rules of the sites."""
        ...

    @property
    def raw(self) -> Raw:
        """Where bodies go."""
        ...


# Outcomes that a later attempt might change, but seldom does: the feed's own text is worth more than the wait.
_LASTING = frozenset({Code.NOT_FOUND, Code.ACCESS_DENIED})


def fetch_page(found: EntryFound, needs: Needs) -> Iterator[PageFetched]:
    """Yield the page at `found.url`, or the entry's summary when the page is out of reach for good.

    Raise Reject(ROBOTS_DENIED) when the site forbids it, Reject(UNSUPPORTED_TYPE) for anything but HTML and
    plain text, Reject(BAD_INPUT) for an entry without a URL, and what `needs.web` and `needs.robots` raise:
    each only when the outcome may still change or the feed brought no summary.
    """
    try:
        yield _page(found, needs)
    except Outcome as outcome:
        summary = summary_page(found)
        if summary is None or not (isinstance(outcome, Reject) or outcome.code in _LASTING):
            raise
        yield summary


def _page(found: EntryFound, needs: Needs) -> PageFetched:
    if found.url is None:
        raise Reject(Code.BAD_INPUT, "the entry has neither content nor a URL")
    if not needs.robots.allowed(found.url):
        raise Reject(Code.ROBOTS_DENIED)
    answer = needs.web.get(found.url, kind="page")
    media_type, charset = document_type(answer)
    return PageFetched(
        entry_id=found.entry_id,
        url=answer.url,
        body_key=needs.raw.put(answer.body),
        media_type=media_type,
        feed_id=found.feed_id,
        charset=charset,
        hints=found.hints,
    )


def summary_page(found: EntryFound) -> PageFetched | None:
    """Return what the feed itself says as a page, or None when it says nothing: the last resort for an article."""
    if found.summary_key is None:
        return None
    return PageFetched(
        entry_id=found.entry_id,
        url=found.url or f"urn:uuid:{found.entry_id}",
        body_key=found.summary_key,
        media_type="text/html",
        feed_id=found.feed_id,
        charset="utf-8",
        hints=found.hints,
    )
