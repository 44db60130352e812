"""Read the task log's Redis Stream, backwards for history and onwards for what comes."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar, cast

import redis

from schemas.codes import Code
from worker.logs.stream import FIELD, stream_key
from worker.settings import Settings
from worker.toolbox.redis_client import connect

Line = dict[str, Any]
Entry = tuple[bytes, dict[bytes, bytes]]
Answer = TypeVar("Answer")

CHUNK = 500
BLOCK_MS = 1000
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 5.0
BEGINNING = b"0-0"


class LogReader:
    """A place in the stream: `history` reads up to now, `follow` from there."""

    def __init__(self, settings: Settings) -> None:
        self._client = connect(settings)
        self._key = stream_key(settings)
        self._last = BEGINNING

    def history(self, accepts: Callable[[Line], bool], count: int | None, since: datetime | None) -> list[Line]:
        """Return the newest `count` wanted lines (None: all) not older than `since`, the oldest first.

        Raises `redis.RedisError`.
        """
        newest = self._newest()
        self._last = newest or BEGINNING
        if newest is None or count == 0:
            return []
        oldest = str(max(0, int(since.timestamp() * 1000))) if since else "-"
        wanted = (line for line in self._backwards(newest.decode(), oldest) if accepts(line))
        return list(islice(wanted, count))[::-1]

    def _backwards(self, before: str, oldest: str) -> Iterator[Line]:
        while True:
            entries = cast("list[Entry]", self._client.xrevrange(self._key, before, oldest, count=CHUNK))
            yield from _read_all(entries)
            if len(entries) < CHUNK:
                return
            before = "(" + entries[-1][0].decode()

    def follow(self, tell: Callable[[str], None]) -> Iterator[Line]:
        """Yield lines as they come, for ever, through restarts and wipes of Redis."""
        while True:
            yield from _read_all(self.patiently(self._next, tell))

    def patiently(self, attempt: Callable[[], Answer], tell: Callable[[str], None]) -> Answer:
        """Return what `attempt` does once Redis answers; `tell` is told when it goes away and when it is back."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                answer = attempt()
            except redis.RedisError as error:
                if pause == FIRST_PAUSE_S:
                    tell(f"{Code.BROKER_UNREACHABLE}: {error}; waiting for it to come back")
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)
                continue
            if pause > FIRST_PAUSE_S:
                tell("Redis is back.")
            return answer

    def _next(self) -> list[Entry]:
        answer = cast("Any", self._client.xread({self._key: self._last}, count=CHUNK, block=BLOCK_MS))
        # RESP3 servers answer with a mapping, RESP2 ones with pairs.
        streams = list(answer.values()) if isinstance(answer, dict) else [entries for _, entries in answer or ()]
        entries = _flatten(streams)
        if entries:
            self._last = entries[-1][0]
        else:
            self._notice_wipe()
        return entries

    def _notice_wipe(self) -> None:
        """Begin again when the stream ends before our place: it was wiped and the server's clock went back."""
        newest = self._newest()
        if newest is not None and _order(newest) < _order(self._last):
            self._last = BEGINNING

    def _newest(self) -> bytes | None:
        entries = cast("list[Entry]", self._client.xrevrange(self._key, count=1))
        return entries[0][0] if entries else None


def _flatten(streams: list[Any]) -> list[Entry]:
    """Undo the extra list that RESP3 replies carry around the entries of one stream."""
    entries: list[Entry] = []
    for stream in streams:
        for item in stream:
            entries.extend(item if isinstance(item, list) else [item])
    return entries


def _order(entry_id: bytes) -> tuple[int, int]:
    milliseconds, _, sequence = entry_id.partition(b"-")
    return int(milliseconds), int(sequence)


def _read_all(entries: list[Entry]) -> Iterator[Line]:
    return (line for _, fields in entries if (line := _read(fields)) is not None)


def _read(fields: dict[bytes, bytes]) -> Line | None:
    """Return the event of one entry; None when something else wrote into the stream."""
    try:
        line = json.loads(fields[FIELD])
    except (KeyError, ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None
