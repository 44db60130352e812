"""How central the blocks at a gap are to what stands before it, and to what comes after it.

The first block of a report sums up what follows, and says little of what stands before it. The neighbourhood is
twelve blocks a side; it is moved along the span, so that a gap costs what its blocks hold and not what the sides hold.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tasks.detect_segments.bonds import Rarity, weigh
from tasks.detect_segments.cues import Values

_REACH = 12
_SMALL = 0.001
_PRIOR = 0.02


class _Side:
    """The words of the blocks on one side, counted; `square` is the squared length of their sum."""

    def __init__(self, squares: dict[str, float]) -> None:
        self._squares = squares
        self.counts: Counter[str] = Counter()
        self.square = 0.0

    def add(self, bag: frozenset[str]) -> None:
        for word in bag:
            told = self.counts[word]
            self.square += self._squares[word] * (2 * told + 1)
            self.counts[word] = told + 1

    def drop(self, bag: frozenset[str]) -> None:
        for word in bag:
            told = self.counts[word]
            self.square -= self._squares[word] * (2 * told - 1)
            self.counts[word] = told - 1

    def told(self, bag: frozenset[str], own: int) -> tuple[float, float]:
        """Return (cosine, share of the weight of `bag` that returns) with this side, less `own` times the bag."""
        product = returning = 0.0
        for word in bag:
            others = self.counts.get(word, 0) - own
            if others > 0:
                product += self._squares[word] * others
                returning += self._squares[word]
        return product / (math.sqrt(max(0.0, self.square)) + _SMALL), returning


class Centrality(NamedTuple):
    """The bags of a span in order, and what each word counts, squared."""

    bags: Sequence[frozenset[str]]
    squares: dict[str, float]

    def at_gaps(self, name: str, places: dict[str, int]) -> list[Values]:
        """Return the values of every gap, for the blocks at the offsets `places` from it; entry 0 is empty.

        `central`: cosine with the side after less cosine with the side before; `ratio`: the share of the former in
        both; `back` and `ahead`: the share of the block's weight that the side before, and after, tells too.
        """
        bags = self.bags
        norms = [math.sqrt(sum(map(self.squares.__getitem__, bag))) + _SMALL for bag in bags]
        left, right = _Side(self.squares), _Side(self.squares)
        for bag in bags[:_REACH]:
            right.add(bag)
        found: list[Values] = [{}]
        for gap in range(1, len(bags)):
            self._move(left, right, gap)
            values: Values = {}
            for what, offset in places.items():
                place = gap + offset
                if 0 <= place < len(bags):
                    before, back = left.told(bags[place], int(place < gap))
                    after, ahead = right.told(bags[place], int(place >= gap))
                    before, after, whole = before / norms[place], after / norms[place], norms[place] ** 2
                    values[f"{name}_central_{what}"] = after - before
                    values[f"{name}_ratio_{what}"] = (after + _PRIOR) / (after + before + 2 * _PRIOR)
                    values[f"{name}_back_{what}"] = back / whole
                    values[f"{name}_ahead_{what}"] = ahead / whole
            found.append(values)
        return found

    def _move(self, left: _Side, right: _Side, gap: int) -> None:
        left.add(self.bags[gap - 1])
        right.drop(self.bags[gap - 1])
        if gap > _REACH:
            left.drop(self.bags[gap - 1 - _REACH])
        if gap - 1 + _REACH < len(self.bags):
            right.add(self.bags[gap - 1 + _REACH])


def read_centrality(bags: Sequence[frozenset[str]], rarity: Rarity) -> Centrality:
    """Weigh every word of the bags by its rarity."""
    return Centrality(bags, weigh(bags, rarity))
