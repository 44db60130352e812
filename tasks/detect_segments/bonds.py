"""How much the blocks near a gap have in common, one pair of blocks at a time, rare words weighing more.

`cohesion.py` asks of a whole span how its words spread; here every block is held against its neighbours, which finds
the exact gap. The products of pairs depend on the page alone, so they are made once and serve every span.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

Words = frozenset[str]
Rarity = Callable[[str], float]
Rows = list[list[float]]

# A block further away than this is another section; it also keeps the cost of a page linear.
BAND = 16
WINDOWS = (2, 3, 5, 8)
_ASKED_AFTER, _ASKED_BEFORE = 4, 3
_NOTHING = 0.001
_STEPS = 4096


class Bonds(NamedTuple):
    """Every bag of a page held against its neighbours.

    `products[i][d]` is the inner product of bags i and i + d, for d below `BAND`. `cosines[i]` are those of bag i to
    the bags from i - BAND + 1 to i + BAND - 1, its own place left at 0.
    """

    products: Rows
    cosines: Rows

    def within(self, start: int, end: int) -> "Bonds":
        """Return the bonds of the bags from `start` up to `end`."""
        return Bonds(self.products[start:end], self.cosines[start:end])


def weigh(bags: Sequence[Words], rarity: Rarity) -> dict[str, float]:
    """Return the square of what each word of the bags weighs, rounded to 1/4096.

    Sums of such numbers are exact. Without it they would round by the order of a set, which differs from process to
    process, and the same revision would get other segments.
    """
    return {word: round(rarity(word) ** 2 * _STEPS) / _STEPS for bag in bags for word in bag}


def read_bonds(bags: Sequence[Words], rarity: Rarity) -> Bonds:
    """Hold every bag against its neighbours; a word weighs `rarity(word)`, so a product sums the squares."""
    weight = weigh(bags, rarity).__getitem__
    products = [
        [
            sum(map(weight, bag)) + _NOTHING,
            *(sum(map(weight, bag & other)) for other in bags[i + 1 : i + BAND]),
        ]
        for i, bag in enumerate(bags)
    ]
    cosines = [[0.0] * (2 * BAND - 1) for _ in bags]
    for i, row in enumerate(products):
        for d in range(1, len(row)):
            if row[d]:
                cosine = row[d] / math.sqrt(row[0] * products[i + d][0])
                cosines[i][BAND - 1 + d] = cosines[i + d][BAND - 1 - d] = cosine
    return Bonds(products, cosines)


def bonds_at(bonds: Bonds, gap: int) -> dict[str, float]:
    """Return what binds the two sides of a gap, as cosines from 0 to 1 and their differences.

    `across_N`: the sums of N blocks before and after. `known_N`: the nearest block before to the Nth after (`all`:
    mean of four). `pull_N`: the same less the nearest on its own side, so above 0 where a block belongs before.
    `push_N`: the mirror image, for the blocks before the gap.
    """
    rows, cosines = bonds
    after = [_pulls(cosines, here, gap) for here in range(gap, min(gap + _ASKED_AFTER, len(rows)))]
    before = [_pulls(cosines, here, gap) for here in range(gap - 1, max(-1, gap - 1 - _ASKED_BEFORE), -1)]
    second = after[min(1, len(after) - 1)]
    return _across(rows, gap) | {
        "known_1": after[0][0],
        "known_2": second[0],
        "known_all": sum(other for other, _ in after) / len(after),
        "pull_1": after[0][0] - after[0][1],
        "pull_2": second[0] - second[1],
        "pull_all": sum(other - own for other, own in after) / len(after),
        "push_1": before[0][0] - before[0][1],
        "push_all": sum(other - own for other, own in before) / len(before),
    }


def _pulls(cosines: Rows, here: int, gap: int) -> tuple[float, float]:
    """Return the highest cosine of block `here` to a block on the other side of `gap`, and to one on its own."""
    first = here - BAND + 1
    row = cosines[here][max(0, -first) : len(cosines) - first]
    cut = gap - max(0, first)
    before, after = max(row[:cut], default=0.0), max(row[cut:], default=0.0)
    return (before, after) if here >= gap else (after, before)


def _across(rows: Rows, gap: int) -> dict[str, float]:
    found = {}
    left = right = cross = 0.0
    wide_left = wide_right = 0
    for window in WINDOWS:
        for new in range(gap - wide_left - 1, max(-1, gap - window - 1), -1):
            left += rows[new][0] + 2 * sum(rows[new][1 : gap - new])
            cross += sum(rows[new][gap - new : gap - new + wide_right])
            wide_left += 1
        for new in range(gap + wide_right, min(len(rows), gap + window)):
            right += rows[new][0] + 2 * sum(rows[k][new - k] for k in range(gap, new))
            cross += sum(rows[k][new - k] for k in range(gap - wide_left, gap))
            wide_right += 1
        found[f"across_{window}"] = cross / math.sqrt(left * right)
    return found


def side_cosines(bags: Sequence[Words], rarity: Rarity) -> list[float]:
    """Return for every gap the cosine of all before it and all after it; entry 0 is 1."""
    after = Counter(word for bag in bags for word in bag)
    squares = weigh(bags, rarity)
    before = dict.fromkeys(after, 0)
    left, cross = 0.0, 0.0
    right = sum(squares[word] * count * count for word, count in after.items())
    values = [1.0]
    for bag in bags[:-1]:
        for word in bag:
            square, told, coming = squares[word], before[word], after[word]
            left += square * (2 * told + 1)
            right -= square * (2 * coming - 1)
            cross += square * (coming - told - 1)
            before[word], after[word] = told + 1, coming - 1
        values.append(cross / math.sqrt(left * right) if min(left, right) > _NOTHING else 0.0)
    return values
