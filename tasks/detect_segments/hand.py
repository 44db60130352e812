"""Whose hand a text shows: quotation marks, dashes, spellings, courtesy titles and lengths on both sides of a gap.

A page glued from two sources changes its typography and its house style at the seam. On a page of one house nothing
changes, so these signs only ever add to what the words and the names say.
"""

import math
from collections.abc import Sequence
from itertools import accumulate

from tasks.detect_segments.cues import Values
from tasks.detect_segments.page import Passage

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
    """What every passage of a span shows of its writer: made once, asked at every gap in constant time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        texts = [p.block.text[:_READ] for p in passages]
        self._count = len(texts)
        uses = [[(_any(one, text), _any(other, text)) for text in texts] for one, other in _CONVENTIONS]
        self._leanings = [_sums([one - other for one, other in found]) for found in uses]
        self._used = [_sums([one + other for one, other in found]) for found in uses]
        self._before = [_nearest(found) for found in uses]
        self._after = [_nearest(found[::-1])[::-1] for found in uses]
        self._courtesy = _sums([sum(map(text.count, _COURTESY)) for text in texts])
        self._bare = _sums([sum(not m.full for m in p.mentions) for p in passages])
        self._sizes = _sums([math.log1p(p.size) for p in passages])
        self._sentences = _sums([math.log1p(p.size / (len(p.sentences) or 1)) for p in passages])

    def at(self, gap: int) -> Values:
        """Return how much the writing of the eight passages before `gap` differs from that of the eight after it."""
        start, end = max(0, gap - _REACH), min(self._count, gap + _REACH)
        turns = [
            abs(_lean(lean, used, start, gap) - _lean(lean, used, gap, end))
            for lean, used in zip(self._leanings, self._used, strict=True)
        ]
        return {
            "hand_quotes": max(turns[:_QUOTES]),
            "hand_apostrophe": turns[0],
            "hand_other": sum(turns[_QUOTES:]),
            "hand_here": float(sum(self._turns(number, gap) for number in range(len(_CONVENTIONS)))),
            "hand_courtesy": abs(self._courteous(start, gap) - self._courteous(gap, end)),
            "hand_size": _mean(self._sizes, gap, end) - _mean(self._sizes, start, gap),
            "hand_sentence": _mean(self._sentences, gap, end) - _mean(self._sentences, start, gap),
        }

    def _courteous(self, start: int, end: int) -> float:
        courtesy = self._courtesy[end] - self._courtesy[start]
        return courtesy / (courtesy + self._bare[end] - self._bare[start] + 2)

    def _turns(self, number: int, gap: int) -> bool:
        """Tell whether a convention's last use before the gap is one way and its first use after it the other."""
        before, after = self._before[number][gap - 1], self._after[number][gap]
        return None not in (before, after) and before != after and (True, True) not in (before, after)


def _any(marks: tuple[str, ...], text: str) -> bool:
    return any(mark in text for mark in marks)


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _mean(sums: Sequence[float], start: int, end: int) -> float:
    return (sums[end] - sums[start]) / (end - start)


def _lean(lean: Sequence[float], used: Sequence[float], start: int, end: int) -> float:
    return (lean[end] - lean[start]) / (used[end] - used[start] + 1)


def _nearest(found: Sequence[Uses]) -> list[Uses | None]:
    """Return for every passage what the nearest one up to it uses, at most eight passages back."""
    nearest: list[Uses | None] = []
    last: tuple[int, Uses] | None = None
    for place, uses in enumerate(found):
        last = (place, uses) if any(uses) else last
        nearest.append(last[1] if last and place - last[0] < _REACH else None)
    return nearest
