"""How central the blocks at a gap are to what stands before it, and to what comes after it.

The first block of a report sums up what follows, and says little of what stands before it. The neighbourhood is
twelve blocks a side.
"""

import math
from collections.abc import Mapping

from tasks.detect_segments.page import Values
from tasks.detect_segments.recurrence import BAND, Recurrence

_REACH = 12
_SMALL = 0.001
_PRIOR = 0.02


def central_at_gaps(read: Recurrence, name: str, places: Mapping[str, int]) -> list[Values]:
    """Return the values of every gap of a span, for the blocks at the offsets `places` (-1, 0 or 1) from it.

    `central`: cosine with the side after less cosine with the side before; `ratio`: the share of the former in
    both; `back` and `ahead`: the share of the block's weight that the side before, and after, tells too. A block is
    left out of its own side. Entry 0 is empty.
    """
    kinds = ("central", "ratio", "back", "ahead")
    keys = [(offset, [f"{name}_{kind}_{at}" for kind in kinds]) for at, offset in places.items()]
    norms = [math.sqrt(own) + _SMALL for own in read.own]
    count = len(norms)
    found: list[Values] = [{}]
    for gap in range(1, count):
        start, end = max(0, gap - _REACH), min(count, gap + _REACH)
        left = math.sqrt(read.lengths[start][gap - start]) + _SMALL
        right = math.sqrt(read.lengths[gap][end - gap]) + _SMALL
        values: Values = {}
        for offset, (central, ratio, back, ahead) in keys:
            place = gap + offset
            if 0 <= place < count:
                row, shift, norm = read.around[place], BAND - 1 - place, norms[place]
                before = (row[gap + shift] - row[start + shift]) / left / norm
                after = (row[end + shift] - row[gap + shift]) / right / norm
                values[central] = after - before
                values[ratio] = (after + _PRIOR) / (after + before + 2 * _PRIOR)
                told = _returning(read, place, gap, (place - start, end - 1 - place))
                values[back], values[ahead] = told[0] / norm**2, told[1] / norm**2
        found.append(values)
    return found


def _returning(read: Recurrence, place: int, gap: int, reach: tuple[int, int]) -> tuple[float, float]:
    """Return what those words of the block at `place` weigh that the sides before and after `gap` tell.

    `reach` is how far from the block these go.
    """
    back, ahead = reach
    if place > gap:
        # The bag right at the gap stands before the block, but on its own side.
        return read.far_back[place][back], read.back[place][1] + read.far_ahead[place][ahead]
    return read.back[place][back], read.ahead[place][ahead]
