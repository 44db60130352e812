"""Boosted decision trees, evaluated in plain Python: a library for it at run time would cost 100 MB and a second.

Learned by LightGBM (see `benchmarks/train_*.py`) and shipped as JSON tables.
"""

import math
from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct


class Tree(Struct, frozen=True):
    """A binary tree as columns, one entry per inner node; node 0 is the root.

    `left` is taken where the feature's value is at most the threshold. A child below 0 is the leaf ~child.
    `inner` and `leaf` are log-odds: what the examples that came to a node gained on average.
    """

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    inner: list[float]
    leaf: list[float]


class Trees(Struct, frozen=True):
    """Trees over the values of `features`. Their sum is a log-odds."""

    features: list[str]
    trees: list[Tree]

    def score(self, values: Mapping[str, float]) -> float:
        """Return the log-odds for `values`; a value that is missing counts as 0."""
        get = values.get
        row = [get(name, 0.0) for name in self.features]
        total = 0.0
        for tree in self.trees:
            feature, threshold, left, right = tree.feature, tree.threshold, tree.left, tree.right
            node = 0
            while node >= 0:
                node = left[node] if row[feature[node]] <= threshold[node] else right[node]
            total += tree.leaf[~node]
        return total

    def explain(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return how much of `score` each feature brought: the change of the average along the path of every tree.

        This is the path method of Saabas; what the roots hold before any question is in no feature's share.
        """
        row = [values.get(name, 0.0) for name in self.features]
        added: dict[str, float] = {}
        for tree in self.trees:
            for node, child in pairwise(_path(tree, row)):
                name = self.features[tree.feature[node]]
                reached = tree.inner[child] if child >= 0 else tree.leaf[~child]
                added[name] = added.get(name, 0.0) + reached - tree.inner[node]
        return added


def _path(tree: Tree, row: list[float]) -> list[int]:
    nodes = [0]
    while nodes[-1] >= 0:
        node = nodes[-1]
        nodes.append(tree.left[node] if row[tree.feature[node]] <= tree.threshold[node] else tree.right[node])
    return nodes


def probability(log_odds: float) -> float:
    """Return the probability of a log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds > 0 else 1.0 - 1.0 / (1.0 + math.exp(log_odds))
