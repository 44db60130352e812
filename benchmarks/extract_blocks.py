"""Text and structure kept by extract_blocks on recorded pages, beside plain trafilatura.

    python benchmarks/extract_blocks.py [--half tune|check] [--pages N]

Text: mean F1 per page; word 4-grams (scrapinghub), words (wcxb), exact paragraphs (fundus).
Structure: the share of headings, lists and tables of the source that stand inside the true text (wcxb)
and come out with their kind. Pages are halved by the digest of their name: tune on one, report the other.
"""

import argparse
import gzip
import hashlib
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import trafilatura
from documents import Memory
from lxml.etree import _Element

from schemas.blocks import Block, BlockKind
from schemas.events import PageFetched
from schemas.outcomes import Outcome
from tasks.extract_blocks import extract_blocks
from tasks.extract_blocks.decode import decode
from tasks.extract_blocks.gather import text_of
from tasks.extract_blocks.page import parse

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
STRUCTURE = {
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "list": ("ul", "ol"),
    "table": ("table",),
}
KINDS = {
    "heading": {BlockKind.HEADING},
    "list": {BlockKind.LIST, BlockKind.FAQ, BlockKind.CONTENTS},
    "table": {BlockKind.TABLE},
}
TRAFILATURA_TAGS = {"heading": "head", "list": "list", "table": "table"}


class Sample(NamedTuple):
    """A page with its true text (paragraphs joined by newlines)."""

    name: str
    html: bytes
    truth: str


def members(corpus: str) -> dict[str, bytes]:
    with tarfile.open(DATA / f"{corpus}.tar.gz") as archive:
        return {
            item.name: archive.extractfile(item).read()  # type: ignore[union-attr]
            for item in archive
            if item.isfile()
        }


def scrapinghub(files: dict[str, bytes]) -> Iterator[Sample]:
    truth = json.loads(next(body for name, body in files.items() if name.endswith("ground-truth.json")))
    for name, body in files.items():
        if name.endswith(".html.gz"):
            key = Path(name).name.removesuffix(".html.gz")
            yield Sample(key, gzip.decompress(body), truth[key]["articleBody"])


def wcxb(files: dict[str, bytes]) -> Iterator[Sample]:
    for name, body in files.items():
        if name.endswith(".html.gz"):
            key = Path(name).name.removesuffix(".html.gz")
            truth = json.loads(next(text for path, text in files.items() if path.endswith(f"/{key}.json")))
            yield Sample(key, gzip.decompress(body), truth["ground_truth"]["main_content"])


def fundus(files: dict[str, bytes]) -> Iterator[Sample]:
    truth = json.loads(next(body for name, body in files.items() if name.endswith("ground_truth.json")))
    for name, body in files.items():
        if name.endswith(".html.gz"):
            key = "/".join(Path(name).parts[-2:])
            story = (truth.get(key) or {}).get("body") or {}
            texts = list(story.get("summary", []))
            for section in story.get("sections", []):
                texts += [*section["headline"], *section["paragraphs"]]
            if texts:
                yield Sample(key, gzip.decompress(body), "\n".join(texts))


def paragraphs(text: str) -> Counter[object]:
    return Counter(" ".join(line.removeprefix("- ").split()) for line in text.splitlines() if line.strip())


def words(text: str) -> Counter[object]:
    return Counter(text.casefold().split())


def shingles(text: str) -> Counter[object]:
    tokens = text.casefold().split()
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(len(tokens) - 3, 1)))


def f1(found: Counter[object], true: Counter[object]) -> float:
    same = (found & true).total()
    return 2 * same / ((found.total() + true.total()) or 1)


def our_blocks(html: bytes) -> list[Block]:
    page = PageFetched(entry_id="", url="http://page.example/", body_key="", media_type="text/html")
    try:
        return [block for out in extract_blocks(page, Memory(html)) for block in out.blocks]
    except Outcome:
        return []


