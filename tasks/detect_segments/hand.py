"""Whose hand a text shows: quotation marks, dashes, spellings, courtesy titles and lengths on both sides of a gap.

A page glued from two sources changes its typography and its house style at the seam. On a page of one house nothing
changes, so these signs only ever add to what the words and the names say.
"""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from tasks.detect_segments.page import Passage, Values

# Pairs of conventions that a house chooses between, each a set of marks that are looked for as they stand.
_CONVENTIONS = (
    (("\u2018", "\u2019"), ("'",)),
    (("\u201c", "\u201d"), ('"',)),
    (("\u2014",), (" -- ", " - ", " \u2013 ")),
    (("U.S.",), (" US ",)),
    ((" percent",), ("%", " per cent")),
    (("Mr. ", "Mrs. ", "Ms. "), ("Mr ", "Mrs ", "Ms ")),
)
_COURTESY = _CONVENTIONS[-1][0] + _CONVENTIONS[-1][1]
_QUOTES = 2
_REACH = 8
_READ = 3000
Uses = tuple[bool, bool]


class Hand:
    """What every passage of a page shows of its writer: made once, asked at every gap in constant time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        texts = [p.block.text[:_READ] for p in passages]
        uses = [[(_any(one, text), _any(other, text)) for text in texts] for one, other in _CONVENTIONS]
        self._habits = [
            (_sums([one - other for one, other in found]), _sums([one + other for one, other in found]))
            for found in uses
        ]
        turns = [_turns(found) for found in uses]
        self._turns = [[turn for turn in found if turn] for found in zip(*turns, strict=True)]
        self._courtesy = _sums([sum(map(text.count, _COURTESY)) for text in texts])
        self._bare = _sums([sum(not m.full for m in p.mentions) for p in passages])
        self._sizes = _sums([math.log1p(p.size) for p in passages])
        self._sentences = _sums([math.log1p(p.size / (len(p.sentences) or 1)) for p in passages])

    def at(self, gap: int, first: int, end: int) -> Values:
        """Return how much the writing of the eight passages before `gap` differs from that of the eight after it.

        Looked at are only those from passage `first` of the page up to `end`.
        """
        start, end = max(first, gap - _REACH), min(end, gap + _REACH)
        turns = [_turn(*habit, (start, gap, end)) for habit in self._habits]
        return {
            "hand_quotes": max(turns[:_QUOTES]),
            "hand_apostrophe": turns[0],
            "hand_other": sum(turns[_QUOTES:]),
            "hand_here": float(sum([before >= start and after < end for before, after in self._turns[gap]])),
            "hand_courtesy": abs(self._courteous(start, gap) - self._courteous(gap, end)),
            "hand_size": _mean(self._sizes, gap, end) - _mean(self._sizes, start, gap),
            "hand_sentence": _mean(self._sentences, gap, end) - _mean(self._sentences, start, gap),
        }

    def _courteous(self, start: int, end: int) -> float:
        courtesy = self._courtesy[end] - self._courtesy[start]
        return courtesy / (courtesy + self._bare[end] - self._bare[start] + 2)


def _any(marks: tuple[str, ...], text: str) -> bool:
    return any(mark in text for mark in marks)


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _mean(sums: Sequence[float], start: int, end: int) -> float:
    return (sums[end] - sums[start]) / (end - start)


def _turn(lean: Sequence[float], used: Sequence[float], bounds: tuple[int, int, int]) -> float:
    """Return how much further one side leans to one way of a convention than the other."""
    start, gap, end = bounds
    if used[start] == used[end]:
        return 0.0
    before = (lean[gap] - lean[start]) / (used[gap] - used[start] + 1)
    return abs(before - (lean[end] - lean[gap]) / (used[end] - used[gap] + 1))


def _turns(found: Sequence[Uses]) -> list[tuple[int, int] | None]:
    """Return for every gap the last use of a convention before it and the first after it, if they differ."""
    used = [place for place, uses in enumerate(found) if any(uses)]
    turns: list[tuple[int, int] | None] = [None] * len(found)
    for before, after in pairwise(used):
        if found[before] != found[after] and (True, True) not in (found[before], found[after]):
            turns[before + 1 : after + 1] = [(before, after)] * (after - before)
    return turns
