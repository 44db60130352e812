"""Send log lines to a capped Redis Stream, for `slugline logs`, without ever holding up the work."""

import os
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from schemas.outcomes import Fault
from worker.logs.lines import as_json, timestamp
from worker.settings import Settings

QUEUE_LINES = 2000
BATCH_LINES = 200
# Lines come in bursts: a short wait turns one round trip a line into one a burst.
LINGER_S = 0.05
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 5.0


class Shipper:
    """A bounded queue and a background thread of each process that empties it into Redis.

    While Redis is away the oldest lines give way to the newest and are counted; when it is back, a line
    `logs.dropped` says how many are missing. The thread starts with the first line a process offers, for a forked
    child inherits no threads.
    """

    def __init__(self, settings: Settings, process: str) -> None:
        self._settings = settings
        self._process = process
        self._start_afresh()
        _living.add(self)

    def _start_afresh(self) -> None:
        # Also in a forked child: the parent sends its own lines, and its locks may be held for ever here.
        self._lines: deque[bytes] = deque()
        self._dropped = 0
        self._changed = threading.Condition()  # reentrant: signal handlers log, too
        self._closing = False
        self._thread: threading.Thread | None = None

    def offer(self, line: bytes) -> None:
        """Take one line; returns at once."""
        if threading.current_thread() is self._thread:
            return  # what the Redis client logs while it ships would feed itself
        with self._changed:
            if len(self._lines) >= QUEUE_LINES:
                self._lines.popleft()
                self._dropped += 1
            self._lines.append(line)
            if self._thread is None and not self._closing:
                self._start()
            self._changed.notify()

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="log-shipper", daemon=True)
        with suppress(RuntimeError):  # no thread starts while the interpreter ends
            self._thread.start()

    def close(self, timeout: float = 1.0) -> None:
        """Send what is left, for at most `timeout` seconds, and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify()
            thread = self._thread
        if thread is not None and thread.is_alive() and thread is not threading.current_thread():
            thread.join(timeout)

    def _run(self) -> None:
        # Here, for Redis's client takes 0.1 s to load, and its tools log through this package themselves.
        from worker.logs.stream import LogStream  # noqa: PLC0415

        try:
            stream = LogStream(self._settings)
        except Fault:
            return  # whoever needs Redis for the work says so; the log goes on without it
        pause = FIRST_PAUSE_S
        while self._await_lines():
            batch = self._take()
            if self._send(stream.append, batch):
                pause = FIRST_PAUSE_S
            else:
                self._give_back(batch)
                if self._pause(pause):
                    break
                pause = min(2 * pause, LONGEST_PAUSE_S)
        stream.close()

    def _await_lines(self) -> bool:
        """Wait for a line; False when there is none and the process ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._lines or self._closing)
            self._changed.wait_for(lambda: self._closing or len(self._lines) >= BATCH_LINES, LINGER_S)
            return bool(self._lines)

    def _pause(self, seconds: float) -> bool:
        """Wait, and tell whether the process ends."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closing, seconds)

    def _take(self) -> list[bytes]:
        with self._changed:
            return [self._lines.popleft() for _ in range(min(BATCH_LINES, len(self._lines)))]

    def _give_back(self, batch: list[bytes]) -> None:
        with self._changed:
            room = QUEUE_LINES - len(self._lines)
            kept = batch[max(0, len(batch) - room) :] if room > 0 else []
            self._dropped += len(batch) - len(kept)
            self._lines.extendleft(reversed(kept))

    def _send(self, append: Callable[[list[bytes]], bool], batch: list[bytes]) -> bool:
        dropped = self._dropped
        if not append([*batch, self._tell_dropped(dropped)] if dropped else batch):
            return False
        with self._changed:
            self._dropped -= dropped
        return True

    def _tell_dropped(self, count: int) -> bytes:
        event: dict[str, Any] = {
            "ts": timestamp(time.time()),
            "level": "warning",
            "event": "logs.dropped",
            "process": self._process,
            "pid": os.getpid(),
            "count": count,
        }
        return as_json(event).encode()


_living: "weakref.WeakSet[Shipper]" = weakref.WeakSet()


def _after_fork() -> None:
    for shipper in tuple(_living):
        shipper._start_afresh()  # noqa: SLF001  the class's own hook, per process instead of per object


os.register_at_fork(after_in_child=_after_fork)
