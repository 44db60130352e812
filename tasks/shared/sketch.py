"""A few hashes that stand for a text, so that a database finds its copies among millions.

FracMinHash (Irber et al. 2022, "scaled MinHash"): of all shingle hashes those in the lowest 1/32 of their range are
kept. Every shared shingle is then kept by both texts or by neither, so the overlap of two sketches estimates not only
likeness but containment, which a fixed number of smallest hashes (MinHash) cannot when the lengths differ.
"""

from collections.abc import Iterable, Sequence

from schemas.blocks import Block
from tasks.shared.shingles import running_blocks, shingles, words_of

SKETCH_VERSION = 1
SCALE = 32
# Short texts would be left with next to nothing, and giants with thousands of rows.
LEAST, MOST = 16, 256
LOWEST = -(1 << 63)
LIMIT = LOWEST + (1 << 64) // SCALE


def sketch_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the sketch of a revision: of its running text, without headline, captions and embedded posts."""
    return sketch(shingles(words_of(running_blocks(blocks))))


def sketch(hashes: Iterable[int]) -> tuple[int, ...]:
    """Return the kept hashes of a text in ascending order.

    The lowest 1/32 of the range, but the 16 smallest of a short text (all if it has fewer) and the 256 smallest of
    a giant. Stored with `SKETCH_VERSION`, which changes with any of this.
    """
    every = set(hashes)
    low = sorted(value for value in every if value < LIMIT)
    if len(low) < LEAST:
        low = sorted(every)[:LEAST]
    return tuple(low[:MOST])


def estimate(mine: Iterable[int], other: Iterable[int]) -> float:
    """Return the estimated containment of the smaller text in the larger, 0 to 1.

    Only below the lower of the two greatest hashes do both sketches hold all there is.
    """
    left, right = set(mine), set(other)
    if not left or not right:
        return 0.0
    common = min(max(left), max(right))
    smaller = min(sum(value <= common for value in left), sum(value <= common for value in right))
    return len(left & right) / smaller if smaller else 0.0
