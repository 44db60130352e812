"""Linking as the store grows: CPU a document of `link_stories` and of keeping what it finds, in a real SQLite file.

    python benchmarks/linking.py [--sizes 10000,100000,1000000] [--documents 200] [--seed N] [--folder DIR]

All stored segments lie in the window of the newcomers' day. They are invented (`invented.py`): events of Pareto sizes
with made-up names, words as common as in news. Three of four newcomers report a stored event. The stage reads a text of
some 400 words; written are segments, keys, profiles, likenesses and stories, 20 documents a transaction as in the
records leg; what the room `record` writes besides (article, revision, links, event) is not counted. CPU time, medians.
One JSON line a size. A million segments take ten minutes to make and 8 GB of disk.
"""

import argparse
import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import wraps
from pathlib import Path
from statistics import fmean, median
from typing import Any

from invented import Newsroom
from storing import fill, size_mb

from schemas.events import SegmentsDetected
from tasks.link_stories import kin, link_stories, stage
from tasks.record.rows import rows_of
from worker.settings import Settings
from worker.toolbox import Toolbox, archive, no_send, open_toolbox
from worker.toolbox.migrations import upgrade
from worker.toolbox.stories import StoryBook

BATCH, WARM = 20, 60
KNOWN = 0.75
GIANT, GIANT_MEASURED = 300, 20


class Meter:
    """CPU milliseconds by part of the work, of the document at hand."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.candidates = 0

    def timed(self, part: str, act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def timing(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            told = act(*given, **named)
            self.spent[part] += (time.process_time() - started) * 1000
            if part == "near":
                self.candidates += len(told)
            return told

        return timing

    def take(self) -> dict[str, float]:
        told, self.spent = dict(self.spent), defaultdict(float)
        told["candidates"], self.candidates = self.candidates, 0
        return told


def watch(meter: Meter) -> None:
    """Put the meter around the parts, where they are looked up."""
    StoryBook.near = meter.timed("near", StoryBook.near)
    stage.kin_of = meter.timed("kin", kin.kin_of)
    stage.place = meter.timed("place", stage.place)
    archive.store_kinship = meter.timed("store", archive.store_kinship)


def run(box: Toolbox, meter: Meter, documents: list[SegmentsDetected]) -> list[dict[str, float]]:
    """Link and record the documents; return what each took."""
    told: list[dict[str, float]] = []
    for start in range(0, len(documents), BATCH):
        chunk = documents[start : start + BATCH]
        with box.database.write() as connection:
            tools = box.within(connection)
            for document in chunk:
                started = time.process_time()
                (linked,) = link_stories(document, tools)
                stage_ms = (time.process_time() - started) * 1000
                tools.archive.store(rows_of(linked, None, box.clock.now()))
                told.append(split(meter.take(), stage_ms))
            started = time.process_time()
        commit = (time.process_time() - started) * 1000 / len(chunk)
        for one in told[start:]:
            one["write"] += commit
            one["all"] += commit
    return told


def split(spent: dict[str, float], stage_ms: float) -> dict[str, float]:
    near, place, write = spent["near"], spent.get("place", 0.0), spent["store"]
    compare = spent["kin"] - near
    return {
        "candidates": spent["candidates"],
        "near": near,
        "compare": compare,
        "place": place,
        "read": stage_ms - near - compare - place,
        "write": write,
        "all": stage_ms + write,
    }


def stream(room: Newsroom, events: list[int], count: int, seed: str) -> Iterator[SegmentsDetected]:
    """Yield newcomers: `events` names the event of each stored report, so large ones are met more often."""
    rng = random.Random(seed)
    for number in range(count):
        known = rng.random() < KNOWN
        event = room.event(rng.choice(events) if known else -1 - number)
        yield room.report(event, rng, f"https://new.example/{seed}/{number}")


def giant(room: Newsroom, seed: str) -> Iterator[SegmentsDetected]:
    """Yield reports of one event with the same words, but for a few."""
    event = room.event(-1_000_000)
    for number in range(GIANT):
        url, tail = f"https://giant.example/{seed}/{number}", f" It was number {number} of {room.words[number]}."
        yield room.report(event, random.Random(seed), url, tail)


def summed(told: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(one[name] for one in told), 2) for name in told[0]}


def measure(box: Toolbox, meter: Meter, room: Newsroom, events: list[int], documents: int) -> dict[str, Any]:
    size = len(events)
    told = run(box, meter, list(stream(room, events, WARM + documents, f"{room.seed} {size}")))[WARM:]
    same = run(box, meter, list(giant(room, f"{room.seed} {size}")))[-GIANT_MEASURED:]
    ms = summed(told)
    return {
        "segments": size,
        "documents_a_second": round(1000 / ms["all"]),
        "mean_ms": round(fmean(one["all"] for one in told), 2),
        "p95_ms": round(sorted(one["all"] for one in told)[len(told) * 95 // 100], 2),
        "ms": ms,
        "giant_ms": summed(same),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to put the database; else a temporary folder")
    chosen = parser.parse_args()
    sizes, room, meter = [int(size) for size in chosen.sizes.split(",")], Newsroom(chosen.seed), Meter()
    watch(meter)
    least = 0.0
    with tempfile.TemporaryDirectory(prefix="linking-", dir=chosen.folder) as folder:
        settings = Settings(data_dir=Path(folder), redis_url="unix:///nonexistent/redis.sock")
        with closing(open_toolbox(settings, no_send)) as box:
            upgrade(box.database)
            events: list[int] = []
            for size in sizes:
                fill(box.database, room, events, size)
                told = measure(box, meter, room, events, chosen.documents)
                least = least or told["ms"]["all"]
                disk = {
                    "ratio": round(told["ms"]["all"] / least, 2),
                    "MB_a_million": round(size_mb(box.database) / size * 1e6),
                }
                print(json.dumps(told | disk), flush=True)


if __name__ == "__main__":
    main()
