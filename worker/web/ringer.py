"""Rings for what was pushed, beside the answers: at once while the line is idle, in full messages while it is not."""

import threading
import time
from collections.abc import Sequence

import redis

from schemas.outcomes import Fault
from worker.doorbell import Ring, ring_all
from worker.logs import get_logger
from worker.toolbox import Toolbox

log = get_logger()

# A push is one article and a message costs as much CPU as its work. While earlier messages wait, nothing is lost by
# waiting for company: the row would only wait in the queue instead. Bounded, for queues are never empty on a busy line.
HOLD_S = 0.1
LOOK_S = 0.01


class Ringer:
    """Takes rings from any thread. Those that are lost with the process are rung by the sweeper, as ever."""

    def __init__(self, tools: Toolbox) -> None:
        self._tools = tools
        self._waiting: list[Ring] = []
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="ringer", daemon=True)

    def start(self) -> None:
        """Begin to ring."""
        self._thread.start()

    def close(self) -> None:
        """Ring the rest and end."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def ring(self, rings: Sequence[Ring]) -> None:
        """Take rings of committed rows."""
        with self._changed:
            self._waiting += rings
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ended)
                if not self._waiting:
                    return
            self._hold()
            with self._changed:
                rings, self._waiting = self._waiting, []
            try:
                ring_all(rings, self._tools)
            except Fault as fault:
                log.warning("push.unrung", rows=len(rings), code=fault.code.value, detail=fault.detail)

    def _hold(self) -> None:
        until = time.monotonic() + HOLD_S
        leg = self._waiting[0].leg
        while len(self._waiting) < leg.batch and time.monotonic() < until and not self._ended and self._busy(leg.queue):
            time.sleep(LOOK_S)

    def _busy(self, queue: str) -> bool:
        try:
            return self._tools.bell.depth(queue) > 0
        except redis.RedisError:
            return False
