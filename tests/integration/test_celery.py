"""Celery's own command works as everyone expects, without `slugline` around it."""

import os
import signal
import subprocess
import sys
import time

from worker.broker import server_command
from worker.supervisor import Supervisor

CELERY = (sys.executable, "-m", "celery", "-A", "worker")


def test_plain_celery_worker_and_beat_run_the_line(labs, wires, tmp_path):
    wire = wires(feeds=1, per_feed=2)
    lab = labs(allow=wire.address)
    lab.run("feeds", "add", *wire.feeds)
    supervisor = Supervisor(tmp_path, os.environ)
    supervisor.start("broker", server_command(lab.settings))
    lab.until(lambda: lab.settings.data_dir.joinpath("broker.sock").exists(), "the broker listens")
    with (lab.folder / "celery.out").open("wb") as log:
        options = {"env": lab.environment, "cwd": lab.folder, "stdout": log, "stderr": log}
        parts = [subprocess.Popen([*CELERY, part], **options) for part in ("worker", "beat")]
    try:
        lab.until(lambda: lab.count("article") == 2 and lab.idle(), "both articles")
    finally:
        for part in parts:
            part.send_signal(signal.SIGTERM)
        codes = [_wait(part) for part in parts]
        supervisor.stop("broker", grace_s=5)

    assert codes == [0, 0]


def _wait(process: "subprocess.Popen[bytes]") -> int:
    deadline = time.monotonic() + 40  # prefork was measured to need up to 32 s now and then
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    if process.poll() is None:
        process.kill()
    return process.wait()
