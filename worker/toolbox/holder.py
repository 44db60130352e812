"""Who holds a lease, and whether that process still lives: told apart by machine, boot and PID namespace."""

import os
import socket
from contextlib import suppress
from functools import cache
from pathlib import Path

from worker.health import process_is_gone


def _machine() -> str:
    """Return a name that no two sets of pids share.

    A host name alone is not enough: clones and containers on the host's network bear one name, and one would
    end the other's leases.
    """
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:8])
        parts.append(str(Path("/proc/self/ns/pid").stat().st_ino))
    return ":".join(parts)


HERE = _machine()


@cache
def _of(pid: int) -> str:
    return f"{HERE}/{pid}"


def me() -> str:
    """Return this process's name as a holder."""
    return _of(os.getpid())


def holder_is_gone(holder: str) -> bool:
    """Tell whether a holder of this machine no longer runs."""
    return process_is_gone(int(holder.rpartition("/")[2]))
