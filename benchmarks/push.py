"""From a push to its records: how long after `POST /ingest` an article is committed, at a steady rate.

    python benchmarks/push.py [--rate N] [--seconds N] [--warm N]

A line as shipped (`slugline up`, SQLite, the embedded broker) takes invented reports of some 350 words, one a request,
each at its time whether or not the last one is done. Two of three tell of an event that others tell of, too. The clock
of an article starts when it was to be sent and stops at the log line that is written after its records are committed.
Who sends runs on the same cores; how much of them others took meanwhile is told.
"""

import argparse
import http.client
import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

# Run as a script from anywhere, with the lab of the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from invented import Newsroom
from support.lab import Lab
from throughput import DEFAULTS, PARTS, TICK_MS, cpu_of_parts

from worker.settings import Settings

TOKEN = "benchmark-of-pushes"
KNOWN = 2 / 3
WORDS = 350
SENDERS = 16
WAIT_S = 120
GOALS = {"p50": 150.0, "p99": 1000.0}
SHIPPED = {"SLUGLINE_TICK_S": str(Settings.model_fields["tick_s"].default)}


@contextmanager
def line() -> Iterator[tuple[Lab, int]]:
    """Yield a running line and the port of its receiver."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        lab = stack.enter_context(closing(Lab(folder, **DEFAULTS, **SHIPPED, SLUGLINE_INGEST_TOKEN=TOKEN)))
        port = free_port()
        lab.environment["SLUGLINE_WEB_PORT"] = str(port)
        lab.up()
        lab.until(lambda: "web" in lab.pids(), "the receiver")
        yield lab, port


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def reports(count: int) -> Iterator[bytes]:
    """Yield pushes."""
    room, rng = Newsroom(1), random.Random(1)
    for number in range(count):
        event = room.event(rng.randrange(1 + number // 3) if rng.random() < KNOWN else -1 - number)
        url = f"https://{number % 97}.example/{number}"
        extracted = room.report(event, rng, url).kept.extracted
        text = " ".join(extracted.text.split()[:WORDS])
        published = datetime.now(UTC).isoformat()
        yield json.dumps({"url": url, "title": extracted.article.title, "text": text, "published": published}).encode()


class Sender:
    """Sends each push at its time, over connections that are kept."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = threading.local()
        self.sent: dict[str, float] = {}
        self.answered: list[float] = []

    def send(self, body: bytes, at: float) -> None:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        connection.request("POST", "/ingest", body=body, headers=headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 202, told
        self.answered.append((time.time() - at) * 1000)
        self.sent[told["entries"][0]["id"]] = at

    def run(self, bodies: list[bytes], rate: float) -> None:
        start = time.time()
        with ThreadPoolExecutor(SENDERS) as pool:
            jobs = []
            for number, body in enumerate(bodies):
                at = start + number / rate
                time.sleep(max(0.0, at - time.time()))
                jobs.append(pool.submit(self.send, body, at))
            for job in jobs:
                job.result()


def told_at(lab: Lab, event: str) -> dict[str, float]:
    """Return when the log told `event` of each entry."""
    found = {}
    for path in (lab.settings.data_dir / "logs").glob("*.log"):
        for text in path.read_text(encoding="utf-8").splitlines() if path.stem != "broker" else ():
            told = json.loads(text)
            if told["event"] == event and "entry" in told:
                found[told["entry"]] = datetime.fromisoformat(told["ts"]).timestamp()
    return found


def busy_ms() -> float:
    """CPU time that all processes of the machine have used."""
    fields = [int(field) for field in Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) * TICK_MS


def quantiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    shares = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "most": 1.0}
    return {name: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for name, share in shares.items()}


def measure(rate: float, seconds: float, warm: float) -> dict[str, dict[str, float]]:
    bodies = list(reports(round(rate * (warm + seconds))))
    with line() as (lab, port):
        sender = Sender(port)
        sender.run(bodies[: round(rate * warm)], rate)
        warmed, before = set(sender.sent), cpu_of_parts(lab)
        sender.answered.clear()
        busy, own, started = busy_ms(), time.process_time(), time.time()
        sender.run(bodies[round(rate * warm) :], rate)
        wanted = len(sender.sent)
        lab.until(lambda: lab.count("article") == wanted, "all articles", timeout=WAIT_S)
        took = time.time() - started
        busy, own = busy_ms() - busy, (time.process_time() - own) * 1000
        cpu = {part: (ms - before[part]) / (wanted - len(warmed)) for part, ms in cpu_of_parts(lab).items()}
        time.sleep(1)
        segmented, recorded = told_at(lab, "article.segmented"), told_at(lab, "article.recorded")
    mine = {name: at for name, at in sender.sent.items() if name not in warmed}
    print(f"{len(mine)} articles in {took:.1f} s; CPU ms an article: {sum(cpu.values()):.1f}")
    print(", ".join(f"{part} {cpu[part]:.1f}" for part in PARTS))
    cores, others = os.cpu_count() or 1, max(0.0, busy - own - sum(cpu.values()) * len(mine)) / 1000 / took
    print(f"of {cores} cores the sender took {own / 1000 / took:.2f}, others {others:.2f}")
    return {
        "answered 202": quantiles(sender.answered),
        "segmented": quantiles([(segmented[name] - at) * 1000 for name, at in mine.items()]),
        "records committed": quantiles([(recorded[name] - at) * 1000 for name, at in mine.items()]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--warm", type=float, default=5)
    chosen = parser.parse_args()
    told = measure(chosen.rate, chosen.seconds, chosen.warm)
    print(f"\n| ms after the push, {chosen.rate:g} articles/s for {chosen.seconds:g} s | p50 | p90 | p99 | most |")
    print("|---|---|---|---|---|")
    for name, values in told.items():
        print(f"| {name} | " + " | ".join(f"{value:.0f}" for value in values.values()) + " |")
    reached = {name: told["records committed"][name] <= goal for name, goal in GOALS.items()}
    print("\nGoals " + ", ".join(f"{name} ≤ {GOALS[name]:g}: {'met' if reached[name] else 'missed'}" for name in GOALS))


if __name__ == "__main__":
    main()
