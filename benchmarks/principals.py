"""Whom, where and when: principals, places and dates against gold, and what finding them costs.

    python benchmarks/principals.py [--names rules|spacy] [--half tune|check|both]

Needs the development stories beside the repository; without them it says so and stops.

`labelled`: 120 US political articles with the main entities that a reader named for this project
(`principals_gold.json`: ids and names, no text), headline given. `ecb`: documents of ECB+ against the two most frequent
human chains that hold a proper name, no headline. `headlines`: is the first principal named in the headline or the
issue line, which are withheld? A name matches when the last words are equal (plural or not), or when all words of one
are words of the other. Halves: `tune` was looked at, `check` never: odd and even lines of the labels, odd and even
topics, stories by hash.
"""

import argparse
import gzip
import json
import resource
import time
from collections.abc import Callable, Iterator
from hashlib import sha1
from pathlib import Path

from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from schemas.segments import Segment, SegmentKind
from tasks.detect_segments.page import read_page
from tasks.detect_segments.serving import running
from tasks.detect_segments.stories import as_segments, split_stories
from tasks.shared.dates import full_dates
from tasks.shared.mentions import NameFinder, find_mentions
from tasks.shared.text import STOP_WORDS, bare, words

DATA = Path(__file__).parents[2] / "shared" / "data" / "stories"
GOLD = Path(__file__).with_name("principals_gold.json")
HALVES = ("tune", "check")
SMALL = STOP_WORDS | {"of", "the", "and", "for"}
Asked = tuple[list[str], list[str]]  # principals found, gold


def rows(name: str) -> list[dict]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(paragraphs: list[str], title: str, names: NameFinder) -> Segment:
    """Read a document as one story."""
    drafts = [Block(index=0, kind=BlockKind.PARAGRAPH, text=p, start=0, end=0) for p in paragraphs if p.strip()]
    page = read_page(ArticleMeta(title=title), lay_out(drafts)[1], names)
    segments = as_segments(split_stories(page, running(page), []))
    return next(segment for segment in segments if segment.kind is SegmentKind.STORY)


def tokens(name: str) -> list[str]:
    folded = bare(name).replace("-", " ").replace("'s", "")
    return [word.strip(".'\"@") for word in folded.split() if word not in SMALL]


def matches(found: str, gold: str) -> bool:
    for spelling in gold.split("/"):
        one, other = tokens(found), tokens(spelling)
        if one and other:
            last = one[-1].rstrip("s") == other[-1].rstrip("s")
            if last or set(one) <= set(other) or set(other) <= set(one):
                return True
    return False


def score(asked: list[Asked]) -> dict[str, float]:
    asked = [(found, gold) for found, gold in asked if gold]
    first = sum(bool(found) and any(matches(found[0], name) for name in gold) for found, gold in asked)
    hits = 0
    for found, gold in asked:
        left = list(gold)
        for name in found[:2]:
            hit = next((other for other in left if matches(name, other)), None)
            if hit is not None:
                left.remove(hit)
                hits += 1
    told, wanted = sum(len(found[:2]) for found, _ in asked), sum(len(gold) for _, gold in asked)
    return {
        "documents": len(asked),
        "top1": round(first / len(asked), 3),
        "p2": round(hits / told, 3),
        "r2": round(hits / wanted, 3),
        "f2": round(2 * hits / (told + wanted), 3),
    }


def labelled(half: str, names: NameFinder) -> dict:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    articles = {row["id"]: row for row in rows("allsides_dev.jsonl.gz")}
    chosen = list(gold)[HALVES.index(half) :: 2]
    return score([(found(read(articles[i]["paras"], articles[i]["title"], names)), gold[i]) for i in chosen])


def found(story: Segment) -> list[str]:
    return [principal.name for principal in story.principals]


def lower_words(row: dict) -> set[str]:
    return {bare(word) for text in row["paras"] for word in text.split() if word[:1].islower()}


