"""A text, read for comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.blocks import Block
from tasks.shared.shingles import SIZE, running_blocks, shingles, words_of


@dataclass(frozen=True)
class Reading:
    """The folded words of a text as UTF-8, and the hashes of its word triples: `order[i]` that of words i to i + 2."""

    words: Sequence[bytes]
    order: Sequence[int]

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The hashes as a set."""
        return frozenset(self.order)

    def without(self, furniture: frozenset[int]) -> "Reading":
        """Return the reading less the words that occur in `furniture` only."""
        if not furniture & self.shingles:
            return self
        kept = [False] * len(self.words)
        for place, value in enumerate(self.order):
            if value not in furniture:
                kept[place : place + SIZE] = [True] * min(SIZE, len(self.words) - place)
        return read_words([word for word, stays in zip(self.words, kept, strict=True) if stays])


def read_words(words: Sequence[bytes]) -> Reading:
    """Return the reading of folded words."""
    return Reading(words, shingles(words))


def read_page(blocks: Sequence[Block]) -> Reading:
    """Return the reading of a revision: its running text."""
    return read_words(words_of(running_blocks(blocks)))


def read_part(blocks: Sequence[Block], indexes: Sequence[int]) -> Reading:
    """Return the reading of a segment; indexes that the revision does not have are passed over."""
    return read_words(words_of(blocks[index] for index in indexes if index < len(blocks)))
