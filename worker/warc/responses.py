"""The pages that a WARC file captured."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from schemas.codes import Code
from schemas.outcomes import Reject
from tasks.shared.http_headers import media_type
from tasks.shared.urls import canonical
from worker.warc.message import read_response
from worker.warc.record import Record, records

OK = 200
MAX_PAGE = 5_000_000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_DATE_LENGTH = 40


class Capture(NamedTuple):
    """A page as it was captured, or why it cannot be had; `number` is that of its record, from 1."""

    number: int
    url: str = ""
    identity: str = ""
    body: bytes = b""
    charset: str | None = None
    fetched: datetime | None = None
    problem: Reject | None = None


def captures(path: Path) -> Iterator[Capture]:
    """Yield the HTML pages that were answered with 200, and each record that should be one and is not.

    Requests, redirects, errors, images, revisits and the like are passed over in silence. Raises OSError.
    """
    found = False
    with path.open("rb") as file:
        for record in records(file, path, _is_response):
            found = True
            if capture := _capture(record):
                yield capture
    if not found:
        yield Capture(0, problem=Reject(Code.BAD_INPUT, "no response of a web server in it"))


def _is_response(headers: dict[str, str]) -> bool:
    http = headers.get("content-type", "").lower().startswith("application/http")
    return http and headers.get("warc-type", "").lower() == "response" and _address(headers) is not None


def _address(headers: dict[str, str]) -> str | None:
    # WARC 1.0 had the URI in angle brackets by a slip of its grammar, and tools that obeyed.
    url = headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(("http://", "https://")) else None


def _capture(record: Record) -> Capture | None:
    """Return the page of a record, or None when it is of another kind."""
    if record.problem:
        code = Code.TOO_LARGE if record.too_large else Code.BAD_INPUT
        return Capture(record.number, problem=Reject(code, record.problem))
    try:
        return _page(record)
    except Reject as problem:
        return Capture(record.number, problem=problem)


def _page(record: Record) -> Capture | None:
    url = _address(record.headers) or ""
    response = read_response(record.content)
    kind, charset = media_type(response.headers)
    if response.status != OK or kind not in _PAGES:
        return None
    if "warc-segment-number" in record.headers:
        raise Reject(Code.BAD_INPUT, "the page is spread over several records")
    try:
        identity = canonical(url)
    except ValueError as error:
        raise Reject(Code.BAD_URL, str(error)) from error
    body = response.body(MAX_PAGE)
    if not body.strip():
        raise Reject(Code.EMPTY_PAGE, "the page has no bytes")
    return Capture(record.number, url, identity, body, charset, _moment(record.headers.get("warc-date", "")))


def _moment(text: str) -> datetime | None:
    """Return the aware UTC time of a WARC-Date (W3C profile of ISO 8601); None for none, or one in the future."""
    try:
        moment = datetime.fromisoformat(text[:_DATE_LENGTH])
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment <= datetime.now(UTC) + timedelta(days=1) else None
