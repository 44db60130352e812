"""How much of two texts is the same."""

from dataclasses import dataclass

from tasks.find_copies.reading import Reading
from tasks.shared.shingles import SIZE

# The words that open a text, as far as they must be found in its copy.
LEAD = 120


@dataclass(frozen=True)
class Likeness:
    """All from 0 to 1 save `gap`.

    `jaccard` and `containment` (of the smaller text in the larger) are over word triples; `lead` is how much of
    either text's opening the other has, the better of the two; `gap` is the longest run of words of the smaller text
    that no common triple covers, and `size` its number of triples.
    """

    jaccard: float
    containment: float
    lead: float
    gap: int
    size: int


def compare(mine: Reading, other: Reading) -> Likeness:
    """Return the likeness of two texts. Linear in their lengths."""
    common = mine.shingles & other.shingles
    smaller = min(mine, other, key=lambda reading: len(reading.shingles))
    size, union = len(smaller.shingles), len(mine.shingles) + len(other.shingles) - len(common)
    if not size:
        return Likeness(0.0, 0.0, 0.0, len(smaller.words), 0)
    return Likeness(
        jaccard=len(common) / union,
        containment=len(common) / size,
        lead=max(_lead(mine, common), _lead(other, common)),
        gap=max((end - start for start, end in uncovered(smaller, common)), default=0),
        size=size,
    )


def _lead(reading: Reading, common: frozenset[int]) -> float:
    opening = reading.order[:LEAD]
    return sum(value in common for value in opening) / len(opening)


def uncovered(reading: Reading, common: frozenset[int]) -> list[tuple[int, int]]:
    """Return the runs [start, end) of words that are in no common triple."""
    runs: list[tuple[int, int]] = []
    reached = 0
    for place, value in enumerate(reading.order):
        if value in common:
            if place > reached:
                runs.append((reached, place))
            reached = max(reached, place + SIZE)
    if reached < len(reading.words):
        runs.append((reached, len(reading.words)))
    return runs
