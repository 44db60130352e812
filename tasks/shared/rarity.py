"""How much a word says: rare words tell stories apart, common ones do not.

The counts are document frequencies in development news (`benchmarks/count_words.py` rebuilds the file, bit for
bit). Being fixed, they make a comparison depend on the two texts alone, not on what happened to be stored before.
"""

import math
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
