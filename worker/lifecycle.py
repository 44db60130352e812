"""The toolbox of this process: opened on first use, never shared across a fork."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from worker.settings import Settings
from worker.toolbox import Toolbox, open_toolbox
from worker.toolbox.bell import Send

_lock = Lock()
_boxes: dict[int, Toolbox] = {}


def toolbox(settings: Settings, send: Send) -> Toolbox:
    """Return this process's toolbox. A prefork child inherits its parent's memory, so the key is the pid."""
    with _lock:
        pid = os.getpid()
        if pid not in _boxes:
            _boxes[pid] = open_toolbox(settings, send)
        return _boxes[pid]


def close_toolbox() -> None:
    """Close this process's toolbox, if it has one."""
    with _lock:
        box = _boxes.pop(os.getpid(), None)
    if box is not None:
        box.close()


def send_by_celery(name: str, **options: Any) -> None:
    """Publish a task. Celery is loaded only when there is something to ring for."""
    from worker.app import app  # noqa: PLC0415 - see above; it also imports this module

    app.send_task(name, **options)


@contextmanager
def borrowed(settings: Settings, send: Send) -> Iterator[Toolbox]:
    """Open a toolbox for the length of a command."""
    box = open_toolbox(settings, send)
    try:
        yield box
    finally:
        box.close()
