"""How much a word says: rare words tell stories apart, common ones do not.

The counts are document frequencies in development news (`benchmarks/count_words.py` rebuilds the file, bit for
bit). Being fixed, they make a comparison depend on the two texts alone, not on what happened to be stored before.
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import msgspec


class _Counts(msgspec.Struct, frozen=True):
    documents: int
    words: dict[str, int]


@cache
def _counts() -> _Counts:
    data = files("tasks.shared").joinpath("word_counts.json").read_bytes()
    return msgspec.json.decode(data, type=_Counts)


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """Return the inverse document frequency of a folded content word, smoothed: about 0.4 to 7.6.

    A word that is not listed counts as if one document in the collection had it: names of the day are such words.
    """
    counts = _counts()
    return math.log((counts.documents + 1) / (counts.words.get(word, 1) + 0.5))


def unit_vector(counts: Mapping[str, int]) -> dict[str, float]:
    """Return words told so often as a vector of length 1: (1 + log of the count) · rarity."""
    weights = {word: (1 + math.log(count)) * rarity(word) for word, count in counts.items()}
    # fsum, because the order of a set differs from process to process and the rounding of a sum with it.
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}
