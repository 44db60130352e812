"""The whole line on one machine: what `slugline up` starts, in order, and stops, in reverse."""

import fcntl
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from sqlalchemy import func, select

from schemas.codes import Code
from schemas.outcomes import Fault
from schemas.records import Feed
from worker import broker, commands
from worker.demo.server import Demo, serve
from worker.health import sweep_signs
from worker.logs import configure_logging, flush_logs
from worker.pipeline import WORKERS
from worker.settings import Settings, mask_url
from worker.subscribe import subscribe
from worker.supervisor import Supervisor
from worker.toolbox import Toolbox, no_send, open_toolbox
from worker.toolbox.database import table
from worker.toolbox.migrations import check, upgrade

Say = Callable[[str], None]
# Prefork workers were measured to need up to 32 s now and then; what is cut off is rung again anyway.
DRAIN_S = 15.0
BROKER_S = 5.0


class Line:
    """Owns the children, the sample server and the lock on the data directory."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self._settings = settings
        self._say = say
        self._supervisor = Supervisor(settings.data_dir / "logs", os.environ)
        self._lock: TextIO | None = None
        self._log: TextIO | None = None
        self._demo: Demo | None = None
        self._port = 0
        self.tools: Toolbox = open_toolbox(settings, no_send)

    # Start

    def prepare(self) -> None:
        """Take the data directory, bring the database up to date, start or check the broker.

        Raises `Fault(already_running | database_… | broker_…)`.
        """
        logs = self._settings.data_dir / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        self._log = (logs / "up.log").open("a", encoding="utf-8")
        configure_logging(self._settings, process="up", stream=self._log)
        sweep_signs(self._settings)
        self._say(f"database  {mask_url(self._settings.database)}")
        upgrade(self.tools.database)
        check(self.tools.database)
        if self._settings.embedded_broker:
            broker.start(self._settings, self._supervisor)
        version = broker.check(self._settings)
        self._say(f"broker    {'embedded Valkey' if self._settings.embedded_broker else 'Redis'} {version}")

    def start(self, *, demo: bool) -> None:
        """Start sample feeds if wanted (or subscribed earlier), then schedule, workers and page."""
        allow = self._serve_demo(subscribe_now=demo)
        environment = {**os.environ, "SLUGLINE_ALLOW_HOSTS": ",".join((*self._settings.allow_hosts, *allow))}
        self._supervisor.environment = environment
        for kind in WORKERS:
            self._supervisor.start(kind, commands.worker(self._settings, (kind,)))
        self._supervisor.start("beat", commands.beat(self._settings))
        self._say(f"workers   {', '.join(WORKERS)}, beat")
        self._serve_page(self._settings.web_port)
        self._say(f"logs      slugline logs -f     (files in {self._settings.data_dir / 'logs'})")

    def has_feeds(self) -> bool:
        """Tell whether anything is subscribed."""
        with self.tools.database.read() as connection:
            return bool(connection.scalar(select(func.count()).select_from(table(Feed))))

    def _take_lock(self) -> None:
        # flock is given back by the kernel however we end, so a stale lock cannot exist.
        self._lock = (self._settings.data_dir / "up.lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Fault(Code.ALREADY_RUNNING, str(self._settings.data_dir)) from error

    def _serve_demo(self, *, subscribe_now: bool) -> tuple[str, ...]:
        """Serve the sample feeds on the port they were subscribed at, and return what the guard must allow."""
        memo = self._settings.data_dir / "demo.port"
        if not subscribe_now and not memo.exists():
            return ()
        self._demo = _serve_at(memo)
        allow = f"127.0.0.1:{self._demo.port}"
        if subscribe_now:
            widened = self._settings.model_copy(update={"allow_hosts": (*self._settings.allow_hosts, allow)})
            tools = open_toolbox(widened, no_send)
            for url in self._demo.feeds:
                subscribe(tools, url)
            tools.close()
            self._say(f"feeds     {len(self._demo.feeds)} sample feeds at {self._demo.base}/")
        return (allow,)

    # Run

    def watch(self) -> list[str]:
        """Restart what died; return the names of those found dead just now."""
        adopted = self._settings.embedded_broker and broker.NAME not in self._supervisor.children
        if adopted and not broker.answers(self._settings):
            # It was another `up`'s child and went with it.
            self._supervisor.start(broker.NAME, broker.server_command(self._settings))
        died = self._supervisor.watch()
        if "web" in died and _free_port(self._port) != self._port:
            # Somebody else was quicker to take the port between our look and our listening.
            self._supervisor.stop("web", grace_s=0)
            self._serve_page(0)
        return died

    def _serve_page(self, wanted: int) -> None:
        self._port = _free_port(wanted)
        self._supervisor.start("web", commands.web(self._port))
        self._say(f"page      http://127.0.0.1:{self._port}/")

    def log_file(self, name: str) -> Path:
        """Return where a child's output goes."""
        return self._settings.data_dir / "logs" / f"{name}.log"

    # Stop

    def stop(self) -> None:
        """Let the workers finish, then stop the rest, the broker last. Safe to call at any point of the start."""
        running = set(self._supervisor.children)
        if running & set(WORKERS):
            self._say("draining  (Ctrl-C again to leave at once; nothing is lost)")
        self._supervisor.stop("beat", "web", *WORKERS, grace_s=DRAIN_S)
        if self._demo:
            self._demo.close()
        self.tools.close()
        if broker.NAME in self._supervisor.children:
            self._supervisor.stop(broker.NAME, grace_s=BROKER_S)
            broker.clean_up(self._settings)
        if running:
            self._say("stopped")
        flush_logs()
        for file in (self._log, self._lock):
            if file:
                file.close()


def _serve_at(memo: Path) -> Demo:
    """Serve on the remembered port; when it is taken, on a new one, which is then remembered."""
    try:
        demo = serve(int(memo.read_text(encoding="utf-8")))
    except (OSError, ValueError, OverflowError):
        demo = serve(0)
    memo.write_text(str(demo.port), encoding="utf-8")
    return demo


def _free_port(wanted: int) -> int:
    """Return `wanted` if nobody listens there, else a port the system chooses: a second line has its own page."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return _free_port(0)
        port: int = probe.getsockname()[1]
        return port
