"""Status codes to outcomes: the one place that decides what a server's answer means for us."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from schemas.codes import Code
from schemas.outcomes import Outcome, Reject, Retry
from tasks.shared.http_headers import retry_after

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# After these a request is sent again as it was (RFC 9110 section 15.4).
REPEATED = frozenset({307, 308})
SUCCESS = 2
PERMANENT = frozenset({301, 308})


def outcome_of(status: int, headers: Mapping[str, str]) -> Outcome:
    """Return the outcome of an answer that is neither a wanted 200 or 304 nor a redirect to follow.

    404 may come back to life and is retried; 410 is the server's own word that it will not.
    """
    detail = f"status {status}"
    after = retry_after(headers, datetime.now(UTC))
    match status:
        case HTTPStatus.GONE:
            return Reject(Code.GONE, detail)
        case HTTPStatus.NOT_FOUND:
            return Retry(Code.NOT_FOUND, detail)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return Retry(Code.ACCESS_DENIED, detail)
        case HTTPStatus.TOO_MANY_REQUESTS:
            return Retry(Code.RATE_LIMITED, detail, after=after)
        case HTTPStatus.REQUEST_TIMEOUT | HTTPStatus.TOO_EARLY:
            return Retry(Code.SERVER_ERROR, detail, after=after)
    return _by_class(status, detail, after)


def _by_class(status: int, detail: str, after: float | None) -> Outcome:
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Reject(Code.CLIENT_ERROR, detail)
    if HTTPStatus.INTERNAL_SERVER_ERROR <= status <= LAST_STATUS:
        return Retry(Code.SERVER_ERROR, detail, after=after if status == HTTPStatus.SERVICE_UNAVAILABLE else None)
    return Retry(Code.BAD_RESPONSE, f"unexpected {detail}")


LAST_STATUS = 599
