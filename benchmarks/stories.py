"""Stories of the development articles as the line makes them: precision, recall, and whether the order matters.

    python benchmarks/stories.py [--set all|ecb] [--orders N]

Every article goes through the real stages into a real SQLite file, in the order of its day; `--orders` reads each set
again with the articles of a day in so many other orders and counts the pairs that are judged otherwise. The shipped
model has learned from these stories: what it makes of unseen ones `train_pairs.py --cross-validate` tells. Needs
../shared/data; without it says so and stops.
"""

import argparse
import json
import random
import tempfile
import time
from contextlib import closing
from itertools import combinations
from pathlib import Path
from statistics import fmean

from documents import DATA, Doc, digest, read_stories
from linked import ITEM, Seg, score_stories

from schemas.events import PageFetched, SegmentsDetected
from schemas.records import Article, SegmentRow
from tasks.find_copies import find_copies
from tasks.link_stories import link_stories
from tasks.link_stories.profile import Profile
from tasks.record import record
from worker.preview import Bench, read_page
from worker.settings import Settings
from worker.toolbox import Toolbox, migrations, no_send, open_toolbox
from worker.toolbox.database import table

NOBODY = Profile(day=None, words={})
URL = "http://x.example/"


def read(doc: Doc, bench: Bench) -> SegmentsDetected:
    when = doc.day.isoformat() if doc.day else None
    key = bench.raw.put(json.dumps({"title": doc.title, "published": when, "paragraphs": doc.paras}).encode())
    return read_page(PageFetched(entry_id=doc.name, url=f"{URL}{doc.name}", body_key=key, media_type=ITEM), bench)


def told(pages: list[SegmentsDetected]) -> tuple[dict[str, list[tuple[str, float]]], float]:
    """Record the pages; return the stories of every article with their shares of it, and CPU seconds of linking."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), _env_file=None)
        with closing(open_toolbox(settings, no_send)) as box:
            migrations.upgrade(box.database)
            spent = [keep(box, page) for page in pages]
            return stories(box), fmean(spent)


def keep(box: Toolbox, page: SegmentsDetected) -> float:
    with box.database.write() as connection:
        tools = box.within(connection)
        (found,) = find_copies(page, tools)
        started = time.process_time()
        (linked,) = link_stories(found, tools)
        spent = time.process_time() - started
        list(record(linked, tools))
    return spent


def stories(box: Toolbox) -> dict[str, list[tuple[str, float]]]:
    articles, segments = table(Article), table(SegmentRow)
    found: dict[str, list[tuple[str, float]]] = {}
    with box.database.read() as connection:
        urls = {row.id: row.canonical_url.removeprefix(URL) for row in connection.execute(articles.select())}
        for row in connection.execute(segments.select().where(segments.c.story_id.is_not(None))):
            found.setdefault(urls[row.article_id], []).append((row.story_id, row.share))
    return found


def scored(docs: list[Doc], found: dict[str, list[tuple[str, float]]]) -> dict[str, float]:
    segs, groups, numbers = [], {}, {}
    for doc in docs:
        for story, share in found.get(doc.name, [(f"alone {doc.name}", 1.0)]):
            groups[len(segs)] = numbers.setdefault(story, len(numbers))
            segs.append(Seg(doc.set, doc.name, doc.story, doc.topic, share, 0, NOBODY))
    return score_stories(segs, groups)


def partition(found: dict[str, list[tuple[str, float]]]) -> set[frozenset[str]]:
    """Return the pairs of articles whose largest segments are in one story."""
    home = {name: max(own, key=lambda pair: pair[1])[0] for name, own in found.items()}
    return {frozenset(pair) for pair in combinations(sorted(home), 2) if home[pair[0]] == home[pair[1]]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["all", "ecb"])
    parser.add_argument("--orders", type=int, default=0)
    wanted = parser.parse_args()
    if not DATA.exists():
        print("skipped: no development data beside the project")
        return
    bench = Bench(None)
    for name in [wanted.set] if wanted.set else ["all", "ecb"]:
        docs = [doc for doc in read_stories() if doc.set == name]
        pages = {doc.name: read(doc, bench) for doc in docs}
        docs.sort(key=lambda doc: (str(doc.day), digest(doc.name)))
        found, spent = told([pages[doc.name] for doc in docs])
        row = {"set": name, "articles": len(docs), **scored(docs, found), "link_ms_an_article": round(1e3 * spent, 1)}
        print(json.dumps(row), flush=True)
        for seed in range(wanted.orders):
            rank = {doc.name: random.Random(f"{seed}{doc.name}").random() for doc in docs}
            again, _ = told([pages[doc.name] for doc in sorted(docs, key=lambda doc: (str(doc.day), rank[doc.name]))])
            differ = len(partition(found) ^ partition(again))
            print(json.dumps({"set": name, "order": seed, "pairs_judged_otherwise": differ}), flush=True)


if __name__ == "__main__":
    main()
