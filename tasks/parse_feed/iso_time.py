"""Times as ISO 8601 writes them (RFC 3339, and the W3C profile of sitemaps)."""

from datetime import UTC, datetime, timedelta

_LONGEST = 40


def iso_moment(text: str, now: datetime) -> datetime | None:
    """Return the aware UTC time in `text`, or None when it is none, or lies more than a day in the future."""
    try:
        moment = datetime.fromisoformat(text.strip()[:_LONGEST])
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment <= now + timedelta(days=1) else None
