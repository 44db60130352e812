"""Links between two stories of a page: by kind on pairs whose relation is known, and the fit of the likeness.

    python benchmarks/links.py [--seed N] [--pairs N] [--split train|validation|test|all] [--fit] [--show]
    python benchmarks/links.py --pages [--show]

Two openings of articles are put on one page and cut where the second begins, so that links are judged by themselves:

    *_same  two reports of one event    *_half  the halves of one article: one story, and no contradiction
    *_hard  one topic, another story (ECB+: twin events)    *_easy  other topics

`--pages` counts the contradictions on pages of one story as the room reads them: all articles, recorded pages, and
single articles under headings. `--fit` learns the weights of `tasks/detect_segments/likeness.py` anew from the
training pairs; `--show` prints every contradiction with its quotes, to be judged by eye. The stories lie in
../shared/data; without them it says so.
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict

from composites import Composer, Composite
from documents import DATA, Doc, read_pages, read_stories

from schemas.blocks import ArticleMeta, Block, lay_out
from schemas.segments import LinkKind
from tasks.detect_segments.items import divide
from tasks.detect_segments.likeness import features, read_story
from tasks.detect_segments.links import link_stories_of_page
from tasks.detect_segments.page import read_page
from tasks.detect_segments.seams import Gap
from tasks.detect_segments.serving import running
from tasks.detect_segments.stories import Story, split_stories
from tasks.extract_blocks.drafts import to_blocks
from tasks.extract_blocks.plain import read_paragraphs

LENGTH = (4, 16)
LEAST_HALF = 3
CONTROLS, CONTROL_PAGES = ("all_ctrl", "ecb_ctrl", "head_ctrl", "headp_ctrl"), 300
STEPS, RATE, DECAY = 3000, 3.0, 0.0005
Pair = tuple[str, Doc, list[str], list[str]]


def pairs(docs: list[Doc], count: int, seed: int) -> list[Pair]:
    composer, rng = Composer(docs, seed), random.Random(seed)
    found = []
    for kind, pool in composer.pools.items():
        for relation in ("hard", "easy"):
            for _ in range(count):
                first, second = composer.pick(kind, relation, 2)
                found.append((f"{kind}_{relation}", first, opening(first, rng), opening(second, rng)))
        stories = defaultdict(list)
        for doc in pool:
            stories[doc.story].append(doc)
        several = [members for members in stories.values() if len(members) > 1]
        long = [doc for doc in pool if len(doc.paras) > 2 * LEAST_HALF]
        for _ in range(count):
            first, second = rng.sample(rng.choice(several), 2)
            found.append((f"{kind}_same", first, opening(first, rng), opening(second, rng)))
            doc = rng.choice(long)
            cut = rng.randint(LEAST_HALF, len(doc.paras[:30]) - LEAST_HALF)
            found.append((f"{kind}_half", doc, doc.paras[:cut], doc.paras[cut:30]))
    return found


def opening(doc: Doc, rng: random.Random) -> list[str]:
    return doc.paras[: rng.randint(*LENGTH)]


def told_apart(first: list[str], second: list[str]) -> list[Story]:
    page = read_page(ArticleMeta(), laid_out([*first, *second]))
    return split_stories(page, running(page), [Gap(len(first), 2.0, ())])


def count_links(sample: list[Pair], *, show: bool) -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for family, _, first, second in sample:
        counts[family]["pairs"] += 1
        for link in link_stories_of_page(told_apart(first, second), (0, 1)):
            counts[family][str(link.kind)] += 1
            if show and link.evidence.conflicts:
                print(family, [(c.field, c.source, c.target, c.quotes) for c in link.evidence.conflicts])
    for family, found in sorted(counts.items()):
        print(json.dumps({"family": family, **found}))


def count_contradictions(docs: list[Doc], *, show: bool) -> None:
    """Read pages of one story whole; only those that are cut can have a link."""
    composer = Composer(docs + read_pages(), seed=1)
    pages = composer.real_pages() + [composer.page(f) for f in CONTROLS for _ in range(CONTROL_PAGES)]
    articles = [Composite("article", ArticleMeta(), laid_out(doc.paras), [], [doc]) for doc in docs]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in pages + articles:
        read = read_page(page.article, page.blocks)
        body = running(read)
        stories = split_stories(read, body, *divide(read, body))
        links = link_stories_of_page(stories, tuple(range(len(stories))))
        told = [link.evidence.conflicts for link in links if link.kind is LinkKind.CONTRADICTS]
        counts[page.family] += Counter(pages=1, cut=len(stories) > 1, contradicts=len(told))
        if show and told:
            print(page.family, [(c.field, c.source, c.target, c.quotes) for conflicts in told for c in conflicts])
    for family, found in sorted(counts.items()):
        print(json.dumps({"family": family, **found}))


def laid_out(paras: list[str]) -> tuple[Block, ...]:
    return lay_out(to_blocks(read_paragraphs(paras)))[1]


def fit(sample: list[Pair]) -> None:
    rows = []
    for family, doc, first, second in sample:
        if doc.split == "train" and not family.endswith("_half"):
            one, other = (read_story(story) for story in told_apart(first, second))
            rows.append((features(one, other), family.endswith("_same")))
    names = list(rows[0][0])
    weights = dict.fromkeys(["bias", *names], 0.0)
    for _ in range(STEPS):
        slope = dict.fromkeys(weights, 0.0)
        for values, same in rows:
            score = weights["bias"] + sum(weights[name] * value for name, value in values.items())
            error = 1 / (1 + math.exp(-score)) - same
            slope["bias"] += error
            for name, value in values.items():
                slope[name] += error * value
        for name in weights:
            weights[name] -= RATE * (slope[name] / len(rows) + DECAY * weights[name] * (name != "bias"))
    print(json.dumps({name: round(weight, 2) for name, weight in weights.items()}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--split", default="all", choices=["train", "validation", "test", "all"])
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        print("skipped: no development stories")
        return
    if options.pages:
        count_contradictions(read_stories(), show=options.show)
        return
    sample = pairs(read_stories(), options.pairs, options.seed)
    if options.fit:
        fit(sample)
        return
    count_links([pair for pair in sample if options.split in {"all", pair[1].split}], show=options.show)


if __name__ == "__main__":
    main()
