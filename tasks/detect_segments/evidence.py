"""Everything the learned score sees of a gap, as named numbers.

Cues, bonds, leads, the shapes of the blocks, their place between both sides, and whose hand they show.

Nothing tells where on the page a gap lies: pages for learning are made by gluing articles, and a learner that may look
at positions learns how they were glued.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tasks.detect_segments.bonds import Bonds, Rarity, bonds_at, read_bonds, side_cosines
from tasks.detect_segments.central import read_centrality
from tasks.detect_segments.cues import Values, lead_of
from tasks.detect_segments.hand import Hand
from tasks.detect_segments.page import Passage
from tasks.shared.text import stem

_DEFINITE = re.compile(r"\b[Tt](?:he|his|hat|hese|hose)\s([a-z]+)(?:\s([a-z]+))?")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[\"\u201c\u201d]")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them|its?)\b", re.IGNORECASE)
_OPENING = 260
_NO_BLOCK = -9.0
_LEADS_RANKED = 6
# Series that also count relative to the rest of the span: its mean and spread, and the lowest of three on each side.
_RELATIVE = ("words_across_3", "words_across_5", "words_across_8", "words_side", "words_pull_all")
_WORDS_AT = {"before": -1, "here": 0, "after": 1}
_NAMES_AT = {"before": -1, "here": 0}
_NO_LEVEL = 7
_SPREAD = 0.02
_DIP = 3


class Reading(NamedTuple):
    """Consecutive passages with what does not depend on the span: bonds between pairs, lead scores, shapes."""

    passages: Sequence[Passage]
    words: Bonds
    leads: Sequence[float]
    shapes: Sequence[Values]

    def within(self, start: int, end: int) -> "Reading":
        """Return the part from passage `start` up to `end`."""
        return Reading(
            self.passages[start:end],
            self.words.within(start, end),
            self.leads[start:end],
            self.shapes[start:end],
        )


def read_passages(passages: Sequence[Passage], rarity: Rarity, lead: Callable[[str], float]) -> Reading:
    """Read every passage by itself and with its neighbours."""
    return Reading(
        passages,
        read_bonds([p.terms for p in passages], rarity),
        [lead(p.text) for p in passages],
        [_shape(p) for p in passages],
    )


def _shape(passage: Passage) -> Values:
    text, opening = passage.text, passage.text[:_OPENING]
    first = [m for m in passage.mentions if m.sentence == 0]
    return {
        "size": min(passage.size, 120),
        "first_size": min(passage.sentences[0].count(" ") + 1, 60) if passage.sentences else 0,
        "sentences": min(len(passage.sentences), 8),
        "level": float(passage.block.level or _NO_LEVEL) if passage.is_heading else 0.0,
        "stop": float(text.rstrip(" \"'\u201d\u2019)")[-1:] in ".!?"),
        "digits": min(6, len(_DIGIT.findall(opening))),
        "quotes": min(6, len(_QUOTE.findall(text[:400]))),
        "pronouns": min(5, len(_PRONOUN.findall(opening))),
        "capitals": sum(word.isupper() for word in opening.split()[:5]),
        "proper": min(12, len(passage.proper)),
        "full": sum(m.full and not m.body for m in first),
        "bare": sum(not m.full for m in first),
    }


def read_evidence(reading: Reading, cues: Sequence[Values], rarity: Rarity) -> list[Values]:
    """Return the evidence of every gap of a span, given its `cues`; entry i belongs to the gap before passage i."""
    span = reading.passages
    hand = Hand(span)
    words = read_centrality([p.terms for p in span], rarity).at_gaps("words", _WORDS_AT)
    names = read_centrality([p.proper for p in span], rarity).at_gaps("names", _NAMES_AT)
    sides = {
        "words_side": side_cosines([p.terms for p in span], rarity),
        "names_side": side_cosines([p.proper for p in span], rarity),
    }
    novelty = _Novelty(span)
    ranked = sorted(reading.leads, reverse=True)[:_LEADS_RANKED]
    found: list[Values] = [{}]
    for gap in range(1, len(span)):
        values = cues[gap] | {name: series[gap] for name, series in sides.items()}
        values |= {f"words_{name}": value for name, value in bonds_at(reading.words, gap).items()}
        values |= words[gap] | names[gap] | hand.at(gap) | novelty.at(gap)
        values |= _leads(reading.leads, ranked, gap) | _shapes(reading.shapes, gap)
        found.append(values)
    _relate(found[1:])
    return found


def _leads(leads: Sequence[float], ranked: Sequence[float], gap: int) -> Values:
    around = {"before_2": gap - 2, "before": gap - 1, "here": gap, "after": gap + 1, "after_2": gap + 2}
    values = {f"lead_{name}": leads[place] if 0 <= place < len(leads) else _NO_BLOCK for name, place in around.items()}
    return values | {"lead_rank": sum(lead > leads[gap] for lead in ranked), "lead_short_of": ranked[0] - leads[gap]}


def _shapes(shapes: Sequence[Values], gap: int) -> Values:
    values: Values = {}
    for name, place in (("before", gap - 1), ("here", gap), ("after", gap + 1)):
        if place < len(shapes):
            values |= {f"{trait}_{name}": value for trait, value in shapes[place].items()}
    return values


class _Novelty:
    """Which words of a span are new at a gap."""

    def __init__(self, span: Sequence[Passage]) -> None:
        self._span = span
        self._first: dict[str, int] = {}
        for place, passage in enumerate(span):
            for term in passage.terms:
                self._first.setdefault(term, place)

    def at(self, gap: int) -> Values:
        lead = lead_of(self._span, gap)
        names = [self._is_new(stem(word), gap) for word in lead.proper]
        return {
            "new_words": self._share(lead.terms, gap),
            "new_words_2": self._share(frozenset().union(*(p.terms for p in self._span[gap : gap + 2])), gap),
            "names_unheard": sum(names),
            "names_heard": len(names) - sum(names),
            "definite_known": self._definite(lead, gap),
        }

    def _is_new(self, term: str, gap: int) -> bool:
        return self._first.get(term, gap) >= gap

    def _share(self, terms: frozenset[str], gap: int) -> float:
        return sum(self._first[term] >= gap for term in terms) / (len(terms) or 1)

    def _definite(self, lead: Passage, gap: int) -> float:
        """Count what the opening calls "the …" and the text before the gap has named."""
        pairs = _DEFINITE.findall(lead.text[:_OPENING])
        return sum(any(not self._is_new(stem(word), gap) for word in pair if word) for pair in pairs)


def _relate(gaps: Sequence[Values]) -> None:
    """Add how the `_RELATIVE` values stand out: `_z` in spreads from the mean, `_dip` from the lowest value near."""
    for name in _RELATIVE:
        series = [values[name] for values in gaps]
        mean = sum(series) / (len(series) or 1)
        spread = math.sqrt(sum((value - mean) ** 2 for value in series) / (len(series) or 1)) + _SPREAD
        for i, values in enumerate(gaps):
            near = series[max(0, i - _DIP) : i] + series[i + 1 : i + 1 + _DIP]
            values[f"{name}_z"] = (series[i] - mean) / spread
            values[f"{name}_dip"] = series[i] - min(near, default=series[i])
