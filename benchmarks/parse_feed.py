"""Time a feed takes in parse_feed, beside plain feedparser on the same bytes, and how many feeds each can read.

    python benchmarks/parse_feed.py [--feeds N]

Two inputs: feeds made here (RSS, Atom and JSON of 100 entries), and the recorded feeds, many of them malformed, where
they are present. parse_feed also guards, identifies, cleans and stores (into memory here); feedparser only parses.
"""

import argparse
import gc
import io
import json
import tarfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

import feedparser

from schemas.events import FeedFetched
from schemas.outcomes import Outcome
from tasks.parse_feed import parse_feed

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "feeds" / "recorded_dev.tar.gz"
ENTRIES, REPEATS = 100, 5
BASE = "http://feed.example/"


class Memory:
    """A raw store of one feed and what its entries bring."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.raw = self.entries = self

    def known(self, _ids) -> frozenset[str]:
        return frozenset()

    def urls(self, _feed_id: str, _limit: int) -> tuple[str, ...]:
        return ()

    def get(self, _key: str) -> bytes:
        return self.body

    def put(self, data: bytes) -> str:
        return sha256(data).hexdigest()


def made() -> dict[str, bytes]:
    text = "The council voted on Tuesday to rebuild the northern road before the harbour. " * 5
    numbers = range(ENTRIES)
    rss = "".join(
        f"<item><title>Story {n}</title><link>{BASE}{n}</link><guid>{n}</guid><description>{text}</description>"
        f"<pubDate>Sat, 23 Aug 2025 08:{n % 60:02}:00 GMT</pubDate></item>"
        for n in numbers
    )
    atom = "".join(
        f'<entry><title>Story {n}</title><id>urn:n:{n}</id><link href="{BASE}{n}"/><summary>{text}</summary>'
        f"<updated>2025-08-23T08:{n % 60:02}:00Z</updated></entry>"
        for n in numbers
    )
    items = [{"id": str(n), "url": f"{BASE}{n}", "title": f"Story {n}", "summary": text} for n in numbers]
    return {
        "rss": f'<rss version="2.0"><channel><title>Made</title>{rss}</channel></rss>'.encode(),
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Made</title>{atom}</feed>'.encode(),
        "json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Made", "items": items}).encode(),
    }


def recorded(limit: int) -> list[bytes]:
    with tarfile.open(DATA) as archive:
        bodies = [archive.extractfile(item).read() for item in archive if item.isfile()]  # type: ignore[union-attr]
    return bodies[:limit]


def ours(body: bytes) -> int:
    fetched = FeedFetched(
        feed_id="f", url=BASE, final_url=BASE, status=200, body_key="k", body_sha="s", body_bytes=len(body)
    )
    try:
        return sum(len(parsed.entries) for parsed in parse_feed(fetched, Memory(body)))
    except Outcome:
        return -1


def theirs(body: bytes) -> int:
    parsed = feedparser.parse(io.BytesIO(body))
    return len(parsed.entries) if parsed.get("version") else -1


def timed(read: Callable[[bytes], int], body: bytes) -> tuple[float, int]:
    """Return (milliseconds of CPU, entries; -1: refused)."""
    gc.collect()
    started = time.process_time()
    entries = read(body)
    return (time.process_time() - started) * 1000, entries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1000, help="how many of the recorded feeds")
    limit = parser.parse_args().feeds
    print("| input | parse_feed ms | entries | feedparser ms | entries |", "|---|---|---|---|---|", sep="\n")
    for name, body in made().items():
        cells = []
        for read in (ours, theirs):
            runs = [timed(read, body) for _ in range(REPEATS)]
            cells += [f"{median(ms for ms, _ in runs):.1f}", str(max(runs[0][1], 0))]
        print(f"| {name}, {ENTRIES} entries | " + " | ".join(cells) + " |")
    if not DATA.exists():
        print(f"\nskipped: no recorded feeds at {DATA.name}")
        return
    bodies, cells = recorded(limit), []
    for read in (ours, theirs):
        runs = [timed(read, body) for body in bodies]
        cells += [f"{sum(ms for ms, _ in runs):.0f}", str(sum(max(entries, 0) for _, entries in runs))]
    print(f"| {len(bodies)} recorded, all of them | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
