"""Copies: the four classes on generated edits, false merges inside stories, and CPU an article.

    python benchmarks/duplicates.py [--seed N] [--half choose|report]

Edits are made of development articles; stories are dealt to two halves, thresholds were chosen on one and the figures
are those of the other. The articles lie in ../shared/data; without them it says so. CPU time, medians.
`benchmarks/duplicate_index.py` measures the lookup as it grows.
"""

import argparse
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

import edits
from documents import DATA, Doc, digest, read_stories
from edits import Edit, Page, Source

from schemas import ids
from schemas.blocks import ArticleMeta, lay_out
from schemas.events import (
    ArticleKept,
    BlocksExtracted,
    PageFetched,
    SegmentPlaced,
    SegmentsDetected,
    StoredPage,
    StoredPart,
    StoriesLinked,
)
from schemas.segments import Segment, SegmentKind
from tasks.deduplicate.fingerprint import digest_of
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.plain import read_paragraphs
from tasks.find_copies import find_copies
from tasks.find_copies.pages import copies_of
from tasks.record import record
from tasks.shared.shingles import body_blocks
from tasks.shared.sketch import SKETCH_VERSION, sketch_of
from worker.settings import Settings
from worker.toolbox import Toolbox, no_send, open_toolbox
from worker.toolbox.copies import LEAST_SHARED
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


def print_cpu(docs: list[Doc], source: Source) -> None:
    """Take the room's time on a real database: half of the articles are stored, the other half and copies are asked."""
    told, asked = docs[: len(docs) // 2], docs[len(docs) // 2 :]
    edit = edits.NEAR["headline, half, boilerplate"]
    copies = [edit(edits.page_of(doc), source) for doc in told[:ASKED]]
    with (
        tempfile.TemporaryDirectory(prefix="copies-") as folder,
        closing(open_toolbox(Settings(data_dir=Path(folder)), no_send)) as tools,
    ):
        upgrade(tools.database)
        for doc in told:
            with tools.database.write() as connection:
                list(record(linked(edits.page_of(doc), doc.name), tools.within(connection)))
        with tools.database.read() as connection:
            inside = tools.within(connection)
            look = partial(look_for, tools=inside)
            print_median(
                "sketch", lambda fact: sketch_of(fact.kept.extracted.blocks), [detected_in(doc) for doc in told]
            )
            print_median("find_copies, nothing to find", look, [detected_in(doc) for doc in asked[:ASKED]])
            print_median("find_copies, a copy of one", look, [detected(page, "x") for page in copies])


def sketch(fact: SegmentsDetected) -> tuple[int, ...]:
    return sketch_of(fact.kept.extracted.blocks)


def look_for(fact: SegmentsDetected, tools: Toolbox) -> list[SegmentsDetected]:
    return list(find_copies(fact, tools))


def print_median(name: str, act, facts: list[SegmentsDetected]) -> None:
    for fact in facts[:20]:
        act(fact)
    print(f"{name}: {median(cpu_ms(act, fact) for fact in facts):.3f} ms (median of {len(facts)})")


def detected_in(doc: Doc) -> SegmentsDetected:
    return detected(edits.page_of(doc), doc.name)


def detected(page: Page, address: str) -> SegmentsDetected:
    made = stored(page, address)
    text, _ = lay_out(list(made.blocks))
    fetched = PageFetched(entry_id=address, url=made.url, body_key="k", media_type="text/html")
    meta = ArticleMeta(title=made.title, published=made.published)
    kept = ArticleKept(
        extracted=BlocksExtracted(page=fetched, article=meta, text=text, blocks=made.blocks),
        article_id=made.article_id,
        revision_id=ids.revision_id(made.article_id, made.content_sha),
        canonical_url=made.url,
        content_sha=made.content_sha,
        sketch=made.sketch,
        sketch_version=SKETCH_VERSION,
    )
    whole = tuple(range(len(made.blocks)))
    segment = Segment(index=0, kind=SegmentKind.STORY, slug="S", headline=made.title, blocks=whole, score=1.0)
    return SegmentsDetected(kept=kept, segments=(segment,))


def linked(page: Page, address: str) -> StoriesLinked:
    fact = detected(page, address)
    name = ids.segment_id(fact.kept.article_id, "0", 0)
    return StoriesLinked(detected=fact, places=(SegmentPlaced(segment_id=name, at=AT, story_id=ids.story_id(name)),))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=["choose", "report"], default="report")
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
        print_cpu(docs, source)
    else:
        print("skipped: no development stories")


if __name__ == "__main__":
    main()
