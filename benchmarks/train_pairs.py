"""Learn the pair model of link_stories (`tasks/link_stories/model/pairs.json`) from the development stories.

    PYTHONPATH=. python benchmarks/train_pairs.py --cross-validate   score each fifth by models that have not seen it
    PYTHONPATH=. python benchmarks/train_pairs.py --write            learn from all pairs and write the model
    … --meanings     the same with the meanings of the extra `semantic`, for `model/meanings.json` (docs/semantic.md)

Needs `pip install lightgbm` and ../shared/data (without it: says so and stops). Stories (ECB+: topics) are dealt to
fifths. A pair across two fifths is judged by a model of the other three. One thread and fixed seeds: the same data
and the same version of the library give the same file, bit for bit.
"""

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations_with_replacement
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import msgspec
from documents import DATA
from linked import FIFTHS, Seg, cluster, dealt, read_segments, score_stories, twin_auc

from tasks.link_stories.judge import LEAST_LIKENESS, SURE, MeaningModel, Model, Neighbours, neighbour_features
from tasks.link_stories.pairing import cosine, pair_features
from tasks.link_stories.placing import JOIN
from tasks.shared.boosted import Trees, probability
from worker.settings import Settings
from worker.toolbox.meanings import open_encoder

try:
    import lightgbm
    import numpy as np
    from growing import as_tree
except ImportError:
    print("skipped: needs pip install lightgbm")
    raise SystemExit from None

