"""Times as pages write them."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST = 64
_EARLIEST = 1800


def read_time(text: object) -> datetime | None:
    """Return an ISO 8601 or RFC 5322 time as aware UTC, or None when `text` is neither.

    A time without a zone is taken as UTC: the page gives no better one, and a day's error at most
    is less harm than no date.
    """
    if not isinstance(text, str) or not 0 < len(text := text.strip()) <= _LONGEST:
        return None
    try:
        moment = _iso(text) or parsedate_to_datetime(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.year >= _EARLIEST else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
