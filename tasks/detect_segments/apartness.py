"""How far the parts of a page lie apart: shared names, shared words, and whether their heads tell what they tell."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from tasks.detect_segments.page import Passage
from tasks.shared.rarity import unit_vector
from tasks.shared.text import content_words, readable, word_set

_TWO = 2
# The entries of a live blog share these.
_CLOCK = word_set("gmt utc bst cet cest est edt cst cdt pst pdt ist aest aedt nzst nzdt")
_READ = 6000
Part = Sequence[Passage]


def shared_names(parts: Sequence[Part]) -> float:
    """Return which share of a part's proper names comes again in another part, as the mean over the parts."""
    names = [frozenset[str]().union(*(passage.proper for passage in part)) - _CLOCK for part in parts]
    spread = Counter(name for part in names for name in part)
    shares = [sum(spread[name] > 1 for name in part) / len(part) for part in names if part]
    return sum(shares) / len(shares) if shares else 1.0


def likeness(parts: Sequence[Part]) -> float:
    """Return the mean cosine of the parts' words, taken two by two.

    Unit vectors: the sum over all pairs is half of what the squared length of their sum exceeds their number by, so
    the cost is linear.
    """
    total: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for word, weight in _unit(part).items():
            total[word] += weight
    count = len(parts)
    return (math.fsum(weight * weight for weight in total.values()) - count) / (count * (count - 1))


def enumerates(title: str, parts: Sequence[Part]) -> bool:
    """Tell whether half of the parts have a word of the title to themselves: "A strike, a bank and a bear"."""
    told = frozenset(content_words(title))
    taken = [told & frozenset[str]().union(*(passage.terms for passage in part)) for part in parts]
    spread = Counter(word for words in taken for word in words)
    return sum(any(spread[word] == 1 for word in words) for words in taken) >= max(_TWO, len(parts) / 2)


def echo(parts: Sequence[Part]) -> float:
    """Return which share of a head's words its text takes up, as the mean over the parts.

    A report tells what its headline says; what stands over an entry of a guide or a gallery is a name or a joke.
    """
    shares = [taken_up(part) for part in parts]
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else 0.0


def taken_up(part: Part) -> float | None:
    """Return which share of the words of its heading (or bold head) a part takes up; None when it has no head."""
    first, length = part[0], part[0].block.lead_in
    if first.is_heading:
        head, text = first.terms, [passage.terms for passage in part[1:]]
    else:
        head = frozenset(content_words(readable(first.block.text[:length])))
        rest = frozenset(content_words(readable(first.block.text[length : length + _READ])))
        text = [rest, *(passage.terms for passage in part[1:])]
    return len(head & frozenset[str]().union(*text)) / len(head) if head else None


def _unit(part: Part) -> dict[str, float]:
    return unit_vector(Counter(term for passage in part for term in passage.terms - _CLOCK))
