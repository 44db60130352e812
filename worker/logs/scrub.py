"""Make any value fit for a log line: no secret, no control character, no flood, plain JSON types."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

TEXT_LIMIT = 4096
# A text is masked before it is cut, or a secret could be cut into one that the patterns no longer see. The
# first bound keeps a 10 MB line cheap; a secret across it would need 12 KB of masked ones before it to show.
SCAN_LIMIT = 4 * TEXT_LIMIT
DEPTH_LIMIT = 5
ITEM_LIMIT = 64
NAME_LIMIT = 200
SAFE_INTEGER = 2**63

HIDDEN = "***"

# C0, DEL and C1 (Unicode category Cc), the two line separators, the bidirectional controls of UAX 9 and the
# zero-width ones beside them, and halves of surrogate pairs, which UTF-8 cannot carry.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

# All patterns are linear on hostile text: a run is entered at its first character only (look-behind) and
# never given back (possessive), or ends at a character that opens the next one.
_USERINFO = re.compile(r"(?<=://)[^\s/?#\"'<>\\]*@|(?i:(?<=%3A%2F%2F)[^\s/?#&\"'<>%]*+(?:%3A[^\s/?#&\"'<>%]*+)?%40)")
_NAME = re.compile(  # token=  "X-Api-Key": "  %26token%3D
    r"(?i)(?<![\w.-])(?:(?<=%)[0-9a-f]{2})?([\w.-]++)\\?[\"']?[ ]{0,4}+(?:=|:(?!//)|%3D)[ ]{0,4}+"
)
_VALUE = re.compile(r"""\\?"[^"]*+"?|\\?'[^']*+'?|[^\s&;,"'<>)\]}\#]++""")
_HEADER = re.compile(
    r"(?i)(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie)(\\?[\"']?[ ]{0,4}+[:=][ ]{0,4}+[\"']?)[^\r\n\"']++"
)
_BEARER = re.compile(r"(?i)(?<![\w-])(bearer)[ ]{1,4}+[\w.~+/=-]{8,}+")

_WORDS = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z]+")
_SECRET_WORDS = frozenset(
    [
        "auth",
        "authorization",
        "bearer",
        "cookie",
        "credential",
        "credentials",
        "hmac",
        "jwt",
        "key",
        "otp",
        "pass",
        "passphrase",
        "pw",
        "pwd",
        "secret",
        "session",
        "sid",
        "sig",
        "signature",
        "token",
    ]
)
_SECRET_PARTS = ("accesskey", "apikey", "passwd", "password", "secret", "sessid", "sessionid", "signature", "token")
_SECRET_ENDS = (*_SECRET_WORDS, *_SECRET_PARTS)


def names_a_secret(name: str) -> bool:
    """Tell whether what stands under `name` (a key, header or query parameter) must not be shown.

    The last word decides (`api_key`, `X-Amz-Signature`, `hubSecret`): `KeyError` and `key_count` hide nothing.
    """
    name = name[-NAME_LIMIT:]
    words = _WORDS.findall(name)
    if words and words[-1].lower() in _SECRET_WORDS:
        return True
    joined = "".join(words).lower()
    return any(part in joined for part in _SECRET_PARTS)


def _mask_named(text: str) -> str:
    # Only a secret's value is passed over: another's may hold a whole URL with secrets of its own.
    pieces: list[str] = []
    end = 0
    for found in _NAME.finditer(text):
        if found.start() < end or not names_a_secret(found[1]):
            continue
        if value := _VALUE.match(text, found.end()):
            pieces += text[end : found.end()], HIDDEN
            end = value.end()
    return "".join((*pieces, text[end:]))


def mask(text: str) -> str:
    """Hide passwords inside URLs, values of telling names (`token=…`, `"api_key": "…"`) and credentials."""
    # Few texts hold any of the marks, and `in` costs a hundredth of a pattern.
    low = text.lower()
    if "@" in low or "%40" in low:
        text = _USERINFO.sub(HIDDEN + "@", text)
    if "authorization" in low or "cookie" in low:
        text = _HEADER.sub(lambda found: found[1] + found[2] + HIDDEN, text)
    if "bearer" in low:
        text = _BEARER.sub(lambda found: f"{found[1]} {HIDDEN}", text)
    if any(part in low for part in _SECRET_ENDS):
        text = _mask_named(text)
    return text


def _spell(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"


def escape(text: str) -> str:
    r"""Spell control characters out (`\n`, `\u001b`), so that no line can forge another or drive a terminal."""
    return text if text.isascii() and text.isprintable() else _CONTROL.sub(_spell, text)


def scrub_text(text: str) -> str:
    """Mask, escape and cut one text; what was cut is said."""
    length = len(text)
    clean = escape(mask(text[:SCAN_LIMIT]))
    if length <= SCAN_LIMIT and len(clean) <= TEXT_LIMIT:
        return clean
    return f"{clean[:TEXT_LIMIT]}… (cut, {length} characters)"


def _scrub_number(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    # Python refuses to spell integers of over 4,300 digits, and most readers lose those of over 64 bits.
    return value if abs(value) < SAFE_INTEGER else f"integer of {value.bit_length()} bits"


def _scrub_mapping(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for name, inner in islice(value.items(), ITEM_LIMIT):
        label = scrub_text(_as_text(name))[:NAME_LIMIT]
        secret = isinstance(inner, str | bytes | bytearray) and inner and names_a_secret(label)
        clean[label] = HIDDEN if secret else scrub(inner, depth + 1)
    if len(value) > ITEM_LIMIT:
        clean["…"] = f"{len(value) - ITEM_LIMIT} more"
    return clean


def _scrub_items(value: Iterable[Any], count: int, depth: int) -> list[Any]:
    clean = [scrub(inner, depth + 1) for inner in islice(value, ITEM_LIMIT)]
    return [*clean, f"… {count - ITEM_LIMIT} more"] if count > ITEM_LIMIT else clean


def _as_text(value: object) -> str:
    try:
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value[:SCAN_LIMIT]).decode("utf-8", "backslashreplace")
        if isinstance(value, BaseException):
            return f"{type(value).__name__}: {value}"
        return str(value)
    except Exception:  # noqa: BLE001  a foreign __str__ may raise anything, and a log line must not
        return f"<{type(value).__name__} that cannot be shown>"


def _scrub_moment(value: date) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value.isoformat()


_LEAVES: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (str, lambda value: scrub_text(str.__str__(value))),
    (bool, bool),
    ((int, float), _scrub_number),
    (date, _scrub_moment),
)


def scrub(value: Any, depth: int = 0) -> Any:
    """Return `value` as plain JSON types, every text in it masked, escaped and cut, nesting and width bounded."""
    if value is None:
        return None
    for kind, treat in _LEAVES:
        if isinstance(value, kind):
            return treat(value)
    if depth < DEPTH_LIMIT:
        if isinstance(value, Mapping):
            return _scrub_mapping(value, depth)
        if isinstance(value, list | tuple | set | frozenset):
            return _scrub_items(value, len(value), depth)
    return scrub_text(_as_text(value))
