"""The learned part of a gap's score: boosted trees over the evidence, read from `model/gaps.json`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from tasks.shared.boosted import Trees

# At each of these numbers of trees a gap is left when its score has fallen below. Of 3,028 gaps that ended above even
# odds on 4,262 development pages none had: their lowest stood at -5.75, -4.22, -3.48, -2.42, -1.97 and -1.64.
_HOPELESS = {25: -6.4, 35: -4.9, 46: -3.5, 101: -3.0, 151: -2.6, 201: -2.25}


class Model(Trees, frozen=True, dict=True):
    """The learned tables: the trees over the evidence named `features`, and weights of lead traits (see `leads.py`)."""

    lead_bias: float
    lead_weights: dict[str, float]

    def score(self, values: Mapping[str, float], start: float = 0.0) -> float:
        """Return `start` plus the log-odds that the trees add for a gap with these `values`.

        A value that is missing counts as 0. A gap that is hopeless after the first trees is left there.
        """
        row = self.row(values)
        total = start
        for number, (feature, value, left, right) in enumerate(self.roots, 1):
            while feature >= 0:
                feature, value, left, right = left if row[feature] <= value else right  # noqa: PLW2901 - down the tree
            total += value
            if number in _HOPELESS and total < _HOPELESS[number]:
                break
        return total


@cache
def load_model() -> Model:
    """Return the shipped model, read once per process (about 20 ms)."""
    data = files("tasks.detect_segments").joinpath("model", "gaps.json").read_bytes()
    return msgspec.json.decode(data, type=Model)