def proper(surface: str, lower: set[str]) -> bool:
    cleaned = (word.strip("\"“”@'") for word in surface.replace("\u2019", "'").split())
    return any(word[:1].isupper() and bare(word).removesuffix("'s") not in STOP_WORDS | lower for word in cleaned)


def named(row: dict, tag: str) -> list[list[str]]:
    """Return the surfaces with a proper name of each chain of a kind, the most frequent chain first."""
    lower = lower_words(row)
    chains = sorted((e for e in row["entities"] if e["tag"].startswith(tag)), key=lambda e: -e["n"])
    told = [[text.replace(" 's", "") for text in e["surf"] if proper(text, lower)] for e in chains]
    return [surfaces for surfaces in told if surfaces]


def ecb(half: str, names: NameFinder) -> Iterator[tuple[str, dict]]:
    documents = [row for row in rows("ecbplus_dev.jsonl.gz") if int(row["topic"]) % 2 == 1 - HALVES.index(half)]
    stories = [(row, read(row["paras"], "", names)) for row in documents]
    yield "ecb", score([(found(s), ["/".join(chain) for chain in named(row, "HUMAN")[:2]]) for row, s in stories])
    yield "place", share([placed(row, s) for row, s in stories if named(row, "LOC")])
    yield "date", share([dated(row, s) for row, s in stories if gold_days(row)])


def placed(row: dict, story: Segment) -> bool:
    surfaces = [bare(text) for chain in named(row, "LOC") for text in chain]
    return story.place is not None and any(bare(story.place) in text or text in bare(story.place) for text in surfaces)


def gold_days(row: dict) -> set[str]:
    told = (text.replace(" ,", ",") for e in row["entities"] if e["tag"].startswith("TIME") for text in e["surf"])
    return {str(mention.day) for text in told for mention in full_dates(text)}


def dated(row: dict, story: Segment) -> bool:
    return str(story.date) in gold_days(row)


def share(right: list[bool]) -> dict:
    return {"documents": len(right), "accuracy": round(sum(right) / len(right), 3)}


def headlines(half: str, names: NameFinder) -> dict:
    right = []
    for row in rows("allsides_dev.jsonl.gz"):
        if int(sha1(row["story"].encode()).hexdigest(), 16) % 2 == 1 - HALVES.index(half):
            story = read([text for text in row["paras"] if bare(text) != bare(row["title"])], "", names)
            told = set(words(f"{row['title']} {row['issue']}".replace("\u2019s", "").replace("'s", "")))
            right.append(bool(story.principals) and bool(set(tokens(story.principals[0].name)) & told))
    return share(right)


def cost(names: NameFinder) -> dict:
    """Measure the CPU time of finding names alone, and the peak of resident memory of this process."""
    texts = [row["paras"] for row in rows("allsides_dev.jsonl.gz")[:100]]
    names(texts[0])
    started = time.process_time()
    for text in texts:
        names(text)
    seconds = time.process_time() - started
    count = sum(len(paragraph.split()) for text in texts for paragraph in text)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms_per_700_words": round(seconds / count * 700_000, 2), "peak_rss_mb": round(peak)}


def finder(name: str) -> NameFinder:
    if name == "rules":
        return find_mentions
    from worker.settings import Settings  # noqa: PLC0415 - the rules alone need no worker
    from worker.toolbox.namer import open_names  # noqa: PLC0415

    return open_names(Settings(names=name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", choices=("rules", "spacy"), default="rules")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    chosen = parser.parse_args()
    if not DATA.exists():
        print("skipped: no development stories beside the repository")
        return
    names = finder(chosen.names)
    print(json.dumps({"names": chosen.names, **cost(names)}))
    for half in HALVES if chosen.half == "both" else (chosen.half,):
        measures: list[tuple[str, Callable | dict]] = [("labelled", labelled(half, names)), *ecb(half, names)]
        for measure, result in [*measures, ("headlines", headlines(half, names))]:
            print(json.dumps({"half": half, "measure": measure, **result}))


if __name__ == "__main__":
    main()
