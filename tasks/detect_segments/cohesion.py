"""How well the words of a span hang together across each of its gaps.

The measure is one quotient. A word found in n of the bags would, were its places drawn at random, stand on both sides
of a gap that has the share p of the text before it with probability 1 - p**n - (1-p)**n. Observed over expected,
summed over all repeated words, is near 0 where nothing of one side returns on the other and near 1 inside a text of
one subject, whatever the lengths of the sides: a plain cosine across the gap falls with short sides
instead. Rare words weigh more (1 / sqrt(n)).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

Bags = Sequence[frozenset[str]]
# Keeps a gap with next to no evidence (two short lines) near 1.
_PRIOR = 0.5


def straddling(bags: Bags, sizes: Sequence[int]) -> list[float]:
    """Return the quotient for every gap of the span; gap i lies before bag i, and gap 0 has the value 1.

    `sizes` are the lengths of the bags' texts in words.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            places[word].append(place)
    changes = [0.0] * (len(bags) + 1)
    counts: Counter[int] = Counter()
    for found in places.values():
        if len(found) > 1:
            counts[len(found)] += 1
            changes[found[0] + 1] += 1 / math.sqrt(len(found))
            changes[found[-1] + 1] -= 1 / math.sqrt(len(found))
    before = list(accumulate(sizes, initial=0))
    observed = list(accumulate(changes))
    return [1.0, *(_quotient(observed[gap], counts, before[gap] / before[-1]) for gap in range(1, len(bags)))]


def straddling_near(bags: Bags, sizes: Sequence[int], reach: int) -> list[float]:
    """Return the quotient for every gap, seen within `reach` bags before and after it.

    On a page of three stories the whole span blurs the seams; the neighbourhood does not.
    """
    return [1.0, *(_near(bags, sizes, gap, reach) for gap in range(1, len(bags)))]


def _near(bags: Bags, sizes: Sequence[int], gap: int, reach: int) -> float:
    start, end = max(0, gap - reach), min(len(bags), gap + reach)
    left = Counter(word for bag in bags[start:gap] for word in bag)
    right = Counter(word for bag in bags[gap:end] for word in bag)
    both = {word: left[word] + right[word] for word in left.keys() & right.keys()}
    counts = Counter(both.values())
    counts.update(count for side in (left, right) for word, count in side.items() if count > 1 and word not in both)
    observed = sum(1 / math.sqrt(count) for count in both.values())
    return _quotient(observed, counts, sum(sizes[start:gap]) / (sum(sizes[start:end]) or 1))


def _quotient(observed: float, counts: Counter[int], share: float) -> float:
    chance = (number / math.sqrt(n) * (1 - share**n - (1 - share) ** n) for n, number in counts.items())
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
