"""A cure for workers that fall silent when Redis goes away while they are busy.

Celery's consumer notices a lost connection on its outstanding BRPOP. A worker that holds as many messages as
its prefetch allows has none outstanding: its acknowledgements fail ("Couldn't ack"), the messages count as
held for ever, the prefetch never frees, and the worker waits on nothing, alive and idle (measured on Celery
5.7.0 and kombu 5.7.0: 2 of 2 saturated workers, threads and prefork; unsaturated ones recover).
"""

from typing import Any

from celery import bootsteps
from celery.worker import state

from worker.logs import get_logger

log = get_logger()

CHECK_S = 2.0


class LostAcknowledgements(ConnectionError):
    """Messages are held that no task works on: their acknowledgement was lost with the connection."""


class ReconnectStep(bootsteps.StartStopStep):
    """Looks for such messages and makes the consumer connect anew. Add it to `app.steps["consumer"]`."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **options: Any) -> None:
        super().__init__(consumer, **options)
        self._timer: Any = None
        self._suspects: frozenset[str] = frozenset()

    def start(self, consumer: Any) -> None:
        """Begin to look, once a connection."""
        self._suspects = frozenset()
        self._timer = consumer.timer.call_repeatedly(CHECK_S, self._check, (consumer,))

    def stop(self, consumer: Any) -> None:
        """Look no more."""
        del consumer
        if self._timer is not None:
            self._timer.cancel()

    def _check(self, consumer: Any) -> None:
        """Raise when the same messages are held without a task at two looks in a row.

        One look is not enough: a task ends a moment before its message is acknowledged. The error comes from a
        timer of the event loop, where Celery takes it for what it is, a connection error, and starts over.
        """
        orphans = _held(consumer) - {request.message.delivery_tag for request in set(state.reserved_requests)}
        lost, self._suspects = orphans & self._suspects, orphans
        if lost:
            self._suspects = frozenset()
            log.warning("worker.reconnecting", messages=len(lost), detail="acknowledgements were lost")
            raise LostAcknowledgements(f"{len(lost)} messages are held without a task")


def _held(consumer: Any) -> frozenset[str]:
    qos = consumer.task_consumer.channel.qos
    return frozenset(set(qos._delivered) - set(qos._dirty))  # noqa: SLF001 - kombu counts there and nowhere else