MODELS = Path(__file__).resolve().parents[1] / "tasks" / "link_stories" / "model"
COMMON = {
    "objective": "binary", "num_leaves": 4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 1,
    "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
Rows = tuple[list[int], np.ndarray]  # which rows count, and the values of all
Growth = tuple[dict, int]  # how trees are grown, and how many
FIRST: Growth = ({**COMMON, "learning_rate": 0.08, "feature_fraction": 0.5, "min_data_in_leaf": 30}, 150)
SECOND: Growth = ({**COMMON, "learning_rate": 0.15, "min_data_in_leaf": 40}, 30)
WINDOW_DAYS = 8
LEAST_COSINE = 0.03
# Across languages these alone are asked; figures are left to them. All development stories are in English.
ACROSS_NAMES = ["meaning", "figures", "days"]
BESIDES = {"figures", "one_language"}
ACROSS: Growth = ({**COMMON, "learning_rate": 0.1, "min_data_in_leaf": 100, "monotone_constraints": [1, 0, -1]}, 60)
# One deal says little about ECB+ with its 18 topics.
DEALS = 5


class Pairs(NamedTuple):
    """Pairs of segments as indexes, their features row by row, whether they tell one story, and their two fifths."""

    ends: list[tuple[int, int]]
    values: np.ndarray
    same: np.ndarray
    folds: list[tuple[int, int]]


def pairs_of(segs: list[Seg], least: float = LEAST_COSINE, asked: list[str] | None = None) -> tuple[list[str], Pairs]:
    """Return the names of the features, `asked` or all, and the pairs whose words are alike by `least`."""
    found, names = [], asked or []
    left_out = BESIDES if segs[0].profile.meaning else {*BESIDES, "meaning"}
    for i, one in enumerate(segs):
        for j, other in enumerate(segs[:i]):
            if one.set != other.set or one.doc == other.doc:
                continue
            if abs((one.profile.day - other.profile.day).days) > WINDOW_DAYS:
                continue
            if cosine(one.profile.words, other.profile.words) >= least:
                features = pair_features(one.profile, other.profile)
                names = names or [name for name in features if name not in left_out]
                found.append(((j, i), [features[name] for name in names]))
    ends = [pair for pair, _ in found]
    same = np.array([segs[i].story == segs[j].story for i, j in ends])
    folds = [(segs[i].fold, segs[j].fold) for i, j in ends]
    return names, Pairs(ends, np.array([row for _, row in found]), same, folds)


def grow(names: list[str], values: np.ndarray, same: np.ndarray, growth: Growth) -> Trees:
    how, trees = growth
    booster = lightgbm.train(how, lightgbm.Dataset(values, same), trees)
    return Trees(features=names, trees=[as_tree(tree) for tree in booster.dump_model()["tree_info"]])


def judged(trees: Trees, values: np.ndarray) -> list[float]:
    rows = (dict(zip(trees.features, row, strict=True)) for row in values)
    return [min(SURE, max(1 - SURE, probability(trees.score(row)))) for row in rows]


def unseen(names: list[str], asked: Rows, pairs: Pairs, growth: Growth, learnt: Rows | None = None) -> dict[int, float]:
    """Judge each pair of `asked` by a model that has seen no story of its fifths, only of `learnt`, else of `asked`."""
    (rows, values), (known_rows, lesson) = asked, learnt or asked
    told: dict[int, float] = {}
    for pair in combinations_with_replacement(range(FIFTHS), 2):
        mine = [k for k in rows if tuple(sorted(pairs.folds[k])) == pair]
        known = [k for k in known_rows if not set(pairs.folds[k]) & set(pair)]
        model = grow(names, lesson[known], pairs.same[known], growth)
        told |= zip(mine, judged(model, values[mine]), strict=True)
    return told


def neighbours(pairs: Pairs, likenesses: dict[int, float]) -> Rows:
    """Return the pairs that are alike enough to be kept, and the features of the second look, row by row of all."""
    kept = [k for k, value in likenesses.items() if value >= LEAST_LIKENESS]
    around: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for k in kept:
        i, j = pairs.ends[k]
        around[i][str(j)] = around[j][str(i)] = likenesses[k]
    near = {i: Neighbours(told) for i, told in around.items()}
    ends = [(k, *pairs.ends[k]) for k in kept]
    values = np.zeros((len(pairs.ends), len(SECOND_NAMES)))
    values[kept] = [list(neighbour_features(likenesses[k], near[i], near[j]).values()) for k, i, j in ends]
    return kept, values


SECOND_NAMES = list(neighbour_features(0.5, Neighbours({"b": 0.5}), Neighbours({"a": 0.5})))


def firsts(names: list[str], pairs: Pairs) -> tuple[dict[int, float], dict[int, float]]:
    """Return the likenesses of unseen pairs, and those without meanings: the second look has learnt from these."""
    every = list(range(len(pairs.ends)))
    likenesses = unseen(names, (every, pairs.values), pairs, FIRST)
    if "meaning" not in names:
        return likenesses, likenesses
    others = [name for name in names if name != "meaning"]
    values = pairs.values[:, [names.index(name) for name in others]]
    return likenesses, unseen(others, (every, values), pairs, FIRST)


def cross_validate(segs: list[Seg], deal: int) -> dict[str, float]:
    """Return the scores of one deal of the stories to fifths."""
    segs = dealt(segs, deal)
    names, pairs = pairs_of(segs)
    first, plain = firsts(names, pairs)
    second = unseen(SECOND_NAMES, neighbours(pairs, first), pairs, SECOND, neighbours(pairs, plain))
    ends = pairs.ends
    # What is not kept counts below all that is, in the order of the first look.
    looked = {ends[k]: second.get(k, value / 1e3) for k, value in first.items()}
    told = {"auc": twin_auc(segs, {ends[k]: v for k, v in first.items()}), "auc_second": twin_auc(segs, looked)}
    for name in ("all", "ecb"):
        own = [i for i, seg in enumerate(segs) if seg.set == name]
        for look, judged_by in (("_first", first), ("", second)):
            edges = {ends[k]: judged_by[k] for k in second if segs[ends[k][0]].set == name}
            scores = score_stories(segs, cluster(own, edges, JOIN))
            told |= {f"{name}{look}_{measure}": value for measure, value in scores.items()}
    return told


def learn(segs: list[Seg]) -> Model:
    names, pairs = pairs_of(segs)
    first = grow(names, pairs.values, pairs.same, FIRST)
    # The second look learns from likenesses of pairs that the first had not seen, as every pair will be.
    likenesses, _ = firsts(names, pairs)
    kept, values = neighbours(pairs, likenesses)
    print(json.dumps({"pairs": len(pairs.ends), "of one story": int(pairs.same.sum()), "alike": len(kept)}))
    return Model(first=first, second=grow(SECOND_NAMES, values[kept], pairs.same[kept], SECOND))


def learn_meanings(segs: list[Seg]) -> MeaningModel:
    """Learn to judge pairs by their meanings too, and by these alone: there also from pairs that share no words."""
    names, pairs = pairs_of(segs)
    first = grow(names, pairs.values, pairs.same, FIRST)
    _, pairs = pairs_of(segs, 0.0, ACROSS_NAMES)
    return MeaningModel(first=first, across=grow(ACROSS_NAMES, pairs.values, pairs.same, ACROSS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--cross-validate", action="store_true")
    what.add_argument("--write", action="store_true")
    parser.add_argument("--meanings", action="store_true")
    wanted = parser.parse_args()
    if not DATA.exists() or not (wanted.cross_validate or wanted.write):
        print("skipped: no development data beside the project, or neither --cross-validate nor --write")
        return
    segs = read_segments(open_encoder(Settings(meanings="use")) if wanted.meanings else None)
    print(json.dumps({"segments": len(segs), **Counter(seg.set for seg in segs)}))
    if wanted.write:
        target = MODELS / ("meanings.json" if wanted.meanings else "pairs.json")
        learnt = learn_meanings(segs) if wanted.meanings else learn(dealt(segs, 0))
        target.write_bytes(msgspec.json.encode(learnt) + b"\n")
        print(json.dumps({"bytes": target.stat().st_size}))
        return
    deals = [cross_validate(segs, deal) for deal in range(DEALS)]
    for told in deals:
        print(json.dumps(told))
    print(json.dumps({"mean": {name: round(fmean(told[name] for told in deals), 3) for name in deals[0]}}))


if __name__ == "__main__":
    main()
