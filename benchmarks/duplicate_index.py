"""The index by which copies are found, as it grows: CPU of a lookup, and bytes of file, in a real SQLite database.

    python benchmarks/duplicate_index.py [--seed N] [--most ARTICLES]

The keys are those of synthetic articles, 25 each, as a text of 800 words has. CPU time, medians; the file's pages are
in the operating system's memory.
"""

import argparse
import random
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID

from documents import digest

from tasks.shared.sketch import LIMIT, LOWEST
from worker.settings import Settings
from worker.toolbox.copies import CopyBook
from worker.toolbox.database import Database, View, open_engine
from worker.toolbox.migrations import upgrade

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
KEYS, ASKED = 25, 400


def print_lookup(sizes: list[int], seed: int) -> None:
    print(
        "| articles | keys | file MB | MB a million articles | lookup ms | with two common keys |",
        "|---" * 6 + "|",
        sep="\n",
    )
    with tempfile.TemporaryDirectory(prefix="copies-") as folder:
        settings = Settings(data_dir=Path(folder))
        with closing(Database(open_engine(settings))) as database:
            upgrade(database)
            base = size_mb(database)
            for before, size in zip([0, *sizes], sizes, strict=False):
                fill(database, before, size, seed)
                print_size(database, size, size_mb(database) - base, seed)


def fill(database: Database, before: int, size: int, seed: int) -> None:
    """Write the keys of synthetic articles: hashes and ids at random, as those of texts are.

    In the order of the index: what is measured is looking up, and random order would take an hour.
    """
    rng, parts = random.Random(f"{seed}{size}"), 64
    width = (LIMIT - LOWEST) // parts
    count = (size - before) * KEYS // parts
    insert = "INSERT OR IGNORE INTO sketch_key (hash, article_id) VALUES (?, ?)"
    for part in range(parts):
        low = LOWEST + part * width
        rows = sorted(
            (low + rng.randrange(width), article(before + rng.randrange(size - before))) for _ in range(count)
        )
        with database.write() as connection:
            connection.exec_driver_sql(insert, rows)


def article(number: int) -> bytes:
    return UUID(int=digest(f"article {number}") >> 128).bytes


def size_mb(database: Database) -> float:
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        return pages * connection.exec_driver_sql("PRAGMA page_size").scalar() / 1e6


def print_size(database: Database, size: int, megabytes: float, seed: int) -> None:
    rng = random.Random(seed)
    with database.read() as connection:
        known = connection.exec_driver_sql("SELECT hash FROM sketch_key LIMIT 5000 OFFSET 10000").scalars().all()
        keys = connection.exec_driver_sql("SELECT count(*) FROM sketch_key").scalar()
        inside = CopyBook(View(database, connection))
        look = partial(inside.near, without=str(UUID(int=1)), limit=24)
        spent: dict[bool, list[float]] = {False: [], True: []}
        for round_, hit in ((r, hit) for r in range(2) for hit in (False, True)):
            for _ in range(ASKED):
                asked = sorted(LOWEST + rng.randrange(LIMIT - LOWEST) for _ in range(KEYS))
                asked = sorted([*asked[2:], *rng.sample(known, 2)]) if hit else asked
                took = cpu_ms(look, asked)
                if round_:
                    spent[hit].append(took)
    million = megabytes / size * 1e6
    spents = " | ".join(f"{median(spent[hit]):.3f}" for hit in (False, True))
    print(f"| {size:,} | {keys:,} | {megabytes:.0f} | {million:.0f} | {spents} |")


def cpu_ms(act, *arguments) -> float:
    started = time.process_time()
    act(*arguments)
    return (time.process_time() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=100_000, help="the lookup is measured up to so many articles")
    chosen = parser.parse_args()
    print_lookup([size for size in SIZES if size <= chosen.most], chosen.seed)


if __name__ == "__main__":
    main()
