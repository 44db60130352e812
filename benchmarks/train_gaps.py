"""Learn the model of detect_segments (`tasks/detect_segments/model/gaps.json`) from composed pages.

    PYTHONHASHSEED=0 python benchmarks/train_gaps.py --cross-validate   score each third by a model of the other two
    PYTHONHASHSEED=0 python benchmarks/train_gaps.py --write            learn from all documents and write the model

Needs `pip install scikit-learn lightgbm` and ../shared/data (without it: says so and stops). One thread and fixed
seeds, the one of hashes among them (sums over sets round by their order): the same data and the same versions of the
two libraries give the same file, bit for bit.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from composites import Composer, Composite
from documents import DATA, FOLDS, Doc, read_pages, read_stories

from tasks.detect_segments.cues import read_cues
from tasks.detect_segments.evidence import read_evidence
from tasks.detect_segments.leads import lead_score, lead_traits
from tasks.detect_segments.page import read_page
from tasks.detect_segments.reading import read_passages
from tasks.detect_segments.seams import ADDITIVE, find_seams
from tasks.detect_segments.serving import running
from tasks.detect_segments.trees import Model
from tasks.detect_segments.weights import added_by, additive_score
from tasks.shared.rarity import rarity
from tasks.shared.text import readable

try:
    import lightgbm
    import numpy as np
    from growing import as_tree
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
except ImportError:
    print("skipped: needs pip install scikit-learn lightgbm")
    raise SystemExit from None

TARGET = Path(__file__).resolve().parents[1] / "tasks" / "detect_segments" / "model" / "gaps.json"
LEARNED_FROM = {
    "all_easy": 2700, "all_hard": 1800, "ecb_easy": 400, "ecb_hard": 1500, "all_ctrl": 1100, "ecb_ctrl": 540,
    "head": 630, "head_ctrl": 540, "headp": 585, "headp_ctrl": 540, "brief": 360, "glue": 225,
}  # fmt: skip
# Of these, composed inside a third, every second page is scored.
CROSSED = {
    "all_easy": 1800, "all_hard": 1200, "ecb_easy": 270, "ecb_hard": 1000, "all_ctrl": 750, "ecb_ctrl": 360,
    "head": 420, "head_ctrl": 360, "headp": 390, "headp_ctrl": 360, "brief": 240, "glue": 150,
}  # fmt: skip
# A real page of one story weighs as much as three composed ones: most pages are such pages.
REAL, REAL_PAGE = ("page_ctrl", "foreign_ctrl"), 3.0
TREES = 400
LEARNING = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "extra_trees": True, "min_data_in_leaf": 40,
    "lambda_l2": 5.0, "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
LONGEST_PAGE = 250
MOST_PARAS = 40
FEWEST_TRAITS = 4
MOST_TRAITS = 6000
LEAST_TRAIT = 0.02
Lead = tuple[dict[str, float], float]


def openings(docs: list[Doc]) -> list[tuple[tuple[str, ...], bool, int]]:
    """Return (traits, opens its article, fold) for every paragraph."""
    return [
        (lead_traits(readable(text)[:400]), place == 0, doc.fold)
        for doc in docs
        if doc.english
        for place, text in enumerate(doc.paras[:MOST_PARAS])
    ]


def learn_leads(rows: list[tuple[tuple[str, ...], bool, int]]) -> Lead:
    counts = Counter(trait for traits, _, _ in rows for trait in traits)
    columns = {trait: i for i, trait in enumerate(sorted(t for t, n in counts.items() if n >= FEWEST_TRAITS))}
    places = [[columns[trait] for trait in traits if trait in columns] for traits, _, _ in rows]
    starts = np.cumsum([0, *map(len, places)])
    flat = [column for row in places for column in row]
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(columns)))
    learner = LogisticRegression(C=0.15, solver="liblinear", max_iter=300, random_state=1)
    learner.fit(matrix, [opens for _, opens, _ in rows])
    weights = sorted(zip(columns, learner.coef_[0], strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
    kept = {trait: round(float(w), 3) for trait, w in weights[:MOST_TRAITS] if abs(w) > LEAST_TRAIT}
    return dict(sorted(kept.items())), round(float(learner.intercept_[0]), 4)


def gaps_of(page: Composite, leads: dict[int, Lead], folds: dict[str, int], lengths: int):
    """Yield (evidence, is a seam) for the gaps of the page, and of what a cut at its seams leaves."""
    read = read_page(page.article, page.blocks)
    body = running(read)
    usual = page.docs[0].fold
    # Namesakes in these articles are relatives: trees that see them told apart learn to take it back everywhere.
    reading = read_passages(
        body, rarity, lambda text: lead_score(text, *leads[folds.get(text[:100], usual)]), apart=False
    )
    starts = [next(i for i, p in enumerate(body) if p.block.index >= seam) for seam in page.seams]
    bounds = [0, *starts, len(body)]
    spans = {(0, len(body)), *(pairwise(bounds) if lengths % 3 == 0 else ())}
    spans |= {(bounds[i], bounds[i + 2]) for i in range(len(bounds) - 2)}
    for start, end in sorted(spans):
        if end - start > 3:
            part = reading.within(start, end)
            cues = read_cues(read, part)
            evidence = read_evidence(part, cues)
            for place in range(1, end - start):
                evidence[place][ADDITIVE] = additive_score(added_by(cues[place]))
                yield evidence[place], start + place in starts


class Gaps(NamedTuple):
    """Gaps of many pages: the names of the features, a row of values each, whether it is a seam, its weight."""

    names: list[str]
    values: np.ndarray
    seams: np.ndarray
    weights: np.ndarray


def read_gaps(pages: list[Composite], leads: dict[int, Lead], folds: dict[str, int]) -> Gaps:
    names: list[str] = []
    values, seams, weights = [], [], []
    for number, page in enumerate(pages):
        for evidence, seam in gaps_of(page, leads, folds, number):
            names = names or sorted({*evidence, *names_of_headings()})
            values.append(np.array([evidence.get(name, 0.0) for name in names], dtype=np.float32))
            seams.append(seam)
            weights.append(REAL_PAGE if page.family in REAL else 1.0)
    return Gaps(names, np.array(values), np.array(seams), np.array(weights))


def fit(gaps: Gaps, lead: Lead) -> Model:
    start = gaps.values[:, gaps.names.index(ADDITIVE)].astype(float)
    data = lightgbm.Dataset(gaps.values, gaps.seams, weight=gaps.weights, init_score=start)
    trees = lightgbm.train(LEARNING, data, TREES).dump_model()["tree_info"]
    table, bias = lead
    return Model(lead_bias=bias, lead_weights=table, features=gaps.names, trees=[as_tree(tree) for tree in trees])


def compose(docs: list[Doc], counts: dict[str, int], seed: int) -> list[Composite]:
    composer = Composer(docs, seed)
    pages = [composer.page(family) for family, count in counts.items() for _ in range(count)]
    return pages + [page for page in composer.real_pages() if len(page.blocks) <= LONGEST_PAGE]


def learn(docs: list[Doc]) -> Model:
    rows = openings(docs)
    # A lead is judged by a table that has not seen its article, as every lead will be.
    leads = {fold: learn_leads([row for row in rows if row[2] != fold]) for fold in range(FOLDS)}
    folds = {readable(text)[:100]: doc.fold for doc in docs for text in doc.paras}
    pages = compose(docs, LEARNED_FROM, seed=1)
    gaps = read_gaps(pages, leads, folds)
    print(json.dumps({"pages": len(pages), "gaps": len(gaps.seams), "seams": int(gaps.seams.sum())}), flush=True)
    return fit(gaps, learn_leads(rows))


def cross_validate(docs: list[Doc]) -> dict[str, float]:
    """Score the pages of each third by a model that has seen only documents of the other two."""
    counts = {family: count // FOLDS for family, count in CROSSED.items()}
    thirds = [compose([doc for doc in docs if doc.fold == fold], counts, seed=100 + fold) for fold in range(FOLDS)]
    rows = openings(docs)
    leads = [learn_leads([row for row in rows if row[2] != fold]) for fold in range(FOLDS)]
    gaps = [read_gaps(pages, dict.fromkeys(range(FOLDS), leads[fold]), {}) for fold, pages in enumerate(thirds)]
    found = []
    for fold, pages in enumerate(thirds):
        others = [gaps[other] for other in range(FOLDS) if other != fold]
        seen = Gaps(gaps[0].names, *(np.concatenate(parts) for parts in zip(*(g[1:] for g in others), strict=True)))
        found += cut(fit(seen, leads[fold]), pages[::2])
    return score(found)


def names_of_headings() -> list[str]:
    """Return the cues that only a page with headings has: the first page composed may have none."""
    return ["under_heading", "inside_section", "section_heading", "names_event", "heading_dateline",
            "listed_headline", "heading_pair", "heading_mismatch", "after_questions"]  # fmt: skip


Cuts = tuple[str, set[int], set[int]]


def cut(model: Model, pages: list[Composite]) -> list[Cuts]:
    """Return (family, seams, cuts) for every page, as indexes of blocks."""
    found = []
    for page in pages:
        read = read_page(page.article, page.blocks)
        body = running(read)
        cuts = {body[gap.before].block.index for gap in find_seams(read, body, model)}
        found.append((page.family, set(page.seams), cuts))
    return found


def score(pages: list[Cuts]) -> dict[str, float]:
    """Return boundary F1 by family, as many controls counted as pages, and the share of controls cut."""
    found = defaultdict(list)
    for family, gold, cuts in pages:
        found[family].append((gold, cuts))
    told = {f: round(sum(bool(c) for _, c in rows) / len(rows), 3) for f, rows in found.items() if f.endswith("ctrl")}
    for family, rows in found.items():
        if family not in told:
            controls = found.get(f"{family.partition('_')[0]}_ctrl", [])
            stray = sum(len(cuts) for _, cuts in controls) * len(rows) / (len(controls) or 1)
            hit = sum(len(gold & cuts) for gold, cuts in rows)
            told[family] = round(2 * hit / (sum(len(gold) + len(cuts) for gold, cuts in rows) + stray), 3)
    return dict(sorted(told.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--cross-validate", action="store_true")
    what.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    if not DATA.exists() or not (wanted.cross_validate or wanted.write):
        print("skipped: no development data beside the project, or neither --cross-validate nor --write")
        return
    if sys.flags.hash_randomization:
        sys.exit("set PYTHONHASHSEED=0: the model must come out the same each time")
    docs = read_stories() + read_pages()
    if wanted.write:
        TARGET.write_bytes(msgspec.json.encode(learn(docs)) + b"\n")
        print(json.dumps({"bytes": TARGET.stat().st_size}))
        return
    print(json.dumps(cross_validate(docs)))


if __name__ == "__main__":
    main()