def our_text(blocks: list[Block]) -> str:
    """Captions and the page's title are recorded by us and left out by the true texts."""
    return "\n".join(b.text for b in blocks if b.kind is not BlockKind.FIGURE and b.level != 1)


def true_structure(tree: _Element, truth: str, kind: str) -> Counter[str]:
    known = set(shingles(truth)) | {line.strip().casefold() for line in truth.splitlines()}
    found: Counter[str] = Counter()
    for element in tree.iter(*STRUCTURE[kind]):
        text = text_of(element).casefold()
        parts = set(shingles(text)) if text.count(" ") > 2 else {text}
        within = any(a.tag in {"nav", "aside", "footer", "form"} for a in element.iterancestors())
        if text and not within and len(parts & known) >= 0.8 * len(parts):
            found[text] += 1
    return found


def kept(true: Counter[str], texts: list[str]) -> int:
    """Count the true elements that a block of the kind holds: equal text, or four fifths of its words."""
    exact = {" ".join(text.casefold().split()) for text in texts}
    bags = [words(text.replace(" | ", " ")) for text in texts]
    return sum(
        text in exact or any((words(text) & bag).total() >= 0.8 * words(text).total() for bag in bags) for text in true
    )


def structure(samples: list[Sample]) -> None:
    total: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for sample in samples:
        tree = parse(decode(sample.html))
        if tree is None:
            continue
        blocks = our_blocks(sample.html)
        answer = trafilatura.bare_extraction(sample.html, include_comments=False)
        for kind in STRUCTURE:
            true = true_structure(tree, sample.truth, kind)
            total[kind] += len(true)
            ours[kind] += kept(true, [b.text for b in blocks if b.kind in KINDS[kind]])
            body = answer.body.iter(TRAFILATURA_TAGS[kind]) if answer else ()
            theirs[kind] += kept(true, [" ".join(" ".join(e.itertext()).split()) for e in body])
    for kind, count in total.items():
        print(f"  {kind:8} n={count:5} ours {ours[kind] / count:.3f}  trafilatura {theirs[kind] / count:.3f}")


def text_scores(samples: list[Sample], bag: Callable[[str], Counter[object]]) -> list[tuple[str, float, float]]:
    scores = []
    for sample in samples:
        true = bag(sample.truth)
        plain = trafilatura.extract(sample.html, include_comments=False) or ""
        scores.append((sample.name, f1(bag(our_text(our_blocks(sample.html))), true), f1(bag(plain), true)))
    return scores


def halve(samples: Iterator[Sample], half: str, limit: int) -> list[Sample]:
    parity = {"tune": 0, "check": 1}[half]
    chosen = [s for s in samples if hashlib.sha256(s.name.encode()).digest()[0] % 2 == parity]
    return chosen[:limit]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=("tune", "check"), default="check")
    arguments.add_argument("--pages", type=int, default=10_000)
    arguments.add_argument("--verbose", action="store_true", help="print the pages that differ most")
    chosen = arguments.parse_args()
    if not DATA.is_dir():
        sys.exit(f"skipped: no recorded pages at {DATA}")
    for corpus, read, bag in CORPORA:
        samples = halve(read(members(corpus)), chosen.half, chosen.pages)
        scores = text_scores(samples, bag)
        print(f"{corpus} {chosen.half} n={len(samples)}")
        print(f"  text F1  ours {mean(s[1] for s in scores):.3f}  trafilatura {mean(s[2] for s in scores):.3f}")
        if chosen.verbose:
            for name, ours, theirs in sorted(scores, key=lambda s: s[1] - s[2])[:12]:
                print(f"    {name} ours {ours:.3f} trafilatura {theirs:.3f}")
        if corpus == "wcxb_dev":
            structure(samples)


CORPORA = (
    ("scrapinghub", scrapinghub, shingles),
    ("wcxb_dev", wcxb, words),
    ("fundus_dev", fundus, paragraphs),
)

if __name__ == "__main__":
    main()
