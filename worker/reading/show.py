"""Values as people and tools read them, whatever strangers put into them."""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

import orjson

CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")}
CONTROL |= {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)}
# What a JSON string may hold as it is but a terminal obeys.
IN_JSON = {code: f"\\u{code:04x}" for code in CONTROL if code > ord("~")}
# Bytes of the command line that are no UTF-8 come as lone surrogates, which no stream takes.
CONTROL |= {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def clean(value: object) -> str:
    """Return `value` as one line of text without control characters: titles come from strangers."""
    return str(value).translate(CONTROL).replace("\n", " ")


def excerpt(text: str, width: int) -> str:
    """Return `text` as one clean line of at most `width` signs, cut between words where it is too long."""
    line = " ".join(clean(text[: 4 * width]).split())
    if len(line) <= width:
        return line
    return f"{line[:width].rsplit(' ', 1)[0].rstrip(' ,;:-')} …"


def around(text: str, seen: str, width: int) -> str:
    """Return the part of `text` that shows `seen`, as one clean line of at most about `width` signs."""
    at = text.casefold().find(seen.casefold())
    if at < 0 or at + len(seen) <= width - 2:
        return excerpt(text, width)
    start = text.find(" ", max(0, at + len(seen) - 2 * width // 3)) + 1
    return "… " + excerpt(text[min(start, at) :], width - 2)


def json_line(row: Mapping[str, Any]) -> str:
    """Return `row` as one line of JSON; times are RFC 3339."""
    try:
        return orjson.dumps(row, option=orjson.OPT_UTC_Z, default=str).decode()
    except TypeError:
        # A lone surrogate, such as the name of a file that is no UTF-8: the other encoder takes it, "?" stands for it.
        return json.dumps(row, ensure_ascii=False, default=_plain).encode(errors="replace").decode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def local(at: datetime, zone: tzinfo | None = None) -> datetime:
    """Return a time in `zone`, this machine's unless given; as it is at the ends of the calendar, where none is."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError):
        return at


def shown(value: Any) -> str:
    """Return a cell's text: short ids, local times, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.2f}"
    text = clean(value)
    return text[:8] if _is_id(text) else text


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4  # noqa: PLR2004 - the form of a UUID
