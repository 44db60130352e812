"""Column types that hold the same on SQLite and on PostgreSQL."""

import datetime as dt

from sqlalchemy import DateTime, LargeBinary, Text, TypeDecorator
from sqlalchemy.engine import Dialect


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware time, kept in UTC. SQLite forgets the zone (measured), so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive times; hand SQLite the bare UTC time that it can compare."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}: times are aware")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the time with its zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class SafeText(TypeDecorator[str]):
    """Text from outside: NUL, which PostgreSQL refuses, becomes U+FFFD, and what is no UTF-8 a question mark."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return `value` as any database can hold it."""
        del dialect
        if value is None:
            return None
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class CompactId(TypeDecorator[str]):
    """A UUID as its 16 bytes, where a table has dozens of rows an article: half the size of the text."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Return the bytes."""
        del dialect
        return None if value is None else id_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Return the text."""
        del dialect
        return None if value is None else id_text(value)


def id_bytes(name: str) -> bytes:
    """Return the 16 bytes of a UUID."""
    return bytes.fromhex(name.replace("-", ""))


def id_text(value: bytes) -> str:
    """Return the text of a UUID's 16 bytes."""
    # By hand: `str(UUID(...))` takes four times as long, and a giant story asks for thousands.
    told = value.hex()
    return f"{told[:8]}-{told[8:12]}-{told[12:16]}-{told[16:20]}-{told[20:]}"
