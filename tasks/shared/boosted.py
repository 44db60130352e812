"""Boosted decision trees, evaluated in plain Python: a library for it at run time would cost 100 MB and a second.

Learned by LightGBM (see `benchmarks/train_*.py`) and shipped as JSON tables.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any

from msgspec import Struct

# (feature, threshold, node left of it, node right of it); a leaf is (-1, its log-odds, its steps, ()): what each
# question on the way there brought, as (feature, log-odds).
Node = tuple[int, float, Any, Any]
Step = tuple[int, float]


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

    def nested(self, number: int = 0, steps: tuple[Step, ...] = ()) -> Node:
        """Return a node with all below it: to walk down nested tuples takes half the time of looking up columns."""
        if number < 0:
            return -1, self.leaf[~number], steps, ()
        feature, told = self.feature[number], self.inner[number]
        left, right = (
            self.nested(child, (*steps, (feature, (self.inner[child] if child >= 0 else self.leaf[~child]) - told)))
            for child in (self.left[number], self.right[number])
        )
        return feature, self.threshold[number], left, right


class Trees(Struct, frozen=True, dict=True):
    """Trees over the values of `features`. Their sum is a log-odds."""

    features: list[str]
    trees: list[Tree]

    @cached_property
    def roots(self) -> list[Node]:
        """The trees, nested."""
        return [tree.nested() for tree in self.trees]

    def score(self, values: Mapping[str, float]) -> float:
        """Return the log-odds for `values`; a value that is missing counts as 0."""
        row = self.row(values)
        total = 0.0
        for feature, value, left, right in self.roots:
            while feature >= 0:
                feature, value, left, right = left if row[feature] <= value else right  # noqa: PLW2901 - down the tree
            total += value
        return total

    @cached_property
    def thresholds(self) -> list[list[float]]:
        """All that a feature's value is compared with, in order, feature by feature."""
        asked = {pair for tree in self.trees for pair in zip(tree.feature, tree.threshold, strict=True)}
        return [sorted(step for number, step in asked if number == own) for own in range(len(self.features))]

    def cell(self, values: Mapping[str, float]) -> tuple[int, ...]:
        """Return between which thresholds the values lie. All values of one cell have one score."""
        return tuple(map(bisect_left, self.thresholds, self.row(values)))

    def score_of_cell(self, cell: Sequence[int]) -> float:
        """Return the log-odds of the values in a cell."""
        highest = [[*steps, math.inf][place] for steps, place in zip(self.thresholds, cell, strict=True)]
        return self.score(dict(zip(self.features, highest, strict=True)))

    def explain(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return how much of `score` each feature brought: the change of the average along the path of every tree.

        This is the path method of Saabas; what the roots hold before any question is in no feature's share.
        """
        row = self.row(values)
        added: dict[int, float] = {}
        for feature, value, left, right in self.roots:
            while feature >= 0:
                feature, value, left, right = left if row[feature] <= value else right  # noqa: PLW2901 - down the tree
            for asked, share in left:
                added[asked] = added.get(asked, 0.0) + share
        return {self.features[asked]: share for asked, share in added.items()}

    def row(self, values: Mapping[str, float]) -> list[float]:
        """Return the values in the order of `features`; one that is missing counts as 0."""
        return list(map(values.get, self.features, repeat(0.0)))


def probability(log_odds: float) -> float:
    """Return the probability of a log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds > 0 else 1.0 - 1.0 / (1.0 + math.exp(log_odds))
