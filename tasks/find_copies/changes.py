"""The words that two versions of a text have instead of each other's."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.find_copies.likeness import uncovered
from tasks.find_copies.reading import Reading
from tasks.shared.shingles import SIZE
from tasks.shared.text import word_set

SHOWN, SHOWN_WORDS, LONGEST_WORD = 12, 12, 40
# A changed number counts in words that are otherwise the same: so many before and behind it.
CONTEXT = 4
FEW = 4
NUMBER_WORDS = word_set(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen
    dozens hundreds thousands first second third fourth fifth sixth seventh eighth ninth tenth"""
)


@dataclass(frozen=True)
class Change:
    """A run of words of the one text, the run in its place in the other, and how many equal words stand around.

    One of the runs may be empty.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    context: int
    inside: bool

    @property
    def is_number(self) -> bool:
        """Whether only a number was changed, in words that are otherwise the same."""
        if self.context < CONTEXT or not 0 < max(len(self.before), len(self.after)) <= FEW:
            return False
        if len(self.before) == len(self.after):
            pairs = [pair for pair in zip(self.before, self.after, strict=True) if pair[0] != pair[1]]
            return bool(pairs) and all(_is_number(left) and _is_number(right) for left, right in pairs)
        return bool(self.before and self.after) and all(map(_is_number, (*self.before, *self.after)))


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in NUMBER_WORDS


def changes(earlier: Reading, later: Reading) -> list[Change]:
    """Return the changes in the order of the earlier text, then what only the later one has.

    A run that no common triple covers is set beside the run that follows the same triple in the other text. Linear in
    the lengths, where an alignment (Myers) would be quadratic in the changes; moved paragraphs are no change here.
    """
    common = earlier.shingles & later.shingles
    mine, theirs = uncovered(earlier, common), uncovered(later, common)
    ends = dict(theirs)
    after_triple = {value: place + SIZE for place, value in enumerate(later.order) if value in common}
    found: list[Change] = []
    taken: set[int] = set()
    for number, (start, end) in enumerate(mine):
        place = after_triple.get(earlier.order[start - SIZE], -1) if start >= SIZE else 0
        stop = ends.get(place, place)
        taken.add(place)
        context = _context(mine, number, len(earlier.words))
        inside = start > 0 and end < len(earlier.words)
        found.append(Change(tuple(earlier.words[start:end]), tuple(later.words[max(0, place) : stop]), context, inside))
    for number, (start, end) in enumerate(theirs):
        if start not in taken:
            inside = start > 0 and end < len(later.words)
            context = _context(theirs, number, len(later.words))
            found.append(Change((), tuple(later.words[start:end]), context, inside))
    return found


def _context(runs: Sequence[tuple[int, int]], number: int, length: int) -> int:
    """Return how many equal words stand beside a run, on the side where there are fewer; the border counts as many."""
    start, end = runs[number]
    before = start - (runs[number - 1][1] if number else -CONTEXT)
    following = runs[number + 1][0] if number + 1 < len(runs) else length + CONTEXT
    return min(before, following - end)


def shown(found: Sequence[Change]) -> tuple[tuple[str, str], ...]:
    """Return the first twelve changes as pairs of texts, long runs cut."""
    return tuple((_text(change.before), _text(change.after)) for change in found[:SHOWN])


def _text(words: Sequence[str]) -> str:
    told = " ".join(word[:LONGEST_WORD] for word in words[:SHOWN_WORDS])
    return f"{told} … ({len(words)} words)" if len(words) > SHOWN_WORDS else told
