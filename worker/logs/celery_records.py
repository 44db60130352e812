"""Keep Celery's hands off logging, and name each process after its node."""

import logging
from typing import Any

from worker.logs.pipe import configure_logging, flush_logs
from worker.settings import Settings


def connect_celery_logging(settings: Settings) -> None:
    """Have `celery worker` and `celery beat` log through the pipe, from their first warning on.

    A worker is named after its node ("fetch@host" becomes "fetch"); beat has no node name.
    """
    from billiard.util import get_logger as get_billiard_logger  # noqa: PLC0415  see below
    from celery import signals  # noqa: PLC0415  0.2 s that commands without Celery should not pay

    is_worker = False

    def begin_worker(sender: str = "", **_: Any) -> None:
        nonlocal is_worker
        is_worker = True
        configure_logging(settings, process=sender.partition("@")[0] or "worker")
        _adopt_announcements()

    def configure(**_: Any) -> None:
        if not is_worker:
            configure_logging(settings, process="beat")
        # Billiard's logger is cut off from ours when it is first asked for, so that its "exited with signal 9"
        # would reach stderr bare; asked for here, it is joined again for good.
        get_billiard_logger().propagate = True

    def flush(**_: Any) -> None:
        flush_logs()  # a pool process ends by os._exit, past every exit hook

    # Celery keeps weak references to receivers, and these live nowhere else.
    signals.celeryd_init.connect(begin_worker, weak=False)
    signals.setup_logging.connect(configure, weak=False)
    signals.worker_process_shutdown.connect(flush, weak=False)


def _adopt_announcements() -> None:
    """Log what a worker says bare on stdout when it is told to stop; there is no setting for it."""
    from celery.apps import worker  # noqa: PLC0415  see above

    def say(message: object, _stream: object = None) -> None:
        logging.getLogger("celery.apps.worker").info("%s", message)

    worker.safe_say = say
