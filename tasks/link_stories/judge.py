"""The learned judge of pairs: how likely two segments tell one story, first by themselves, then by their neighbours.

`model/pairs.json` is made by `benchmarks/train_pairs.py`; docs/stories-model.md states its data and its scores. Pairs
whose meanings are told are judged by `model/meanings.json` (docs/semantic.md).
"""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from tasks.link_stories.pairing import UNTOLD
from tasks.shared.boosted import Trees, probability

# Likenesses below are neither stored nor shown as links. From 0.1 on there are twice as many, which costs twice the
# time and gains .004 of B-cubed F1 in round-ups (docs/stories-model.md).
LEAST_LIKENESS = 0.2
# Keeps a log-odds finite.
SURE = 0.9999

# The square of what is left of a length when the only neighbour is taken out of it.
TINY = 1e-9


# Likenesses have four digits, products of two have eight: rounded so, a sum of them is the same in whatever order.
DIGITS = 8


class Neighbours:
    """The likenesses of a segment to others, by id, and the sum of their squares."""

    __slots__ = ("likenesses", "square")

    def __init__(self, likenesses: Mapping[str, float]) -> None:
        self.likenesses = likenesses
        self.square = round(sum([value * value for value in likenesses.values()]), DIGITS)


class Model(Struct, frozen=True):
    """`first` judges a pair by `pairing.pair_features`, `second` by `neighbour_features`."""

    first: Trees
    second: Trees


class MeaningModel(Struct, frozen=True):
    """`first` judges a pair by all its features, `across` one of two languages, of which words say nothing."""

    first: Trees
    across: Trees


@cache
def load_meaning_model() -> MeaningModel:
    """Return the model of pairs whose meanings are told, read once per process."""
    data = files("tasks.link_stories").joinpath("model", "meanings.json").read_bytes()
    return msgspec.json.decode(data, type=MeaningModel)


def _trees(features: Mapping[str, float]) -> Trees:
    if features.get("meaning", UNTOLD) == UNTOLD:
        return load_model().first
    return load_meaning_model().across if features["one_language"] == 0 else load_meaning_model().first


@cache
def load_model() -> Model:
    """Return the shipped model, read once per process."""
    data = files("tasks.link_stories").joinpath("model", "pairs.json").read_bytes()
    return msgspec.json.decode(data, type=Model)


def likeness(features: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that a pair with these features tells one story; four digits are kept."""
    return round(min(SURE, probability(_trees(features).score(features))), 4)


def second_look(score: float, one: Neighbours, other: Neighbours) -> float:
    """Return the probability that a pair of likeness `score` tells one story, given the likenesses of both to others.

    Two reports that resemble the same third ones belong together more than two that do not (shared nearest neighbours,
    Jarvis and Patrick 1973).
    """
    return _second_of(load_model().second.cell(neighbour_features(score, one, other)))


@cache  # the trees tell 7,524 cells apart
def _second_of(cell: tuple[int, ...]) -> float:
    return round(probability(load_model().second.score_of_cell(cell)), 4)


def neighbour_features(score: float, one: Neighbours, other: Neighbours) -> dict[str, float]:
    """Return the features of the second look: log-odds of the first, cosine of the neighbourhoods, what both share.

    Neither end is its own neighbour, so neither is among those shared; the pair's own likeness is left out.
    """
    few, many = one.likenesses, other.likenesses
    if len(few) > len(many):
        few, many = many, few
    shared = [(near, many[name]) for name, near in few.items() if name in many]
    product = round(sum([near * far for near, far in shared]), DIGITS)
    support = sum([near if near < far else far for near, far in shared])  # noqa: FURB136 - min() takes twice the time
    lengths = max(0.0, one.square - score * score) * max(0.0, other.square - score * score)
    alone = len(few) == len(many) == 1
    return {
        "likeness": math.log(score / (1 - score)),
        "neighbours_alike": round(product / math.sqrt(lengths), 6) if lengths > TINY else UNTOLD * alone,
        "shared_support": round(support, 6),
    }


def explain(features: Mapping[str, float]) -> dict[str, float]:
    """Return what each feature of a pair added to the log-odds of its likeness."""
    return _trees(features).explain(features)
