"""Where the words of a page's blocks come again: what each block shares with its neighbours, and how far away.

Read once for a page; any span of it, and any gap, then asks for differences of sums instead of adding words up. All
weights are multiples of 1/4096, so these sums are exact and it does not matter in which order they were added.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

Words = frozenset[str]
Rarity = Callable[[str], float]
Rows = list[list[float]]

# A block further away than this is another section; it also keeps the cost of a page linear.
BAND = 16
_STEPS = 4096


class Recurrence(NamedTuple):
    """What the bags of a page share with their neighbours; a row per bag, in order.

    `own[i]` is the squared length of bag i. `products[i][BAND - 1 + d]` is the inner product of bags i and i + d, for d
    from 1 - `BAND` to `BAND` - 1, its own place left at 0; `around[i][n]` sums the first n of them. `lengths[i][n]` is
    the squared length of the sum of the n bags from i on.

    `back[i][d]` weighs the words of bag i whose nearest bag before it that has them is at most d away, `ahead[i][d]`
    those with such a bag after it. `far_back[i][d]` looks past the bag next before, and `far_ahead[i][d]` counts only
    words that the bag next before has not.
    """

    bags: Sequence[Words]
    own: Sequence[float]
    products: Rows
    around: Rows
    lengths: Rows
    back: Rows
    ahead: Rows
    far_back: Rows
    far_ahead: Rows

    def within(self, start: int, end: int) -> "Recurrence":
        """Return the rows of the bags from `start` up to `end`; the distances in them may reach beyond."""
        rows = [rows[start:end] for rows in self[2:]]
        return Recurrence(self.bags[start:end], self.own[start:end], *rows)


class _Met(NamedTuple):
    """The rows of a `Recurrence` while the words are met, not yet summed up."""

    products: Rows
    back: Rows
    ahead: Rows
    far_back: Rows
    far_ahead: Rows


def weigh(bags: Sequence[Words], rarity: Rarity) -> dict[str, float]:
    """Return the square of what each word of the bags weighs, rounded to 1/4096.

    Sums of such numbers are exact. Without it they would round by the order of a set, which differs from process to
    process, and the same revision would get other segments.
    """
    return {word: round(rarity(word) ** 2 * _STEPS) / _STEPS for word in frozenset().union(*bags)}


def read_recurrence(bags: Sequence[Words], rarity: Rarity) -> Recurrence:
    """Read which words of the bags come again where; a word weighs the square of `rarity(word)`."""
    weights = weigh(bags, rarity)
    met = _Met([[0.0] * (2 * BAND - 1) for _ in bags], *([[0.0] * BAND for _ in bags] for _ in _Met._fields[1:]))
    told: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            before = told[word]
            if before and place - before[-1] < BAND:
                _meet(met, before, place, weights[word])
            before.append(place)
    own = [sum(map(weights.__getitem__, bag)) for bag in bags]
    around = [[0.0, *accumulate(row)] for row in met.products]
    sums = ([list(accumulate(row)) for row in rows] for rows in met[1:])
    return Recurrence(bags, own, met.products, around, _lengths(own, met.products), *sums)


def _meet(met: _Met, before: list[int], place: int, weight: float) -> None:
    """Note that a word of bag `place` stands in the bags `before`, the last of which is near."""
    last = before[-1]
    distance = place - last
    met.back[place][distance] += weight
    met.ahead[last][distance] += weight
    second = before[-2] if len(before) > 1 else place - BAND
    beyond = distance if distance > 1 else place - second
    if beyond < BAND:
        met.far_back[place][beyond] += weight
    if last - second != 1:
        met.far_ahead[last][distance] += weight
    for earlier in reversed(before):
        away = place - earlier
        if away >= BAND:
            break
        met.products[earlier][BAND - 1 + away] += weight
        met.products[place][BAND - 1 - away] += weight


def _lengths(own: Sequence[float], products: Rows) -> Rows:
    """Return the lengths of sums of bags: a bag more in front adds its own and twice what it shares with the rest."""
    found = [[0.0] * (BAND + 1)]
    for length, row in zip(reversed(own), reversed(products), strict=True):
        first = accumulate([2 * product for product in row[BAND:]], initial=length)
        found.append([0.0, *map(add, first, found[-1])])
    return found[:0:-1]
