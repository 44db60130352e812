"""Child processes of `slugline up`: started, watched, restarted, drained."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.logs import get_logger

log = get_logger()

MAX_RESTART_WAIT_S = 30.0
# A child that stayed up this long is healthy: its next death starts the back-off afresh.
HEALTHY_S = 60.0
LOG_BYTES = 20_000_000

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    # Runs between fork and exec: one system call, nothing else. A server that outlives a killed `up` would
    # hold the data directory against the next one. macOS has no such call; there the broker is adopted.
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(argv: Sequence[str], *, log_file: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start `argv` in a session of its own (Ctrl-C reaches only us), its output appended to `log_file`."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with log_file.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own commands
            list(argv),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - see there
        )


@dataclass
class Child:
    """One supervised process; `deaths` counts those in a row."""

    name: str
    argv: tuple[str, ...]
    process: "subprocess.Popen[bytes]"
    started: float
    deaths: int = 0
    next_start: float = 0.0


class Supervisor:
    """Keeps a set of children alive until told to stop."""

    def __init__(self, log_dir: Path, environment: Mapping[str, str]) -> None:
        self._log_dir = log_dir
        self.environment = environment
        self.children: dict[str, Child] = {}

    def start(self, name: str, argv: Sequence[str]) -> None:
        """Start a child under `name`."""
        process = spawn(argv, log_file=self._log_file(name), environment=self.environment)
        self.children[name] = Child(name, tuple(argv), process, time.monotonic())

    def watch(self) -> list[str]:
        """Restart what died, with a back-off, and return the names of those found dead just now."""
        died = []
        for child in self.children.values():
            self._cap_log(child.name)
            if child.process.poll() is None:
                continue
            if not child.next_start:
                died.append(child.name)
                self._note_death(child)
            if time.monotonic() >= child.next_start:
                self._restart(child)
        return died

    def stop(self, *names: str, grace_s: float) -> None:
        """Ask the named children to finish (SIGTERM) and end those that do not within `grace_s`.

        Killing is harmless: what was not committed is rung again.
        """
        chosen = [self.children.pop(name) for name in names if name in self.children]
        for child in chosen:
            _signal(child.process, signal.SIGTERM)
        deadline = time.monotonic() + grace_s
        for child in chosen:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(child.process)
                child.process.wait()

    def _note_death(self, child: Child) -> None:
        lived = time.monotonic() - child.started
        child.deaths = 1 if lived > HEALTHY_S else child.deaths + 1
        wait = min(2.0 ** (child.deaths - 1), MAX_RESTART_WAIT_S)
        child.next_start = time.monotonic() + wait
        log.warning("process.died", name=child.name, exit=child.process.returncode, restart_in_s=wait)

    def _restart(self, child: Child) -> None:
        child.process = spawn(child.argv, log_file=self._log_file(child.name), environment=self.environment)
        child.started, child.next_start = time.monotonic(), 0.0

    def _log_file(self, name: str) -> Path:
        return self._log_dir / f"{name}.log"

    def _cap_log(self, name: str) -> None:
        path = self._log_file(name)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            # The child keeps its open file (appending), so the text is copied and the file cut short.
            shutil.copyfile(path, path.with_suffix(".log.1"))
            os.truncate(path, 0)


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    if process.poll() is None:
        process.send_signal(number)


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    # A prefork worker's children share its session and would otherwise finish their task first.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
