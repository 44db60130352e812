"""The learned part of a gap's score: boosted trees over the evidence, read from `model/gaps.json`.

Evaluated here in plain Python: a run-time dependency on the learning library would cost 100 MB and a second of start
for what are a few hundred comparisons a gap.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat
from typing import Any

import msgspec
from msgspec import Struct

# At each of these numbers of trees a gap is left when its score has fallen below. Of 3,028 gaps that ended above even
# odds on 4,262 development pages none had: their lowest stood at -5.75, -4.22, -3.48, -2.42, -1.97 and -1.64.
_HOPELESS = {25: -6.4, 35: -4.9, 46: -3.5, 101: -3.0, 151: -2.6, 201: -2.25}
# (feature, threshold, node left of it, node right of it); a leaf is (-1, its log-odds, (), ()).
Node = tuple[int, float, Any, Any]


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

    def nested(self, number: int = 0) -> Node:
        """Return a node with all below it: to walk down nested tuples takes half the time of looking up columns."""
        if number < 0:
            return -1, self.leaf[~number], (), ()
        left, right = self.nested(self.left[number]), self.nested(self.right[number])
        return self.feature[number], self.threshold[number], left, right


class Model(Struct, frozen=True, dict=True):
    """The learned tables: weights of lead traits (see `leads.py`), and the trees over the evidence named `features`."""

    lead_bias: float
    lead_weights: dict[str, float]
    features: list[str]
    trees: list[Tree]

    @cached_property
    def roots(self) -> list[Node]:
        """The trees, nested."""
        return [tree.nested() for tree in self.trees]

    def score(self, values: Mapping[str, float], start: float = 0.0) -> float:
        """Return `start` plus the log-odds that the trees add for a gap with these `values`.

        A value that is missing counts as 0. A gap that is hopeless after the first trees is left there.
        """
        row = self._row(values)
        total = start
        for number, (feature, value, left, right) in enumerate(self.roots, 1):
            while feature >= 0:
                feature, value, left, right = left if row[feature] <= value else right  # noqa: PLW2901 - down the tree
            total += value
            if number in _HOPELESS and total < _HOPELESS[number]:
                break
        return total

    def explain(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return how much of `score` each feature brought: the change of the average along the path of every tree.

        This is the path method of Saabas; what the roots hold before any question is in no feature's share.
        """
        row = self._row(values)
        added: dict[int, float] = {}
        for tree in self.trees:
            features, thresholds, lefts, rights, inner = (
                tree.feature, tree.threshold, tree.left, tree.right, tree.inner
            )  # fmt: skip
            node, told = 0, inner[0]
            while node >= 0:
                feature = features[node]
                node = lefts[node] if row[feature] <= thresholds[node] else rights[node]
                reached = inner[node] if node >= 0 else tree.leaf[~node]
                added[feature] = added.get(feature, 0.0) + reached - told
                told = reached
        return {self.features[feature]: share for feature, share in added.items()}

    def _row(self, values: Mapping[str, float]) -> list[float]:
        return list(map(values.get, self.features, repeat(0.0)))


@cache
def load_model() -> Model:
    """Return the shipped model, read once per process (about 20 ms)."""
    data = files("tasks.detect_segments").joinpath("model", "gaps.json").read_bytes()
    return msgspec.json.decode(data, type=Model)
