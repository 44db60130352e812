"""What is done to a running line. Each function returns when its fault is over; then the line must recover."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from support.lab import Lab, children
from support.wire import Wire

from worker.pipeline import QUEUES
from worker.toolbox.redis_client import key

WORKERS = ("fetch", "parse", "records")
HELD = {"fetch": "fetch_page", "records": "find_copies"}
STOP_TRIES = 200
UP = ("up", "--no-demo", "--quiet")
FREEZE_OVER_LEASE_S = 3.0
FULL_S, LOCKED_S, DOWN_S, COPYING_S, START_S = 5.0, 10.0, 3.0, 2.0, 3.0


@dataclass
class Scene:
    """A line at work: its processes, the world it reads, and the seeded chance of this run.

    `ended` is when the fault was over, where that is earlier than the return of its function.
    """

    lab: Lab
    wire: Wire
    chance: random.Random
    up: "subprocess.Popen[bytes]"
    ended: float = 0.0

    @property
    def data(self) -> Path:
        return self.lab.settings.data_dir


def nothing(scene: Scene) -> None:
    del scene


# Processes


def kill(part: str, scene: Scene) -> None:
    """Only the worker's main process: what its children do then is part of the question."""
    os.kill(scene.lab.pids()[part], signal.SIGKILL)


def kill_parse_child(scene: Scene) -> None:
    os.kill(scene.chance.choice(children(scene.lab.pids()["parse"])), signal.SIGKILL)


def kill_all_workers(scene: Scene) -> None:
    pids = scene.lab.pids()
    for part in WORKERS:
        os.killpg(pids[part], signal.SIGKILL)


def freeze(part: str, scene: Scene) -> None:
    """Stop a worker at work for longer than its leases while a second one takes over, then let the first one write."""
    pid = scene.lab.pids()[part]
    _catch_in_the_act(scene.lab, pid, HELD[part])
    scene.lab.start("worker", "--queue", part)
    time.sleep(scene.lab.settings.lease_s + FREEZE_OVER_LEASE_S)
    os.kill(pid, signal.SIGCONT)


def _catch_in_the_act(lab: Lab, pid: int, stage: str) -> None:
    """Stop the process while it holds a row at `stage`; a worker that is idle the whole time is stopped idle."""
    leased = f"SELECT 1 FROM entry WHERE stage = '{stage}' AND lease_until > CURRENT_TIMESTAMP LIMIT 1"
    for _ in range(STOP_TRIES):
        os.kill(pid, signal.SIGSTOP)
        if lab.rows(leased):
            return
        os.kill(pid, signal.SIGCONT)
        time.sleep(0.005)
    os.kill(pid, signal.SIGSTOP)


def second_beat(scene: Scene) -> None:
    scene.lab.start("beat")


def kill_up(scene: Scene) -> None:
    scene.up.kill()
    scene.up.wait()
    restart_up(scene)


def terminate_up(scene: Scene) -> None:
    scene.up.terminate()
    code = scene.up.wait(40)
    assert code == 0, f"up ended with {code} on SIGTERM"
    restart_up(scene)


def restart_up(scene: Scene) -> None:
    """Start at once, while what the first one started may still be ending."""
    scene.ended = time.monotonic()
    scene.up = scene.lab.start(*UP)
    try:
        code = scene.up.wait(START_S)
    except subprocess.TimeoutExpired:
        return
    raise AssertionError(f"up did not start again: exit {code}")


# Redis


def flush(scene: Scene) -> None:
    scene.lab.redis.flushall()


def kill_redis(scene: Scene) -> None:
    os.kill(scene.lab.redis.info()["process_id"], signal.SIGKILL)


def kill_redis_and_its_file(scene: Scene) -> None:
    kill_redis(scene)
    shutil.rmtree(scene.data / "broker" / "appendonlydir")


def fill_redis(scene: Scene) -> None:
    before = scene.lab.redis.config_get("maxmemory")["maxmemory"]
    scene.lab.redis.config_set("maxmemory", 1)
    time.sleep(FULL_S)
    scene.lab.redis.config_set("maxmemory", before)


def copy_messages(scene: Scene) -> None:
    """Put everything that waits or is being worked on into its queue again, twice, in another order."""
    client, settings = scene.lab.redis, scene.lab.settings
    until = time.monotonic() + COPYING_S
    while time.monotonic() < until:
        for queue in QUEUES:
            waiting = client.lrange(key(settings, queue), 0, -1)
            scene.chance.shuffle(waiting)
            for message in waiting[:50]:
                client.lpush(key(settings, queue), message, message)
        for held in client.hvals(key(settings, "unacked"))[:50]:
            client.lpush(key(settings, scene.chance.choice(QUEUES)), _message_of(held))
        time.sleep(0.2)


def _message_of(held: bytes) -> bytes:
    """The message inside what kombu keeps until it is acknowledged: a list of message, exchange, routing key."""
    return json.dumps(json.loads(held)[0]).encode()


# Database, files, network


def lock_database(scene: Scene) -> None:
    with closing(sqlite3.connect(scene.data / "slugline.db", timeout=20, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED_S)
        connection.execute("ROLLBACK")


def remove_bodies(scene: Scene) -> None:
    for _ in range(3):
        for body in (scene.data / "raw").rglob("*.zst"):
            body.unlink(missing_ok=True)
        time.sleep(scene.chance.uniform(0.1, 0.5))


def stop_servers(scene: Scene) -> None:
    scene.wire.stop()
    time.sleep(DOWN_S)
    scene.wire.restart()


FAULTS: dict[str, Callable[[Scene], None]] = {
    "none": nothing,
    "kill9-fetch": partial(kill, "fetch"),
    "kill9-parse": partial(kill, "parse"),
    "kill9-parse-child": kill_parse_child,
    "kill9-records": partial(kill, "records"),
    "kill9-beat": partial(kill, "beat"),
    "kill9-all-workers": kill_all_workers,
    "sigstop-fetch": partial(freeze, "fetch"),
    "sigstop-records": partial(freeze, "records"),
    "flushall": flush,
    "redis-kill9": kill_redis,
    "redis-kill9-without-aof": kill_redis_and_its_file,
    "redis-full": fill_redis,
    "duplicate-messages": copy_messages,
    "two-beats": second_beat,
    "up-kill9": kill_up,
    "up-sigterm": terminate_up,
    "database-locked": lock_database,
    "raw-body-removed": remove_bodies,
    "feed-server-down": stop_servers,
}
