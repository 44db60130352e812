"""The learned part of a gap's score: boosted trees over the evidence, read from `model/gaps.json`.

Evaluated here in plain Python: a run-time dependency on the learning library would cost 100 MB and a second of start
for what are a few hundred comparisons a gap.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
from msgspec import Struct

# Nine in ten gaps are left after 45 trees. Of 200 that were cut on composed pages none had fallen so low there.
_FIRST_TREES = 45
_HOPELESS = -3.5


class Tree(Struct, frozen=True):
    """A binary tree as columns, one entry per inner node; node 0 is the root.

    `left` is taken where the feature's value is at most the threshold. A child below 0 is the leaf ~child.
    `inner` and `leaf` are log-odds: what the training gaps that came to a node gained on average.
    """

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    inner: list[float]
    leaf: list[float]


class Model(Struct, frozen=True):
    """The learned tables: weights of lead traits (see `leads.py`), and the trees over the evidence named `features`."""

    lead_bias: float
    lead_weights: dict[str, float]
    features: list[str]
    trees: list[Tree]

    def score(self, values: Mapping[str, float], start: float = 0.0) -> float:
        """Return `start` plus the log-odds that the trees add for a gap with these `values`.

        A value that is missing counts as 0. A gap that is hopeless after the first trees is left there.
        """
        get = values.get
        row = [get(name, 0.0) for name in self.features]
        total = start
        for number, tree in enumerate(self.trees):
            feature, threshold, left, right = tree.feature, tree.threshold, tree.left, tree.right
            node = 0
            while node >= 0:
                node = left[node] if row[feature[node]] <= threshold[node] else right[node]
            total += tree.leaf[~node]
            if number == _FIRST_TREES and total < _HOPELESS:
                break
        return total

    def explain(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return how much of `score` each feature brought: the change of the average along the path of every tree.

        This is the path method of Saabas; what the roots hold before any question is in no feature's share.
        """
        added: dict[str, float] = {}
        for tree in self.trees:
            for node, child in pairwise(_path(tree, self.features, values)):
                name = self.features[tree.feature[node]]
                reached = tree.inner[child] if child >= 0 else tree.leaf[~child]
                added[name] = added.get(name, 0.0) + reached - tree.inner[node]
        return added


def _path(tree: Tree, features: list[str], values: Mapping[str, float]) -> list[int]:
    nodes = [0]
    while nodes[-1] >= 0:
        node = nodes[-1]
        low = values.get(features[tree.feature[node]], 0.0) <= tree.threshold[node]
        nodes.append(tree.left[node] if low else tree.right[node])
    return nodes


@cache
def load_model() -> Model:
    """Return the shipped model, read once per process (about 20 ms)."""
    data = files("tasks.detect_segments").joinpath("model", "gaps.json").read_bytes()
    return msgspec.json.decode(data, type=Model)
