"""How much the blocks near a gap have in common, one pair of blocks at a time, rare words weighing more.

`cohesion.py` asks of a whole span how its words spread; here every block is held against its neighbours, which finds
the exact gap. The products of pairs depend on the page alone, so they are made once and serve every span.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import mul

from tasks.detect_segments.page import Values
from tasks.detect_segments.recurrence import BAND, Recurrence, Rows, Words

_WINDOWS = {f"words_across_{size}": size for size in (2, 3, 5, 8)}
_ASKED_AFTER, _ASKED_BEFORE = 4, 3
_NOTHING = 0.001


def read_cosines(words: Recurrence) -> Rows:
    """Return the cosines of every bag to the others, as `products` has their inner products."""
    lengths = [own + _NOTHING for own in words.own]
    cosines = [[0.0] * (2 * BAND - 1) for _ in lengths]
    for here, row in enumerate(words.products):
        for place, product in enumerate(row):
            if product:
                cosines[here][place] = product / math.sqrt(lengths[here] * lengths[here - BAND + 1 + place])
    return cosines


def bonds_at_gaps(words: Recurrence, cosines: Rows) -> list[Values]:
    """Return what binds the two sides of every gap of a span, as cosines from 0 to 1 and their differences.

    `across_N`: the sums of N blocks before and after. `known_N`: the nearest block before to the Nth after (`all`:
    mean of four). `pull_N`: the same less the nearest on its own side, so above 0 where a block belongs before.
    `push_N`: the mirror image, for the blocks before the gap. Entry 0 is empty.
    """
    known, pull, push = _pulls(cosines)
    found: list[Values] = [{}]
    for gap in range(1, len(cosines)):
        after = range(min(_ASKED_AFTER, len(cosines) - gap))
        before = range(min(_ASKED_BEFORE, gap))
        second = min(1, after[-1])
        values = _across(words.lengths, gap)
        values["words_known_1"] = known[gap][0]
        values["words_known_2"] = known[gap + second][second]
        values["words_known_all"] = sum([known[gap + i][i] for i in after]) / len(after)
        values["words_pull_1"] = pull[gap][0]
        values["words_pull_2"] = pull[gap + second][second]
        values["words_pull_all"] = sum([pull[gap + i][i] for i in after]) / len(after)
        values["words_push_1"] = push[gap - 1][0]
        values["words_push_all"] = sum([push[gap - 1 - i][i] for i in before]) / len(before)
        found.append(values)
    return found


def _pulls(cosines: Rows) -> tuple[Rows, Rows, Rows]:
    """Return for every block what it has in common with the other side of the gaps near it.

    Row i of `known`: the highest cosine of block i to one before it, the nearest n left out; of `pull`: the same less
    the highest to any other block; of `push`: the mirror image of `pull`.
    """
    known, pull, push = [], [], []
    for here, row in enumerate(cosines):
        before = row[max(0, BAND - 1 - here) : BAND - 1][::-1]
        after = row[BAND : BAND - 1 + len(cosines) - here]
        behind = [max(before[n:], default=0.0) for n in range(_ASKED_AFTER)]
        coming = [max(after[n:], default=0.0) for n in range(_ASKED_BEFORE)]
        known.append(behind)
        pull.append([other - max(coming[0], 0.0, *before[:n]) for n, other in enumerate(behind)])
        push.append([other - max(behind[0], 0.0, *after[:n]) for n, other in enumerate(coming)])
    return known, pull, push


def _across(lengths: Rows, gap: int) -> Values:
    found = {}
    for name, window in _WINDOWS.items():
        before, after = min(window, gap), min(window, len(lengths) - gap)
        row = lengths[gap - before]
        left, right = row[before], lengths[gap][after]
        cross = (row[before + after] - left - right) / 2
        found[name] = cross / math.sqrt((left + before * _NOTHING) * (right + after * _NOTHING))
    return found


def side_cosines(words: Recurrence, bags: Sequence[Words], weights: Mapping[str, float]) -> list[float]:
    """Return for every gap the cosine of all before it and all after it; entry 0 is 1.

    `bags` are those of `words` without what only one of them has.
    """
    told: defaultdict[str, int] = defaultdict(int)
    back = []
    for bag in bags:
        back.append(sum(map(mul, map(weights.__getitem__, bag), map(told.__getitem__, bag))))
        for word in bag:
            told[word] += 1
    left = cross = 0.0
    right = sum(words.own) + 2 * sum(back)
    values = [1.0]
    for bag, own, common in zip(bags[:-1], words.own, back, strict=False):
        # All that tell a word, less those before this bag and itself.
        whole = sum(map(mul, map(weights.__getitem__, bag), map(told.__getitem__, bag)))
        coming = whole - common - sum(map(weights.__getitem__, bag))
        left += own + 2 * common
        right -= own + 2 * coming
        cross += coming - common
        values.append(cross / math.sqrt(left * right) if min(left, right) > _NOTHING else 0.0)
    return values
