"""What response headers ask of a client: RFC 9110 (Retry-After, Content-Type) and RFC 9111 (freshness)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_RETRY_S = 31 * 86_400.0
MAX_FRESH_S = 86_400.0
# More digits than any date needs; int() of a megabyte of digits is quadratic.
_MAX_DIGITS = 12


def _seconds(value: str) -> float | None:
    text = value.strip()
    if not (text.isascii() and text.isdecimal()):
        return None
    return float(text) if len(text) <= _MAX_DIGITS else float("inf")


def http_date(value: str) -> datetime | None:
    """Return the aware UTC time of an HTTP date, or None when `value` is none."""
    if len(value) > len("Wednesday, 09-Nov-1994 08:49:37 +0000 (UTC)"):
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After (RFC 9110 section 10.2.3) asks to wait, at most 31 days.

    `headers` has lower-case names, `now` is aware. Both forms are read; a negative, past or unreadable
    value says nothing: None.
    """
    value = headers.get("retry-after", "")
    wait = _seconds(value)
    if wait is None:
        moment = http_date(value)
        wait = (moment - now).total_seconds() if moment else None
    return min(wait, MAX_RETRY_S) if wait is not None and wait > 0 else None


def _directives(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in value.split(","):
        name, _, argument = part.partition("=")
        found.setdefault(name.strip().lower(), argument.strip().strip('"'))
    return found


def _expires_in(headers: Mapping[str, str], now: datetime) -> float:
    expires = http_date(headers.get("expires", ""))
    # Against the server's own clock when it gives one: a wrong clock then cancels out.
    sent = http_date(headers.get("date", "")) or now
    return (expires - sent).total_seconds() if expires else 0.0


def freshness_floor(headers: Mapping[str, str], now: datetime) -> float:
    """Return for how many seconds the server promised no news (RFC 9111 section 4.2), 0 to one day."""
    control = _directives(headers.get("cache-control", ""))
    if "no-cache" in control or "no-store" in control:
        return 0.0
    lifetime = _seconds(control["max-age"]) if "max-age" in control else _expires_in(headers, now)
    age = _seconds(headers.get("age", "")) or 0.0
    if not lifetime or age == float("inf"):
        return 0.0
    return max(0.0, min(lifetime - age, MAX_FRESH_S))


def media_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    """Return (type, charset) of Content-Type, both in lower case; ("", None) when it is missing."""
    essence, *parameters = headers.get("content-type", "").split(";")
    charset = None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and charset is None:
            charset = value.strip().strip("\"'").lower() or None
    return essence.strip().lower(), charset
