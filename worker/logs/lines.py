"""The two faces of a log event: one line of JSON for machines, aligned columns for people."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from worker.logs.scrub import escape

Event = Mapping[str, Any]

# The order of keys in a line; others follow in the order in which they were given.
FIRST = [
    "ts",
    "level",
    "event",
    "process",
    "pid",
    "trace",
    "task",
    "stage",
    "queue",
    "feed",
    "host",
    "entry",
    "article",
    "code",
    "detail",
    "attempt",
    "duration_ms",
]
LEVELS = ("debug", "info", "warning", "error", "critical")

_COLUMNS = frozenset(("ts", "level", "event", "process", "pid"))
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PLAIN = re.compile(r"[^\s\"'=]+")
_RESET = "\x1b[0m"
_DIM = "\x1b[2m"
_BOLD = "\x1b[1m"
_LEVEL_COLOUR = {"debug": "\x1b[2m", "warning": "\x1b[33m", "error": "\x1b[31m", "critical": "\x1b[1;31m"}
# Readable on dark and light grounds alike, and none that a level uses.
_PALETTE = tuple(f"\x1b[{code}m" for code in (32, 34, 35, 36, 92, 94, 95, 96))


def timestamp(seconds: float) -> str:
    """Return a moment, in seconds since the epoch, as ISO 8601 UTC with milliseconds and "Z"."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ordered(event: Event) -> dict[str, Any]:
    """Return the event with its leading keys first."""
    first = {name: event[name] for name in FIRST if name in event}
    return first | {name: value for name, value in event.items() if name not in first}


def as_json(event: Event) -> str:
    """Return one line of JSON, in ASCII.

    ASCII costs readers nothing (every JSON reader decodes it) and keeps a byte-wise search for control characters,
    a terminal in another encoding and a cut in mid-character harmless.
    """
    return json.dumps(event, ensure_ascii=True, separators=(",", ":"))


def as_columns(event: Event, *, colour: bool = False) -> str:
    """Return time, level, process, event, then `key=value`, with no control character but the colours.

    Ids are shortened to their first eight digits, which `slugline logs` takes as they are.
    """
    paint = _paint if colour else _leave
    moment, level, process, name = (escape(str(event.get(part, ""))) for part in ("ts", "level", "process", "event"))
    head = (
        paint(moment[11:23].ljust(12), _DIM),
        paint(level[:7].ljust(7), _LEVEL_COLOUR.get(level, "")),
        paint(process.ljust(8), _shade(process)),
        paint(name.ljust(20), _BOLD),
    )
    pairs = [_pair(name, value, paint) for name, value in event.items() if name not in _COLUMNS]
    return " ".join((*head, *pairs)).rstrip()


def as_values(event: Event) -> str:
    """Return the values alone, two spaces apart, whole and without control characters."""
    return "  ".join(escape(value if isinstance(value, str) else _show(value)) for value in event.values())


def _paint(text: str, code: str) -> str:
    return f"{code}{text}{_RESET}" if code else text


def _leave(text: str, _code: str) -> str:
    return text


def _shade(text: str) -> str:
    # Not hash(): a feed keeps its colour across runs.
    return _PALETTE[crc32(text.encode("utf-8", "replace")) % len(_PALETTE)]


def _pair(name: str, value: Any, paint: Callable[[str, str], str]) -> str:
    shown = escape(_show(value))
    shade = _shade(shown) if name in ("feed", "host") else ""
    return paint(f"{escape(name)}=", _DIM) + paint(shown, shade)


def _show(value: Any) -> str:
    if isinstance(value, str):
        if _UUID.fullmatch(value):
            return value[:8]
        return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', '\\"') + '"'
    if isinstance(value, dict) and "type" in value and "message" in value:
        return f"{value['type']}: {value['message']} ({' > '.join(value.get('stack', ()))})"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
