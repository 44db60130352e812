"""The time, in one place so that tests can turn it."""

from datetime import UTC, datetime


class Clock:
    """Wall-clock time. Leases and due times are compared by it on every machine, so machines run NTP."""

    def now(self) -> datetime:
        """Return the aware UTC time."""
        return datetime.now(UTC)
