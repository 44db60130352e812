"""An exception as one structured, bounded value instead of a traceback of many lines."""

import sys
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

FRAME_LIMIT = 8
CAUSE_LIMIT = 4


def describe(raised: object) -> dict[str, Any] | None:
    """Return `{"type", "message", "stack", "causes"}` of an exception; None when there is none.

    `raised` is what loggers take as `exc_info`: True (the one being handled), an exception, or the triple of
    `sys.exc_info`. `stack` has the innermost frames, the last one where it was raised.
    """
    error = _exception(raised)
    if error is None:
        return None
    told: dict[str, Any] = {"type": type(error).__qualname__, "message": _message(error)}
    if error.__traceback__ is not None:
        told["stack"] = _frames(error.__traceback__)
    if causes := _causes(error):
        told["causes"] = causes
    return told


def _exception(raised: object) -> BaseException | None:
    if isinstance(raised, BaseException):
        return raised
    if isinstance(raised, tuple):
        return next((part for part in raised if isinstance(part, BaseException)), None)
    return sys.exc_info()[1] if raised else None


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001  a foreign __str__ may raise anything, and a log line must not
        return ""


def _frames(traceback: TracebackType) -> list[str]:
    # A recursion error has a thousand frames; extract_tb with a negative limit walks them without their source lines.
    frames = extract_tb(traceback, -FRAME_LIMIT)
    return [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _place(filename: str) -> str:
    """Shorten a path to what tells files apart: inside its distribution, or the last two parts."""
    parts = Path(filename).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return "/".join(parts[-2:])


def _causes(error: BaseException) -> list[str]:
    causes: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    while cause is not None and len(causes) < CAUSE_LIMIT:
        causes.append(f"{type(cause).__qualname__}: {_message(cause)}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return causes
