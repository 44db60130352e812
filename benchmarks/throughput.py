"""Articles a second through the whole line, and the CPU each one costs, beside a no-op Celery task of the same run.

    python benchmarks/throughput.py [--runs N]

A line with default settings (a shorter tick aside) reads 40 feeds of 8 articles from a server in this process, on
SQLite and the embedded broker. After a warm-up, the clock starts when they become due and stops when all is recorded.
The no-op is an empty task on the same Celery app, broker and thread pool: what a message costs.
Medians.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median

# Run as a script from anywhere, with the lab and the wire of the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.lab import Lab
from support.wire import Wire

from worker.settings import Settings
from worker.toolbox.redis_client import redis_url

FEEDS, PER_FEED, WARM_FEEDS = 40, 8, 2
FAR, PAST = "2099-01-01 00:00:00.000000", "2000-01-01 00:00:00.000000"
NOOPS = 3000
NOOP, NOOP_QUEUE = "benchmark.noop", "fetch"
WAIT_S = 120
# A lab shortens these; here they are as shipped.
SHIPPED = (
    "fetch_deadline_s",
    "time_limit_s",
    "lease_s",
    "visibility_timeout_s",
    "ring_grace_s",
    "fetch_threads",
    "parse_processes",
)
DEFAULTS = {
    f"SLUGLINE_{name.upper()}": str(Settings.model_fields[name].get_default(call_default_factory=True))
    for name in SHIPPED
} | {"SLUGLINE_HOST_SLOTS": "64"}  # all articles come from one server here, and politeness is not what is measured
UNDER_WAY = (
    "SELECT 1 FROM entry WHERE stage NOT IN ('done', 'skipped', 'dead') UNION ALL "
    "SELECT 1 FROM outbox WHERE told_at IS NULL LIMIT 1"
)
PARTS = ("fetch", "parse", "records", "beat", "web", "up", "broker")
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def line() -> Iterator[Lab]:
    """Yield a running line whose feeds are subscribed and not yet due."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        wire = stack.enter_context(closing(Wire(feeds=WARM_FEEDS + FEEDS, per_feed=PER_FEED)))
        lab = stack.enter_context(closing(Lab(folder, allow=wire.address, **DEFAULTS)))
        lab.run("feeds", "add", *wire.feeds)
        lab.write(f"UPDATE feed SET next_poll_at = '{FAR}'")
        lab.up()
        yield lab


def read(lab: Lab, feeds: int) -> float:
    """Make so many further feeds due and return the seconds until the last article is recorded."""
    wanted = lab.count("article") + feeds * PER_FEED
    started = time.monotonic()
    unread = "SELECT id FROM feed WHERE last_success_at IS NULL ORDER BY id"
    lab.write(f"UPDATE feed SET next_poll_at = '{PAST}' WHERE id IN ({unread} LIMIT {feeds})")
    lab.until(lambda: lab.count("article") == wanted, "all articles", timeout=WAIT_S)
    seconds = time.monotonic() - started
    lab.until(lambda: not lab.rows(UNDER_WAY), "the end of the run", timeout=WAIT_S)
    return seconds


def cpu_ms(pid: int) -> float:
    """CPU time of one process, user and system, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_MS


def cpu_of_parts(lab: Lab) -> dict[str, float]:
    return {part: sum(cpu_ms(pid) for pid in pids) for part, pids in lab.processes().items()}


def stage_ms(lab: Lab) -> dict[str, float]:
    """Total `duration_ms` of each leg as the task log tells it: wall time, waiting included."""
    total: dict[str, float] = defaultdict(float)
    for path in (lab.settings.data_dir / "logs").glob("*.log"):
        for text in path.read_text(encoding="utf-8").splitlines() if path.stem != "broker" else ():
            event = json.loads(text)
            if "duration_ms" in event and "stage" in event:
                total[event["stage"]] += event["duration_ms"]
    return total


def measure() -> dict[str, float]:
    articles = FEEDS * PER_FEED
    with line() as lab:
        read(lab, WARM_FEEDS)
        before, stages_before = cpu_of_parts(lab), stage_ms(lab)
        seconds = read(lab, FEEDS)
        after, stages = cpu_of_parts(lab), stage_ms(lab)
        figures = {"articles/s": articles / seconds}
        cpu = {part: (after[part] - before[part]) / articles for part in PARTS}
        figures |= {f"CPU ms an article: {part}": value for part, value in cpu.items()}
        figures["CPU ms an article: all"] = sum(cpu.values())
        figures |= {
            f"wall ms an article: {stage}": (ms - stages_before[stage]) / articles
            for stage, ms in sorted(stages.items())
        }
        rate, cost = noop_rate(lab)
    figures |= {"no-op tasks/s": rate, "CPU ms a no-op task": cost}
    figures["articles/s : no-op tasks/s"] = figures["articles/s"] / rate
    figures["CPU of an article : CPU of a no-op"] = figures["CPU ms an article: all"] / cost
    return figures


# The no-op


def noop_rate(lab: Lab) -> tuple[float, float]:
    """Return (tasks a second, CPU ms a task in the worker) of an empty task on the lab's broker."""
    environment = lab.environment | {
        "SLUGLINE_REDIS_URL": redis_url(lab.settings),
        "SLUGLINE_NAMESPACE": "noop",
        "SLUGLINE_DATA_DIR": str(lab.folder / "noop"),
    }
    command = [sys.executable, __file__]
    subprocess.run([*command, "--send-noops"], env=environment, cwd=lab.folder, check=True)
    worker = subprocess.Popen([*command, "--noop-worker"], env=environment, cwd=lab.folder, stderr=subprocess.DEVNULL)
    try:
        return _drain(lab, worker.pid)
    finally:
        worker.terminate()
        worker.wait()


def _drain(lab: Lab, pid: int) -> tuple[float, float]:
    def waiting() -> int:
        return lab.redis.llen(f"noop:{NOOP_QUEUE}")

    # The first tenth warms up.
    lab.until(lambda: waiting() < NOOPS * 0.9, "the no-op worker")
    count, started, cpu = waiting(), time.monotonic(), cpu_ms(pid)
    while waiting():
        time.sleep(0.005)
    return count / (time.monotonic() - started), (cpu_ms(pid) - cpu) / count


def noop_app():
    from worker.app import app  # noqa: PLC0415 - reads the environment, which only the child processes have

    @app.task(name=NOOP, ignore_result=True)
    def noop() -> None:
        pass

    return app


def send_noops() -> None:
    app = noop_app()
    for _ in range(NOOPS):
        app.send_task(NOOP, queue=NOOP_QUEUE)


def noop_worker() -> None:
    threads = DEFAULTS["SLUGLINE_FETCH_THREADS"]
    noop_app().worker_main(
        f"-q worker --queues {NOOP_QUEUE} --pool threads --concurrency {threads} --loglevel WARNING "
        "--without-gossip --without-mingle --without-heartbeat".split()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--send-noops", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--noop-worker", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.send_noops:
        send_noops()
    elif chosen.noop_worker:
        noop_worker()
    else:
        runs = [measure() for _ in range(chosen.runs)]
        print(
            f"| {FEEDS} feeds of {PER_FEED} articles, {chosen.runs} runs | median | least | most |",
            "|---|---|---|---|",
            sep="\n",
        )
        for name in runs[0]:
            values = [run.get(name, 0.0) for run in runs]
            print(f"| {name} | {median(values):.3g} | {min(values):.3g} | {max(values):.3g} |")


if __name__ == "__main__":
    main()
