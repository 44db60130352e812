"""How much of two texts is the same."""

from dataclasses import dataclass
from functools import cached_property

from tasks.find_copies.reading import Reading

# The words that open a text, as far as they must be found in its copy.
LEAD = 120


@dataclass(frozen=True)
class Likeness:
    """Two texts side by side. Each number is worked out when it is asked for; all are linear in the lengths."""

    mine: Reading
    other: Reading

    @cached_property
    def common(self) -> frozenset[int]:
        """The word triples of both."""
        return self.mine.shingles & self.other.shingles

    @cached_property
    def smaller(self) -> Reading:
        """The text with fewer triples."""
        return min(self.mine, self.other, key=lambda reading: len(reading.shingles))

    @property
    def larger(self) -> Reading:
        """The other one."""
        return self.other if self.smaller is self.mine else self.mine

    @property
    def size(self) -> int:
        """How many triples the smaller text has."""
        return len(self.smaller.shingles)

    @cached_property
    def jaccard(self) -> float:
        """The triples of both among those of either, 0 to 1."""
        union = len(self.mine.shingles) + len(self.other.shingles) - len(self.common)
        return len(self.common) / union if union else 0.0

    @cached_property
    def containment(self) -> float:
        """The share of the smaller text that is in the larger, 0 to 1."""
        return len(self.common) / self.size if self.size else 0.0

    @cached_property
    def lead(self) -> float:
        """How much of either text's opening the other has, the better of the two, 0 to 1."""
        openings = (self.mine.order[:LEAD], self.other.order[:LEAD])
        shares = (sum(value in self.common for value in opening) / len(opening) for opening in openings if opening)
        return max(shares, default=0.0)
