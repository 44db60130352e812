"""What recurs from page to page of one outlet and belongs to none of them: captions, appeals, notices.

It is worked out when it matters, from the very pages that it makes look alike, so that no counters must be kept.
"""

from collections.abc import Sequence
from itertools import combinations, groupby

from tasks.find_copies.reading import Reading

# Of the pages of one outlet so many are asked: more would only find the same again.
WITNESSES = 6
# Shorter runs of common triples are turns of phrase.
SHORTEST_RUN = 8
# Three pages differ otherwise when each has this share of text of its own, and no two share more than that of it.
OWN, SHARED = 0.2, 0.3


def furniture(mine: Reading, same_outlet: Sequence[Reading]) -> frozenset[int]:
    """Return the triples of runs that `mine` shares with two pages of its outlet which differ otherwise.

    Three versions of one article share text as well, but hardly anything else is in them; or two of the three share
    more than the third has.
    """
    found: set[int] = set()
    for first, second in combinations(same_outlet[:WITNESSES], 2):
        common = _in_runs(mine, mine.shingles & first.shingles & second.shingles)
        if common and _differ([reading.shingles - common for reading in (mine, first, second)], mine, first, second):
            found |= common
    return frozenset(found)


def _in_runs(mine: Reading, common: frozenset[int]) -> frozenset[int]:
    runs = (list(run) for shared, run in groupby(mine.order, key=common.__contains__) if shared)
    return frozenset(value for run in runs if len(run) >= SHORTEST_RUN for value in run)


def _differ(rests: Sequence[frozenset[int]], *whole: Reading) -> bool:
    own = all(len(rest) >= OWN * len(reading.shingles) > 0 for rest, reading in zip(rests, whole, strict=True))
    return own and all(_shared(left, right) < SHARED for left, right in combinations(rests, 2))


def _shared(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / min(len(left), len(right))
