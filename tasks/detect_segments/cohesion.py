"""How well the words of a span hang together across each of its gaps.

The measure is one quotient. A word found in n of the bags would, were its places drawn at random, stand on both sides
of a gap that has the share p of the text before it with probability 1 - p**n - (1-p)**n. Observed over expected,
summed over all repeated words, is near 0 where nothing of one side returns on the other and near 1 inside a text of
one subject, whatever the lengths of the sides: a plain cosine across the gap falls with short sides
instead. Rare words weigh more (1 / sqrt(n)).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain

Bags = Sequence[frozenset[str]]
# Keeps a gap with next to no evidence (two short lines) near 1.
_PRIOR = 0.5
# What a word counts that n bags hold is rounded to so many steps: sums of such numbers are exact in any order.
_STEPS = 2.0**36


@lru_cache(maxsize=4096)
def _weight(told: int) -> float:
    return round(_STEPS / math.sqrt(told)) / _STEPS if told else 0.0


def returning(bags: Bags) -> Bags:
    """Return the bags without the words that only one of them has: most words are such, and they bind nothing."""
    told = Counter(chain.from_iterable(bags))
    words = {word for word, count in told.items() if count > 1}
    return [bag & words for bag in bags]


def straddling(bags: Bags, sizes: Sequence[int]) -> list[float]:
    """Return the quotient for every gap of the span; gap i lies before bag i, and gap 0 has the value 1.

    `sizes` are the lengths of the bags' texts in words.
    """
    told = Counter(chain.from_iterable(bags))
    changes = [0.0] * (len(bags) + 1)
    left = dict(told)
    for place, bag in enumerate(bags):
        for word in bag:
            if told[word] > 1:
                if left[word] == told[word]:
                    changes[place + 1] += _weight(told[word])
                left[word] -= 1
                if not left[word]:
                    changes[place + 1] -= _weight(told[word])
    before = list(accumulate(sizes, initial=0))
    observed = list(accumulate(changes))
    repeated = sorted((n, number * _weight(n)) for n, number in Counter(told.values()).items() if n > 1)
    return [1.0, *(_quotient(observed[gap], repeated, before[gap] / before[-1]) for gap in range(1, len(bags)))]


def straddling_near(bags: Bags, sizes: Sequence[int], reach: int) -> list[float]:
    """Return the quotient for every gap, seen within `reach` bags before and after it.

    On a page of three stories the whole span blurs the seams; the neighbourhood does not. It is moved along the span,
    so that a gap costs the words of the bags that enter and leave it.
    """
    near = _Neighbourhood(2 * reach)
    lengths = list(accumulate(sizes, initial=0))
    for bag in bags[:reach]:
        near.enter(bag)
    values = [1.0]
    for gap in range(1, len(bags)):
        start, end = max(0, gap - reach), min(len(bags), gap + reach)
        near.cross(bags[gap - 1])
        if start:
            near.leave(bags[start - 1])
        if gap + reach <= len(bags):
            near.enter(bags[end - 1])
        share = (lengths[gap] - lengths[start]) / ((lengths[end] - lengths[start]) or 1)
        values.append(_quotient(near.observed, near.repeated(), share))
    return values


class _Neighbourhood:
    """How often each word stands before and after a gap, and how many words stand so often.

    `observed` weighs the words that both sides hold.
    """

    def __init__(self, most: int) -> None:
        self._left: defaultdict[str, int] = defaultdict(int)
        self._right: defaultdict[str, int] = defaultdict(int)
        self._weights = [_weight(told) for told in range(most + 2)]
        self._repeated = [0] * (most + 2)
        self.observed = 0.0

    def repeated(self) -> list[tuple[int, float]]:
        """Return (n, weight of all words that n bags hold) for n above 1."""
        counted = zip(self._repeated, self._weights, strict=True)
        return [(n, number * weight) for n, (number, weight) in enumerate(counted) if n > 1 and number]

    def enter(self, bag: frozenset[str]) -> None:
        """Add the words of `bag` to the side after the gap."""
        left, right, weights, repeated = self._left, self._right, self._weights, self._repeated
        for word in bag:
            before, after = left[word], right[word]
            told = before + after
            repeated[told] -= 1
            repeated[told + 1] += 1
            if before:
                self.observed += weights[told + 1] - (weights[told] if after else 0.0)
            right[word] = after + 1

    def cross(self, bag: frozenset[str]) -> None:
        """Move the words of `bag` from the side after the gap to the side before it: no word stands less often."""
        left, right, weights = self._left, self._right, self._weights
        for word in bag:
            before, after = left[word], right[word]
            if before and after == 1:
                self.observed -= weights[before + 1]
            elif after > 1 and not before:
                self.observed += weights[after]
            left[word], right[word] = before + 1, after - 1

    def leave(self, bag: frozenset[str]) -> None:
        """Take the words of `bag` from the side before the gap."""
        left, right, weights, repeated = self._left, self._right, self._weights, self._repeated
        for word in bag:
            before, after = left[word], right[word]
            told = before + after
            repeated[told] -= 1
            repeated[told - 1] += 1
            if after:
                self.observed += (weights[told - 1] if before > 1 else 0.0) - weights[told]
            left[word] = before - 1


def _quotient(observed: float, repeated: Iterable[tuple[int, float]], share: float) -> float:
    rest = 1 - share
    chance = [weight * (1 - share**n - rest**n) for n, weight in repeated]
    return (observed + _PRIOR) / (sum(chance) + _PRIOR)


def overlap(bags: Bags, reach: int) -> list[float]:
    """Return for every gap how much of the smaller side the `reach` bags before and after it share; 1.0 when empty."""
    values = []
    for gap in range(len(bags)):
        before = frozenset[str]().union(*bags[max(0, gap - reach) : gap])
        after = frozenset[str]().union(*bags[gap : gap + reach])
        smaller = min(len(before), len(after))
        values.append(len(before & after) / smaller if smaller else 1.0)
    return values


def is_valley(values: Sequence[float], gap: int, reach: int = 2) -> bool:
    """Tell whether no gap within `reach` of `gap` has a lower value."""
    return values[gap] <= min(values[max(1, gap - reach) : gap + reach + 1])
