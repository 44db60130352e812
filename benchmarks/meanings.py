"""What meanings cost, and which reports in other languages they bring together (docs/semantic.md).

    PYTHONPATH=. python benchmarks/meanings.py                 cost, pairs of languages, and a crowd
    PYTHONPATH=. python benchmarks/meanings.py --write-mean    also rebuild worker/toolbox/use3_mean.json

Needs `pip install 'slugline[semantic]'`; what they gain is told by `train_pairs.py --cross-validate --meanings`. The
events are made up: eight, each told in three languages. The crowd and the mean need ../shared/data: 24 reports are put
among 500 development articles that all appear on one day.
"""

import argparse
import json
import resource
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

import msgspec
from documents import DATA, Doc, read_stories
from linked import ITEM
from sqlalchemy import select
from stories import keep

from schemas.events import PageFetched
from schemas.outcomes import Fault
from schemas.records import SegmentRow
from schemas.segments import Segment, SegmentKind
from tasks.link_stories.meaning import read_meanings
from tasks.link_stories.pairing import pair_features
from tasks.link_stories.profile import Profile, profile, to_json
from tasks.link_stories.relation import compare
from worker.preview import Bench, read_page
from worker.settings import Settings
from worker.toolbox import Toolbox, no_send, open_toolbox
from worker.toolbox.database import table
from worker.toolbox.meanings import UseEncoder, open_encoder
from worker.toolbox.migrations import upgrade

EVENTS = Path(__file__).with_name("meanings_events.json")
MEAN = Path(__file__).resolve().parents[1] / "worker" / "toolbox" / "use3_mean.json"
RUNS, CROWD = 200, 500
DAY = date(2025, 8, 23)


class Bare(UseEncoder):
    """The encoder without its mean taken off."""

    def _load(self) -> None:
        super()._load()
        self._mean = self._mean * 0


def leads() -> list[tuple[str, str]]:
    return [(doc.title, "\n".join(doc.paras)) for doc in read_stories()]


def write_mean() -> None:
    seen: list[list[float]] = []

    class Watched(Bare):
        def encode(self, texts):
            seen.extend(super().encode(texts))
            return seen[-len(texts) :]

    read_meanings(leads(), Watched())
    mean = [round(fmean(numbers), 5) for numbers in zip(*seen, strict=True)]
    MEAN.write_text(json.dumps(mean, separators=(",", ":")) + "\n")
    print(json.dumps({"documents": len(seen), "length of the mean": round(sum(n * n for n in mean) ** 0.5, 3)}))


def told(headline: str, text: str, encoder: UseEncoder) -> Profile:
    segment = Segment(index=0, kind=SegmentKind.STORY, slug="", headline=headline, blocks=(0,), score=1.0)
    return profile(segment, text, DAY, *read_meanings([(headline, text)], encoder))


def milliseconds(work) -> float:
    spent = []
    for number in range(RUNS):
        start = time.process_time()
        work(number)
        spent.append(1000 * (time.process_time() - start))
    return round(median(spent), 3)


def cost(encoder: UseEncoder, events: list[dict]) -> None:
    start = time.process_time()
    encoder.encode(["A text."])
    load = round(time.process_time() - start, 2)
    texts = [tuple(event["en"]) for event in events]
    texts = [(headline, (text + " ") * 3) for headline, text in texts]
    profiles = [told(*pair, encoder) for pair in texts]
    one, other = profiles[:2]
    without = [msgspec.structs.replace(each, meaning=None) for each in profiles]
    print(
        json.dumps(
            {
                "load, s": load,
                "encode, ms a segment": milliseconds(lambda n: read_meanings([texts[n % len(texts)]], encoder)),
                "compare with meanings, ms a pair": milliseconds(lambda _: pair_features(one, other)),
                "compare without": milliseconds(lambda _: pair_features(without[0], without[1])),
                "profile, bytes": len(to_json(one)),
                "profile without": len(to_json(without[0])),
                "keys": len(one.keys),
                "keys without": len(without[0].keys),
                "peak resident, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )


def languages(encoder: UseEncoder, events: list[dict]) -> None:
    """Print for each pair of languages how alike one event is in both, and how alike two events."""
    for pair in combinations(("en", "fr", "ko"), 2):
        same, other = [], []
        for one in events:
            for two in events:
                sides = [told(*event[language], encoder) for event, language in zip((one, two), pair, strict=True)]
                (same if one is two else other).append((compare(*sides), set(sides[0].keys) & set(sides[1].keys)))
        print(json.dumps({"languages": pair, "one event": summary(same), "two events": summary(other)}))


def summary(found: list) -> dict:
    cosines = [alike.features["meaning"] for alike, _ in found]
    likely = [alike.score for alike, _ in found]
    return {
        "pairs": len(found),
        "cosine": [min(cosines), round(fmean(cosines), 2), max(cosines)],
        "likeness": [min(likely), round(fmean(likely), 2), max(likely)],
        "with a key in common": round(fmean(bool(keys) for _, keys in found), 2),
    }


def crowd(encoder: UseEncoder, events: list[dict]) -> None:
    """Print which of the made-up events became one story each among the articles of a day, and what linking took."""
    docs = [doc for doc in read_stories() if doc.set == "all"][:CROWD]
    docs += [
        docs[0]._replace(name=f"{event['event']}.{language}", title=event[language][0], paras=[event[language][1]])
        for event in events
        for language in ("en", "fr", "ko")
    ]
    bench = Bench(None)
    facts = [detected(doc, bench) for doc in docs]
    for told_by in (None, encoder):
        with TemporaryDirectory() as folder:
            box = open_toolbox(Settings(data_dir=folder, redis_url="unix:///nonexistent"), no_send)
            upgrade(box.database)
            spent = [1e3 * keep(replace(box, encoder=told_by), fact) for fact in facts]
            homes = stories(box, {fact.kept.article_id: doc.name for fact, doc in zip(facts, docs, strict=True)})
            box.close()
        ours = [group for group in homes if any("." in name for name in group)]
        print(
            json.dumps({"encoder": told_by is not None, "link, ms an article": round(median(spent[CROWD // 2 :]), 1)})
        )
        print(json.dumps({"stories of the made-up events": sorted(sorted(group) for group in ours)}))


def detected(doc: Doc, bench: Bench):
    line = {"title": doc.title, "published": DAY.isoformat(), "paragraphs": doc.paras}
    key = bench.raw.put(json.dumps(line).encode())
    page = PageFetched(entry_id=doc.name, url=f"http://{doc.name}.example/a", body_key=key, media_type=ITEM)
    return read_page(page, bench)


def stories(box: Toolbox, names: dict[str, str]) -> list[set[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    with box.database.read() as connection:
        for row in connection.execute(select(table(SegmentRow))):
            groups[row.story_id].add(names[row.article_id])
    return list(groups.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write-mean", action="store_true")
    wanted = parser.parse_args()
    try:
        encoder = open_encoder(Settings(meanings="use"))
    except Fault as fault:
        print(f"skipped: {fault.detail}")
        return
    if wanted.write_mean and DATA.exists():
        write_mean()
    events = json.loads(EVENTS.read_text())
    cost(encoder, events)
    languages(encoder, events)
    if DATA.exists():
        crowd(encoder, events)


if __name__ == "__main__":
    main()
