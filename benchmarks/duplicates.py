"""Copies: the four classes on generated edits, false merges inside stories, CPU an article, and the lookup as it grows.

    python benchmarks/duplicates.py [--seed N] [--half choose|report] [--most ARTICLES]

Edits are made of development articles; stories are dealt to two halves, thresholds were chosen on one and the figures
are those of the other. Without ../shared/data only the lookup is measured. CPU time, medians.
"""

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median
from uuid import UUID

import edits
from documents import DATA, Doc, digest, read_stories
from edits import Edit, Page, Source

from schemas import ids
from schemas.blocks import lay_out
from schemas.events import StoredPage, StoredPart
from schemas.segments import SegmentKind
from tasks.deduplicate.fingerprint import digest_of
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.plain import read_paragraphs
from tasks.find_copies.pages import copies_of
from tasks.shared.shingles import body_blocks
from tasks.shared.sketch import LIMIT, LOWEST, sketch_of
from worker.settings import Settings
from worker.toolbox.copies import LEAST_SHARED, CopyBook
from worker.toolbox.database import Database, View, open_engine
from worker.toolbox.migrations import upgrade

AT = datetime(2026, 1, 1, 8, tzinfo=UTC)
CLASSES = ("exact", "near", "revised", "different")
KEYS = 25
ASKED = 200


def stored(page: Page, address: str, hours: int = 0) -> StoredPage:
    _, blocks = lay_out(to_blocks(read_paragraphs(page.paras)))
    url = f"https://{page.host}/{address}"
    return StoredPage(
        article_id=ids.article_id(url),
        url=url,
        title=page.title,
        published=AT + timedelta(hours=hours),
        first_seen=AT,
        content_sha=digest_of(body_blocks(blocks)),
        blocks=blocks,
        sketch=sketch_of(blocks),
        parts=(StoredPart(segment_id="0", kind=SegmentKind.STORY, blocks=tuple(range(len(blocks)))),),
    )


def found_as(later: StoredPage, *candidates: StoredPage) -> str:
    """Return the class that the line would give `later` as a copy of the last of `candidates`."""
    shared = set(later.sketch)
    seen = [page for page in candidates if len(shared & set(page.sketch)) >= LEAST_SHARED]
    kinds = {copy.of_id: copy.kind.value for copy in copies_of(later, seen)}
    return kinds.get(candidates[-1].article_id, "different")


def edited(docs: list[Doc], source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield (true class, edit, found class) of every edit of every article."""
    for truth, kinds in (("exact", edits.EXACT), ("near", edits.NEAR), ("revised", edits.REVISED)):
        for name, edit in kinds.items():
            for doc in docs:
                yield from _one(truth, name, edit, edits.page_of(doc), source)


def _one(truth: str, name: str, edit: Edit, page: Page, source: Source) -> Iterator[tuple[str, str, str]]:
    made = edit(page, source)
    if truth != "exact" and (made.paras, made.title) == (page.paras, page.title):
        return
    if name != "grown on its outlet":
        made = Page(made.title, made.paras, "wire.other.example")
    yield truth, name, found_as(stored(made, "b", 2), stored(page, "a"))


def different(docs: list[Doc], source: Source) -> Iterator[tuple[str, str, str]]:
    by_story = defaultdict(list)
    for doc in docs:
        by_story[doc.story].append(doc)
    for told in by_story.values():
        for one, other in combinations(told, 2):
            yield (
                "different",
                "one story, told apart",
                found_as(stored(edits.page_of(one), "a"), stored(edits.page_of(other), "b")),
            )
    for one, other, third in zip(docs, docs[1:], docs[2:], strict=False):
        captions = tuple(source.rng.sample(source.sentences, 25))
        pages = [
            stored(Page(doc.title, (*doc.paras, *captions), "one.example"), str(place))
            for place, doc in enumerate((third, other, one))
        ]
        yield "different", "25 captions in common, of three pages", found_as(pages[2], pages[0], pages[1])
        yield "different", "25 captions in common, of two pages", found_as(pages[2], pages[1])


def print_classes(results: list[tuple[str, str, str]]) -> None:
    table: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for truth, name, found in results:
        table[truth, name][found] += 1
    print("| class | edit | pairs | " + " | ".join(CLASSES) + " |", "|---" * 7 + "|", sep="\n")
    for (truth, name), counts in table.items():
        total = sum(counts.values())
        shares = " | ".join(f"{counts[kind] / total:.1%}" if counts[kind] else "" for kind in CLASSES)
        print(f"| {truth} | {name} | {total} | {shares} |")
    scores = {kind: f1(results, kind) for kind in CLASSES}
    print("\nF1", {kind: round(score, 4) for kind, score in scores.items()}, end=" ")
    print(f"macro-F1 {sum(scores.values()) / len(scores):.4f} (goal .98)")
    apart = table["different", "one story, told apart"]
    print(
        f"false merges among articles of one story: {sum(apart.values()) - apart['different']} of {sum(apart.values())}"
    )


def f1(results: list[tuple[str, str, str]], kind: str) -> float:
    """F1 of one class, every edit counting alike inside its class and every class alike."""
    per_class: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for truth, _, found in results:
        per_class[truth][found] += 1
    rates = {truth: counts[kind] / sum(counts.values()) for truth, counts in per_class.items()}
    hit, false = rates.get(kind, 0.0), sum(rate for truth, rate in rates.items() if truth != kind)
    return 2 * hit / (hit + false + 1) if hit else 0.0


# Speed


def cpu_ms(act, *arguments) -> float:
    started = time.process_time()
    act(*arguments)
    return (time.process_time() - started) * 1000


def print_cpu(docs: list[Doc]) -> None:
    pages = [stored(edits.page_of(doc), "a") for doc in docs[:ASKED]]
    copies = [stored(edits.page_of(doc), "b", 1) for doc in docs[:ASKED]]
    for name, act in (
        ("sketch", lambda page, _: sketch_of(page.blocks)),
        ("verification of one copy", lambda page, copy: copies_of(copy, [page])),
    ):
        spent = [cpu_ms(act, page, copy) for page, copy in zip(pages, copies, strict=True)]
        print(f"{name}: {median(spent):.3f} ms (median of {len(spent)})")


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=["choose", "report"], default="report")
    parser.add_argument("--most", type=int, default=100_000, help="the lookup is measured up to so many articles")
    chosen = parser.parse_args()
    if DATA.exists():
        docs = [
            doc
            for doc in read_stories()
            if doc.set == "all" and digest(f"dup{doc.story}") % 2 == (chosen.half == "report")
        ]
        source = edits.source_of(docs, chosen.seed)
        results = [*edited(docs, source), *different(docs, source)]
        print_classes(results)
        print_cpu(docs)
    else:
        print("skipped: no development stories; the lookup alone is measured")
    print_lookup([size for size in (10_000, 100_000, 1_000_000) if size <= chosen.most], chosen.seed)


if __name__ == "__main__":
    main()
