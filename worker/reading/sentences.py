"""The two sentences, one of each text, that share most: what a person compares first."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from tasks.shared.rarity import rarity
from tasks.shared.text import content_words, readable, sentences

# 60 times 60 pairs take a few milliseconds; news tells what matters early.
MOST_SENTENCES, LONGEST = 60, 600
LEAST_SHARED = 2


class Pair(NamedTuple):
    """Two sentences as their texts have them, and the stems that they share, the rarest first."""

    left: str
    right: str
    shared: tuple[str, ...]


class _Sentence(NamedTuple):
    text: str
    stems: frozenset[str]
    weight: float


def nearest_sentences(left: str, right: str) -> Pair | None:
    """Return the pair of sentences that shares most, or None when no two share two content words.

    Weighed by rarity: the shared weight times the cosine, so that neither a long pair with a few words in common nor
    two scraps of the same three words wins.
    """
    best, most = None, 0.0
    others = _read(right)
    for mine in _read(left):
        for other in others:
            common = mine.stems & other.stems
            if len(common) < LEAST_SHARED:
                continue
            # fsum, because the order of a set differs from process to process.
            shared = math.fsum(rarity(stem) for stem in common)
            score = shared * shared / math.sqrt(mine.weight * other.weight)
            if score > most:
                best, most = (mine, other, common), score
    if best is None:
        return None
    mine, other, common = best
    return Pair(mine.text, other.text, tuple(sorted(common, key=lambda stem: (-rarity(stem), stem))))


def _read(text: str) -> Sequence[_Sentence]:
    found = []
    for sentence in sentences(readable(text))[:MOST_SENTENCES]:
        stems = frozenset(content_words(sentence[:LONGEST]))
        if len(stems) >= LEAST_SHARED:
            found.append(_Sentence(sentence[:LONGEST], stems, math.fsum(rarity(stem) for stem in stems)))
    return found
