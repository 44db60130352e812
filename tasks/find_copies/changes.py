"""The words that two versions of a text have instead of each other's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.find_copies.reading import Reading
from tasks.shared.shingles import SIZE
from tasks.shared.text import word_set

SHOWN, SHOWN_WORDS, LONGEST_WORD = 12, 12, 40
# A passage in the place of another is at most so long, and the triples that say so at most so many words away.
FARTHEST, NEAR = 200, 12
# Long passages share pairs of letters whatever they say.
LONGEST_MISPRINTED = 16
NUMBER_WORDS = frozenset(
    word.encode()
    for word in word_set(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen
        dozens hundreds thousands first second third fourth fifth sixth seventh eighth ninth tenth"""
    )
)


@dataclass(frozen=True)
class Change:
    """A run of words of the one text and the run in its place in the other, one of which may be empty.

    Three words or more on either side are equal. `inside` tells that it is neither the beginning nor the end.
    """

    before: tuple[bytes, ...]
    after: tuple[bytes, ...]
    inside: bool

    @property
    def is_replacement(self) -> bool:
        """Whether words stand in the place of other words."""
        return bool(self.before and self.after)

    @property
    def is_number(self) -> bool:
        """Whether nothing but numbers was changed."""
        if len(self.before) == len(self.after):
            pairs = [pair for pair in zip(self.before, self.after, strict=True) if pair[0] != pair[1]]
            return bool(pairs) and all(_is_number(left) and _is_number(right) for left, right in pairs)
        return self.is_replacement and all(map(_is_number, (*self.before, *self.after)))


def _is_number(word: bytes) -> bool:
    return word.isdigit() or word in NUMBER_WORDS


def changes(earlier: Reading, later: Reading, common: frozenset[int]) -> list[Change]:
    """Return the changes in the order of the earlier text, then what only the later one has.

    A run that no `common` triple covers is set beside what the other text has between the same two triples. Linear in
    the lengths, where an alignment (Myers) would be quadratic in the changes; moved paragraphs are no change here.
    """
    own, theirs = _uncovered(earlier, common), _uncovered(later, common)
    places, behind = _places(earlier, common), _places(later, common)
    found: list[Change] = []
    taken: set[int] = set()
    for run in own:
        start, stop = _counterpart(run, earlier, behind, later)
        taken.add(start)
        found.append(_change(run, earlier.words[slice(*run)], later.words[start:stop], earlier))
    for run in theirs:
        if run[0] not in taken:
            start, stop = _counterpart(run, later, places, earlier)
            found.append(_change(run, earlier.words[start:stop], later.words[slice(*run)], later))
    return found


def _uncovered(reading: Reading, common: frozenset[int]) -> list[tuple[int, int]]:
    """Return the runs [start, end) of words that are in no common triple."""
    runs: list[tuple[int, int]] = []
    reached = 0
    for place, value in enumerate(reading.order):
        if value in common:
            if place > reached:
                runs.append((reached, place))
            reached = place + SIZE
    if reached < len(reading.words):
        runs.append((reached, len(reading.words)))
    return runs


def _places(reading: Reading, common: frozenset[int]) -> dict[int, int]:
    """Return where each common triple is, -1 where it is more than once."""
    places: dict[int, int] = {}
    for place, value in enumerate(reading.order):
        if value in common:
            places[value] = -1 if value in places else place
    return places


def _counterpart(run: tuple[int, int], reading: Reading, places: dict[int, int], other: Reading) -> tuple[int, int]:
    """Return what `other` has between the triples before and behind `run`: (start, end), equal when it is nothing.

    (-1, -1) says that there are no such triples near, or that they do not follow each other in `other`.
    """
    start, end = run
    left, right = 0, len(other.words)
    if start > 0:
        left = _anchored(reading, places, range(start - SIZE, max(-1, start - SIZE - NEAR), -1), start)
    if end < len(reading.words):
        right = _anchored(reading, places, range(end, min(end + NEAR, len(reading.order))), end)
    return (left, right) if 0 <= left <= right <= left + FARTHEST else (-1, -1)


def _anchored(reading: Reading, places: dict[int, int], triples: Iterable[int], edge: int) -> int:
    """Return where the edge of a run is in the other text, by the nearest triple that is there once; -1 for nowhere."""
    for triple in triples:
        place = places.get(reading.order[triple], -1)
        if place >= 0:
            return place + edge - triple
    return -1


def _change(run: tuple[int, int], before: Sequence[bytes], after: Sequence[bytes], reading: Reading) -> Change:
    return Change(tuple(before), tuple(after), run[0] > 0 and run[1] < len(reading.words))


def misprinted(found: Sequence[Change]) -> float:
    """Return how much of what was changed in the first text is spelt alike in its place in the other, 0 to 1.

    Counted in pairs of letters. Misprints leave most of a word. Reports made after one pattern (results, earnings,
    weather) have other words in the same places, and reports of one event hardly anything in the same place.
    """
    changed = kept = 0
    for change in found:
        before, after = Counter(_pairs(change.before)), Counter(_pairs(change.after))
        changed += before.total()
        if change.is_replacement and max(len(change.before), len(change.after)) <= LONGEST_MISPRINTED:
            kept += (before & after).total()
    return kept / changed if changed else 0.0


def _pairs(words: Sequence[bytes]) -> Iterable[tuple[int, int]]:
    return pairwise(b" ".join(words))


def shown(found: Sequence[Change]) -> tuple[tuple[str, str], ...]:
    """Return the first twelve changes as pairs of texts, long runs cut."""
    return tuple((_text(change.before), _text(change.after)) for change in found[:SHOWN])


def _text(words: Sequence[bytes]) -> str:
    told = " ".join(word.decode("utf-8", "replace")[:LONGEST_WORD] for word in words[:SHOWN_WORDS])
    return f"{told} … ({len(words)} words)" if len(words) > SHOWN_WORDS else told
