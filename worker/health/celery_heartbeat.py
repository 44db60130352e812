"""The sign of life of Celery's processes: workers by a timer in their event loop, beat by every task it sends.

Importing this module is enough for beat; `HeartbeatStep` must be added to the app's worker steps.
"""

import atexit
import threading
import time
from typing import Any

from celery import bootsteps, signals

from worker.health import BEAT_S, STALE_S, Heartbeat
from worker.settings import load_settings


class HeartbeatStep(bootsteps.StartStopStep):
    """Touches the heartbeat while the worker's event loop turns. Add it to `app.steps["worker"]`.

    The loop stands still while the worker waits for a lost broker; that is no reason to call it dead, so a thread
    keeps touching then. A loop that stands still with a broker does let the heartbeat grow old.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self._heartbeat = Heartbeat(load_settings(), worker.hostname.partition("@")[0])
        self._turned = time.monotonic()
        self._stopped = threading.Event()

    def start(self, worker: Any) -> None:
        """Begin to beat."""
        worker.timer.call_repeatedly(BEAT_S, self._turn)
        threading.Thread(target=self._watch, args=(worker,), name="heartbeat", daemon=True).start()

    def stop(self, worker: Any) -> None:
        """Take the file away."""
        del worker
        self._stopped.set()
        self._heartbeat.remove()

    terminate = stop

    def _turn(self) -> None:
        self._turned = time.monotonic()

    def _watch(self, worker: Any) -> None:
        while True:
            if time.monotonic() - self._turned < STALE_S / 2 or _is_connecting(worker):
                self._heartbeat.touch()
            if self._stopped.wait(BEAT_S):
                self._heartbeat.remove()  # again: a touch may have crossed the first
                return


def _is_connecting(worker: Any) -> bool:
    """Tell whether the consumer has yet to start all its steps, the event loop being the last."""
    consumer = worker.consumer
    return consumer is None or consumer.blueprint.started < len(consumer.steps)


@signals.beat_init.connect
def _begin_beat(**_: Any) -> None:
    heartbeat = Heartbeat(load_settings(), "beat")
    heartbeat.touch()

    def sign(**_: Any) -> None:
        heartbeat.touch()

    # Sent before the broker is asked, so a lost broker leaves beat alive.
    signals.before_task_publish.connect(sign, weak=False)
    atexit.register(heartbeat.remove)
