"""A whole line in a temporary folder: real processes, a real broker, a real database; to be killed at will."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import redis
from sqlalchemy import create_engine, text

from worker.settings import Settings
from worker.toolbox.redis_client import redis_url

# Everything that waits is shortened; the order of the limits is kept.
QUICK = {
    "SLUGLINE_TICK_S": "0.3",
    "SLUGLINE_FETCH_DEADLINE_S": "2",
    "SLUGLINE_TIME_LIMIT_S": "5.5",
    "SLUGLINE_LEASE_S": "6",
    "SLUGLINE_VISIBILITY_TIMEOUT_S": "10",
    "SLUGLINE_RING_GRACE_S": "2",
    "SLUGLINE_RETRY_BASE_S": "0.5",
    "SLUGLINE_FETCH_THREADS": "4",
    "SLUGLINE_PARSE_PROCESSES": "1",
    "SLUGLINE_WEB_PORT": "0",
    "SLUGLINE_POLL_INTERVAL_S": "3600",
}
SLUGLINE = (sys.executable, "-m", "worker")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


class Lab:
    """One data directory and the processes on it."""

    def __init__(self, folder: Path, *, allow: str = "", **environment: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SLUGLINE_")}
        self.folder = folder
        own = {"SLUGLINE_DATA_DIR": str(folder / "data"), "SLUGLINE_ALLOW_HOSTS": allow}
        self.environment = {**clean, **QUICK, **own, **environment}
        given = {
            name.removeprefix("SLUGLINE_").lower(): value
            for name, value in self.environment.items()
            if name.startswith("SLUGLINE_")
        }
        self.settings = Settings(**given)
        self._processes: list[subprocess.Popen[bytes]] = []

    # Commands

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*SLUGLINE, *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert not check or done.returncode == 0, f"{arguments}: {done.stderr}{done.stdout}"
        return done

    def json(self, *arguments: str) -> list[dict]:
        done = self.run(*arguments, "--json", check=False)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{arguments[0]}-{len(self._processes)}.out").open("wb") as log:
            process = subprocess.Popen(
                [*SLUGLINE, *arguments], env=self.environment, cwd=self.folder, stdout=log, stderr=log
            )
        self._processes.append(process)
        return process

    def up(self) -> subprocess.Popen[bytes]:
        """Start everything unattended and wait until the workers say that they live."""
        process = self.start("up", "--no-demo", "--quiet")
        self.until(lambda: {"fetch", "parse", "records", "beat"} <= set(self.pids()), "the workers are up")
        return process

    # Looking

    def until(self, holds: Callable[[], object], what: str, *, timeout: float = 60) -> None:
        deadline = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"in vain waited for: {what}\n{self.logs()}")
            time.sleep(0.1)

    def pids(self) -> dict[str, int]:
        """Return the pid of each part that shows a heartbeat and lives."""
        folder = Path(self.environment["SLUGLINE_DATA_DIR"]) / "health"
        found = {}
        for path in folder.glob("*") if folder.is_dir() else ():
            name, _, pid = path.name.rpartition("-")
            if Path(f"/proc/{pid}").exists():
                found[name.partition("@")[0]] = int(pid)
        return found

    def processes(self) -> dict[str, list[int]]:
        """Return the pids of each part of a running `up`, pool children included, and of the broker."""
        families = {part: [pid, *children(pid)] for part, pid in self.pids().items()}
        ups = [process.pid for process in self._processes if process.poll() is None]
        return families | {"up": ups, "broker": [self.redis.info()["process_id"]]}

    def kill(self, part: str) -> None:
        os.kill(self.pids()[part], signal.SIGKILL)

    @cached_property
    def redis(self) -> redis.Redis:
        return redis.Redis.from_url(redis_url(self.settings))

    def rows(self, sql: str) -> list[dict]:
        engine = create_engine(self.settings.database)
        try:
            with engine.connect() as connection:
                return [dict(row) for row in connection.execute(text(sql)).mappings()]
        finally:
            engine.dispose()

    def write(self, sql: str) -> None:
        engine = create_engine(self.settings.database)
        try:
            with engine.begin() as connection:
                connection.execute(text(sql))
        finally:
            engine.dispose()

    def count(self, table: str) -> int:
        return self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]

    def idle(self) -> bool:
        """Tell whether no row is between stages and every feed has been looked at."""
        busy = (
            "SELECT count(*) AS n FROM entry WHERE stage NOT IN ('done','skipped','dead')",
            "SELECT count(*) AS n FROM poll WHERE stage NOT IN ('done','failed','dead')",
            "SELECT count(*) AS n FROM feed WHERE last_success_at IS NULL AND code IS NULL",
            "SELECT count(*) AS n FROM outbox WHERE told_at IS NULL",
        )
        return not any(self.rows(sql)[0]["n"] for sql in busy)

    def logs(self) -> str:
        files = [*self.folder.glob("*.out"), *(self.folder / "data" / "logs").glob("*.log")]
        return "\n".join(f"--- {path.name}\n" + path.read_text(errors="replace")[-3000:] for path in files)

    def close(self) -> None:
        if "redis" in self.__dict__:
            self.redis.close()
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
        for process in self._processes:
            try:
                process.wait(25)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
