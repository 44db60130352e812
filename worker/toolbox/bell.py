"""The doorbell: short messages on Redis that say "look at this row"."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import redis
from kombu.exceptions import OperationalError

from tasks.shared.trace import traceparent
from worker.logs import get_logger
from worker.settings import Settings
from worker.toolbox.redis_client import key

log = get_logger()

Send = Callable[..., Any]
ALONE_S = 10


class Bell:
    """Rings a queue. A ring that fails is no loss: the row waits in the database and is rung again."""

    def __init__(self, send: Send, client: redis.Redis, settings: Settings) -> None:
        self._send = send
        self._client = client
        self._settings = settings

    def depth(self, queue: str) -> int:
        """Return how many messages wait in `queue`. Raises `redis.RedisError`."""
        return int(self._client.llen(key(self._settings, queue)))

    def room(self, queue: str) -> int:
        """Return how many more messages `queue` may take; 0 when Redis does not answer.

        A full Redis cannot be drained (acknowledging writes too), so the producer keeps it from filling.
        """
        try:
            return max(0, self._settings.queue_cap - self.depth(queue))
        except redis.RedisError as error:
            log.warning("bell.silent", queue=queue, detail=str(error))
            return 0

    def ring(self, task: str, queue: str, ids: Sequence[str], *, trace: str) -> bool:
        """Publish one message that names `ids`. Returns False when it was not (known to be) sent."""
        try:
            self._send(task, kwargs={"ids": list(ids)}, queue=queue, headers={"traceparent": traceparent(trace)})
        except (OperationalError, redis.RedisError, OSError) as error:
            log.warning("bell.silent", queue=queue, rows=len(ids), detail=str(error))
            return False
        return True

    @contextmanager
    def alone(self, what: str) -> Iterator[bool]:
        """Say whether nobody else does `what` right now; held while the block runs, for ten seconds at most.

        A holder that is killed delays the next by that. A courtesy that saves double work, not a lock that
        anything depends on: Redis may lose it.
        """
        name, ours = key(self._settings, f"alone.{what}"), uuid4().hex
        try:
            first = bool(self._client.set(name, ours, nx=True, ex=ALONE_S))
        except redis.RedisError:
            first = True
        try:
            yield first
        finally:
            if first:
                with suppress(redis.RedisError):
                    # After ten seconds it may be somebody else's.
                    if self._client.get(name) == ours.encode():
                        self._client.delete(name)
