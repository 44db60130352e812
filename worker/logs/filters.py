"""Which lines of the task log are wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from worker.logs.lines import LEVELS, as_json

_AGE = re.compile(r"(\d{1,9})\s?([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_since(text: str, now: datetime) -> datetime:
    """Read an age ("10m", "2h") or an ISO 8601 moment, taken as UTC when it names no zone.

    Raises ValueError for anything else, and for moments out of range.
    """
    if age := _AGE.fullmatch(text.strip()):
        try:
            return now - timedelta(**{_UNITS[age[2]]: int(age[1])})
        except OverflowError:
            return datetime.fromtimestamp(0, UTC)
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def compile_grep(text: str) -> re.Pattern[str]:
    """Compile a search; it minds case only when it has a capital letter. Raises `re.error`."""
    return re.compile(text, 0 if any(letter.isupper() for letter in text) else re.IGNORECASE)


@dataclass(frozen=True)
class Filter:
    """What every shown line must satisfy; an empty part asks nothing."""

    task: str = ""
    feed: str = ""
    host: str = ""
    level: str = "debug"
    event: str = ""
    trace: str = ""
    grep: re.Pattern[str] | None = None

    def accepts(self, line: Mapping[str, Any]) -> bool:
        """Tell whether the event of one line is wanted."""
        return (
            _reaches(line, self.level)
            and (not self.task or any(_is_task(self.task, _text(line, name)) for name in ("task", "stage")))
            and (not self.feed or _is_feed(self.feed, line))
            and (not self.host or _is_host(self.host, _text(line, "host")))
            and (not self.event or fnmatchcase(_text(line, "event"), self.event))
            and _text(line, "trace").startswith(self.trace)
            and (self.grep is None or self.grep.search(_haystack(line)) is not None)
        )


def _text(line: Mapping[str, Any], name: str) -> str:
    value = line.get(name, "")
    return value if isinstance(value, str) else str(value)


def _reaches(line: Mapping[str, Any], level: str) -> bool:
    found = _text(line, "level")
    return found not in LEVELS or LEVELS.index(found) >= LEVELS.index(level)


def _is_task(pattern: str, value: str) -> bool:
    return fnmatchcase(value, pattern) or fnmatchcase(value.removeprefix("tasks."), pattern)


def _is_feed(wanted: str, line: Mapping[str, Any]) -> bool:
    if _text(line, "feed").startswith(wanted):
        return True
    return "." in wanted and any(wanted in _text(line, name) for name in ("feed", "feed_url", "url"))


def _is_host(wanted: str, value: str) -> bool:
    wanted, value = wanted.lower(), value.lower()
    if ":" not in wanted:
        value = value.partition(":")[0]  # a server with a port of its own is still that host
    return fnmatchcase(value, wanted) or value.endswith("." + wanted)


def _haystack(line: Mapping[str, Any]) -> str:
    """Return what a search sees: every value, in readable form."""
    return " ".join(value if isinstance(value, str) else as_json({"": value})[4:-1] for value in line.values())
