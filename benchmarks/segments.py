"""Boundary F1 and false cuts of detect_segments on composite pages with known seams, and its speed.

    python benchmarks/segments.py [PAGES.jsonl.gz]

Pages are {"fam", "blocks": [text], "seams": [first block of a further story]}. The pages taken by default are made
of documents that the shipped model has learned from: they show that it works, not how well. For scores on documents
that a model has not seen: `python benchmarks/train_gaps.py --cross-validate`.
Without the data it says so and stops.
"""

import argparse
import gzip
import json
import time
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from statistics import median
from types import SimpleNamespace

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from schemas.events import ArticleKept, BlocksExtracted, PageFetched
from schemas.segments import SegmentKind
from tasks.detect_segments import detect_segments
from tasks.shared.mentions import find_mentions

DATA = Path(__file__).parents[2] / "shared" / "data" / "segments" / "composite_dev.jsonl.gz"
STORIES = DATA.parents[1] / "stories" / "allsides_dev.jsonl.gz"
LENGTHS = (700, 2500, 5000, 10_000, 20_000)
MEASURED, RUNS = 40, 3
NEEDS = SimpleNamespace(names=find_mentions)
SLACKS = {"f1": 0, "f1_near": 1}


def keep(texts: list[str]) -> ArticleKept:
    drafts = [Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0) for text in texts]
    text, blocks = lay_out(drafts)
    page = PageFetched(entry_id="e", url="https://page.example/", body_key="k", media_type="text/plain")
    extracted = BlocksExtracted(page=page, article=ArticleMeta(), text=text, blocks=blocks)
    return ArticleKept(extracted=extracted, article_id="a", revision_id="r", canonical_url=page.url, content_sha="0")


def found_seams(texts: list[str]) -> list[int]:
    (detected,) = detect_segments(keep(texts), NEEDS)
    return [s.blocks[0] for s in detected.segments if s.kind is SegmentKind.STORY][1:]


def hits(gold: list[int], found: list[int], slack: int) -> int:
    left = list(gold)
    for seam in found:
        near = [other for other in left if abs(other - seam) <= slack]
        if near:
            left.remove(min(near, key=lambda other: abs(other - seam)))
    return len(gold) - len(left)


def speed() -> None:
    """Print the CPU of the whole room by length of page: openings of real articles, many stories on the long ones."""
    with gzip.open(STORIES, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line)["paras"] for line in lines]
    usual = [keep(texts) for texts in articles if 600 < sum(map(count, texts)) < 800][:MEASURED]
    paragraphs = [text for texts in articles for text in texts]
    for words in LENGTHS:
        pages = usual if words == LENGTHS[0] else [keep(paragraphs[: reaching(paragraphs, words)])]
        seconds = median(timed(pages) for _ in range(RUNS))
        print(json.dumps({"words": words, "cpu_ms": round(seconds * 1000, 1)}))


def timed(pages: list[ArticleKept]) -> float:
    started = time.process_time()
    for page in pages:
        list(detect_segments(page, NEEDS))
    return (time.process_time() - started) / len(pages)


def count(text: str) -> int:
    return len(text.split())


def reaching(texts: list[str], words: int) -> int:
    return next(place for place, total in enumerate(accumulate(map(count, texts)), 1) if total >= words)


def report(half: str, pages: list[tuple[str, list[int], list[int]]]) -> None:
    families = defaultdict(list)
    for family, gold, found in pages:
        families[family].append((gold, found))
    for family, results in sorted(families.items()):
        line = {"half": half, "family": family, "pages": len(results)}
        if family.endswith("_ctrl"):
            line["false_cut"] = round(sum(bool(found) for _, found in results) / len(results), 3)
        else:
            controls = families.get(family.split("_")[0] + "_ctrl", [])
            total = sum(len(g) + len(f) for g, f in results) + sum(len(f) for _, f in controls)
            line |= {
                name: round(2 * sum(hits(g, f, slack) for g, f in results) / max(1, total), 3)
                for name, slack in SLACKS.items()
            }
        print(json.dumps(line))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path, default=DATA)
    path = parser.parse_args().pages
    if not path.exists():
        print(f"skipped: no composite pages at {path.name}; give their path")
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    results = [(row["fam"], row["seams"], found_seams(row["blocks"])) for row in rows]
    speed()
    report("even", results[::2])
    report("odd", results[1::2])


if __name__ == "__main__":
    main()
