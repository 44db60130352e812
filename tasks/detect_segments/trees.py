"""The learned part of a gap's score: boosted trees over the evidence, read from `model/gaps.json`.

Evaluated here in plain Python: a run-time dependency on the learning library would cost 100 MB and a second of start
for what are a few hundred comparisons a gap.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat

import msgspec
from msgspec import Struct

# Up to here a gap is judged at each of these numbers of trees, and left there when its score has fallen below. Of
# 3,028 gaps cut on composed pages, none had: the lowest stood at -4.95, -3.48 and -2.42.
_HOPELESS = {30: -6.0, 46: -3.5, 101: -3.25}
# (feature, threshold, what is left of it and right of it); a leaf is its log-odds.
Node = tuple[int, float, "Node | float", "Node | float"]


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

    def node(self, number: int) -> Node | float:
        """Return a node with all below it: to walk down nested tuples takes half the time of looking up columns."""
        if number < 0:
            return self.leaf[~number]
        left, right = self.node(self.left[number]), self.node(self.right[number])
        return self.feature[number], self.threshold[number], left, right


class Model(Struct, frozen=True, dict=True):
    """The learned tables: weights of lead traits (see `leads.py`), and the trees over the evidence named `features`."""

    lead_bias: float
    lead_weights: dict[str, float]
    features: list[str]
    trees: list[Tree]

    @cached_property
    def roots(self) -> list[Node | float]:
        """The trees, nested."""
        return [tree.node(0) for tree in self.trees]

    def score(self, values: Mapping[str, float], start: float = 0.0) -> float:
        """Return `start` plus the log-odds that the trees add for a gap with these `values`.

        A value that is missing counts as 0. A gap that is hopeless after the first trees is left there.
        """
        row = self._row(values)
        total = start
        for number, node in enumerate(self.roots, 1):
            while not isinstance(node, float):
                feature, threshold, left, right = node
                node = left if row[feature] <= threshold else right
            total += node
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
            node, told = 0, tree.inner[0]
            while node >= 0:
                feature = tree.feature[node]
                node = tree.left[node] if row[feature] <= tree.threshold[node] else tree.right[node]
                reached = tree.inner[node] if node >= 0 else tree.leaf[~node]
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
