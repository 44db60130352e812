"""Liveness by heartbeat files: a process touches one every few seconds, anyone may look at its age.

A file costs a health check 4 ms of CPU; asking through the broker costs 0.4 s, waits a whole timeout and calls
a worker dead because Redis is.
"""

import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

BEAT_S = 5.0
# Many missed beats: a busy machine is not a dead worker.
STALE_S = 60.0
# What a killed process leaves behind is swept after a day; until then it tells when the process died.
ABANDONED_S = 86_400.0


def __getattr__(name: str) -> Any:
    # Celery takes 0.2 s to load, which a health check that runs every few seconds must not pay.
    if name == "HeartbeatStep":
        from worker.health.celery_heartbeat import HeartbeatStep  # noqa: PLC0415  see above

        return HeartbeatStep
    raise AttributeError(name)


class Place(Protocol):
    """Anything that knows the data directory: the settings do, and so do a command's options."""

    @property
    def data_dir(self) -> Path:
        """The directory of all state."""


class Sign(NamedTuple):
    """A process that said it was alive, and how many seconds ago."""

    process: str
    host: str
    pid: int
    age: float

    @property
    def file(self) -> str:
        """The name of its heartbeat file. Pids alone would meet: in containers they are all small numbers."""
        return f"{self.process}@{self.host}-{self.pid}"


class Heartbeat:
    """One process's own file, `<data_dir>/health/<process>@<host>-<pid>`."""

    def __init__(self, place: Place, process: str) -> None:
        self.path = place.data_dir / "health" / Sign(process, socket.gethostname(), os.getpid(), 0).file

    def touch(self) -> None:
        """Say that the process is alive. A full or lost disk is not what makes it dead, so errors pass."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch()

    def remove(self) -> None:
        """Say that the process ended by its own will."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def live_workers(place: Place, max_age: float = STALE_S) -> list[Sign]:
    """Return the processes that gave a sign of life within `max_age` seconds, the freshest first.

    On this host a process that is gone does not count, however fresh its sign.
    """
    living: list[Sign] = []
    for sign in _signs(place.data_dir / "health"):
        if sign.age <= max_age and not _is_gone(sign):
            living.append(sign)
        elif sign.age > max(max_age, ABANDONED_S):
            with suppress(OSError):
                (place.data_dir / "health" / sign.file).unlink(missing_ok=True)
    return sorted(living, key=lambda sign: sign.age)


def sweep_signs(place: Place) -> None:
    """Remove what killed processes of this host left behind."""
    for sign in _signs(place.data_dir / "health"):
        if _is_gone(sign):
            with suppress(OSError):
                (place.data_dir / "health" / sign.file).unlink(missing_ok=True)


def _signs(directory: Path) -> list[Sign]:
    found: list[Sign] = []
    with suppress(OSError):
        for path in directory.iterdir():
            name, _, pid = path.name.rpartition("-")
            process, _, host = name.partition("@")
            if process and host and pid.isdecimal():
                with suppress(OSError):
                    found.append(Sign(process, host, int(pid), max(0.0, time.time() - path.stat().st_mtime)))
    return found


def _is_gone(sign: Sign) -> bool:
    return sign.host == socket.gethostname() and process_is_gone(sign.pid)


def process_is_gone(pid: int) -> bool:
    """Tell whether no process of this host has this pid."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False  # somebody else's process: it is there, all the same
    return False
