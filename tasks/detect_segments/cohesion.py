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
from itertools import accumulate, chain

Bags = Sequence[frozenset[str]]
# Keeps a gap with next to no evidence (two short lines) near 1.
_PRIOR = 0.5


def straddling(bags: Bags, sizes: Sequence[int]) -> list[float]:
    """Return the quotient for every gap of the span; gap i lies before bag i, and gap 0 has the value 1.

    `sizes` are the lengths of the bags' texts in words.
    """
    told = Counter(chain.from_iterable(bags))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            if told[word] > 1:
                places[word].append(place)
    changes = [0.0] * (len(bags) + 1)
    counts: Counter[int] = Counter()
    for found in places.values():
        counts[len(found)] += 1
        changes[found[0] + 1] += 1 / math.sqrt(len(found))
        changes[found[-1] + 1] -= 1 / math.sqrt(len(found))
    before = list(accumulate(sizes, initial=0))
    observed = list(accumulate(changes))
    repeated = sorted(counts.items())
    return [1.0, *(_quotient(observed[gap], repeated, before[gap] / before[-1]) for gap in range(1, len(bags)))]


def straddling_near(bags: Bags, sizes: Sequence[int], reach: int) -> list[float]:
    """Return the quotient for every gap, seen within `reach` bags before and after it.

    On a page of three stories the whole span blurs the seams; the neighbourhood does not. It is moved along the span,
    so that a gap costs the words of the bags that enter and leave it.
    """
    near = _Neighbourhood(2 * reach)
    # Most words stand in one bag and bind nothing; without them the moving costs a third.
    told = Counter(chain.from_iterable(bags))
    returning = {word for word, count in told.items() if count > 1}
    bags = [bag & returning for bag in bags]
    lengths = list(accumulate(sizes, initial=0))
    for bag in bags[:reach]:
        near.shift(bag, 0, 1)
    values = [1.0]
    for gap in range(1, len(bags)):
        start, end = max(0, gap - reach), min(len(bags), gap + reach)
        near.cross(bags[gap - 1])
        if start:
            near.shift(bags[start - 1], -1, 0)
        if gap + reach <= len(bags):
            near.shift(bags[end - 1], 0, 1)
        share = (lengths[gap] - lengths[start]) / ((lengths[end] - lengths[start]) or 1)
        values.append(_quotient(near.observed(), enumerate(near.repeated), share))
    return values


class _Neighbourhood:
    """How often each word stands before and after a gap, and how many words stand so often.

    `repeated[n]` counts the words that n bags hold, for n above 1; `shared[n]` those of them that both sides hold.
    """

    def __init__(self, most: int) -> None:
        self._told: dict[str, tuple[int, int]] = {}
        self.repeated = [0] * (most + 1)
        self.shared = [0] * (most + 1)

    def observed(self) -> float:
        return sum([number / math.sqrt(n) for n, number in enumerate(self.shared) if number])

    def cross(self, bag: frozenset[str]) -> None:
        """Move the words of `bag` from the side after the gap to the side before it: no word stands less often."""
        told, shared = self._told, self.shared
        for word in bag:
            left, right = told[word]
            told[word] = (left + 1, right - 1)
            # Shared before only if it stood on the left, and now only if it still stands on the right.
            if (left > 0) != (right > 1):
                shared[left + right] += 1 if right > 1 else -1

    def shift(self, bag: frozenset[str], before: int, after: int) -> None:
        """Add `before` and `after` (-1, 0 or 1) to what the two sides tell of the words of `bag`."""
        told, repeated, shared = self._told, self.repeated, self.shared
        for word in bag:
            left, right = told.get(word, (0, 0))
            total = left + right
            if total > 1:
                repeated[total] -= 1
                if left and right:
                    shared[total] -= 1
            left, right = told[word] = (left + before, right + after)
            total = left + right
            if total > 1:
                repeated[total] += 1
                if left and right:
                    shared[total] += 1


def _quotient(observed: float, repeated: Iterable[tuple[int, int]], share: float) -> float:
    rest = 1 - share
    chance = [number / math.sqrt(n) * (1 - share**n - rest**n) for n, number in repeated if number]
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
