"""One trace id from feed to segment, in the form of W3C Trace Context."""

import re
from uuid import uuid4

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def new_trace() -> str:
    """Return a fresh trace id: 32 lower-case hex digits."""
    return uuid4().hex


def traceparent(trace: str) -> str:
    """Return the `traceparent` header value for `trace`; the parent id is the trace's own first half."""
    return f"00-{trace}-{trace[:16]}-01"


def trace_of(header: object) -> str | None:
    """Return the trace id inside a `traceparent` value, or None when it is not one."""
    found = _TRACEPARENT.fullmatch(header) if isinstance(header, str) else None
    return found.group(1) if found else None
