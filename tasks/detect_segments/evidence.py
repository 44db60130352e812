"""Everything the learned score sees of a gap, as named numbers.

Cues, bonds, leads, the shapes of the blocks, their place between both sides, and whose hand they show.

Nothing tells where on the page a gap lies: pages for learning are made by gluing articles, and a learner that may look
at positions learns how they were glued.
"""

import math
from collections.abc import Iterator, Sequence

from tasks.detect_segments.bonds import bonds_at_gaps, side_cosines
from tasks.detect_segments.central import central_at_gaps
from tasks.detect_segments.cues import lead_place
from tasks.detect_segments.page import Values
from tasks.detect_segments.reading import Reading

_NO_BLOCK = -9.0
_LEADS_RANKED = 6
# Series that also count relative to the rest of the span: its mean and spread, and the lowest of three on each side.
_RELATIVE = ("words_across_3", "words_across_5", "words_across_8", "words_side", "words_pull_all")
_WORDS_AT = {"before": -1, "here": 0, "after": 1}
_NAMES_AT = {"before": -1, "here": 0}
_SPREAD = 0.02
_DIP = 3
_MOST_MET, _USUAL_LEAD = 3, 4


def read_evidence(reading: Reading, cues: Sequence[Values]) -> list[Values]:
    """Return the evidence of every gap of a span, given its `cues`; entry i belongs to the gap before passage i."""
    series = [
        cues,
        _sides(reading),
        bonds_at_gaps(reading.words, reading.cosines),
        central_at_gaps(reading.words, "words", _WORDS_AT),
        central_at_gaps(reading.names, "names", _NAMES_AT),
        [{}, *_hands(reading)],
        [{}, *_novelty(reading)],
        [{}, *_leads(reading.leads)],
    ]
    found: list[Values] = [{}]
    for gap, parts in enumerate(zip(*series, strict=True)):
        if gap:
            values: Values = {}
            for part in (*parts, *_shapes(reading, gap)):
                values |= part
            found.append(values)
    _relate(found[1:])
    return found


def _sides(reading: Reading) -> list[Values]:
    words = side_cosines(reading.words, reading.terms, reading.weights)
    names = side_cosines(reading.names, reading.proper, reading.weights)
    return [{"words_side": one, "names_side": other} for one, other in zip(words, names, strict=True)]


def _hands(reading: Reading) -> Iterator[Values]:
    start, end = reading.start, reading.start + len(reading.passages)
    return (reading.hand.at(gap, start, end) for gap in range(start + 1, end))


def _leads(leads: Sequence[float]) -> Iterator[Values]:
    ranked = sorted(leads, reverse=True)[:_LEADS_RANKED]
    told = [_NO_BLOCK, *leads, _NO_BLOCK, _NO_BLOCK]
    for gap in range(1, len(leads)):
        before_2, before, here, after, after_2 = told[gap - 1 : gap + 4]
        yield {
            "lead_before_2": before_2,
            "lead_before": before,
            "lead_here": here,
            "lead_after": after,
            "lead_after_2": after_2,
            "lead_rank": sum([lead > here for lead in ranked]),
            "lead_short_of": ranked[0] - here,
        }


def _shapes(reading: Reading, gap: int) -> Iterator[Values]:
    for side, shapes in enumerate(reading.shapes[gap - 1 : gap + 2]):
        yield shapes[side]


def _novelty(reading: Reading) -> Iterator[Values]:
    """Yield for every gap which words after it, and who, the span has not told before."""
    terms, forms = reading.words.bags, reading.forms
    told: set[str] = set()
    people: set[str] = set()
    for gap in range(1, len(terms)):
        told |= terms[gap - 1]
        people.update([m.name.key for m in reading.passages[gap - 1].mentions])
        lead = lead_place(forms, reading.passages, gap)
        both = terms[gap].union(*terms[gap + 1 : gap + 2])
        unheard = sum([name not in told for name in forms[lead].names])
        met = [m for m in reading.passages[lead].mentions if m.full and not m.body and m.name.key not in people]
        yield {
            "new_words": len(terms[lead] - told) / (len(terms[lead]) or 1),
            "new_words_2": len(both - told) / (len(both) or 1),
            "names_unheard": unheard,
            "new_full": len(met),
            "new_aged": sum([m.aged for m in met]),
            "new_full_lead": min(_MOST_MET, len(met)) * (reading.leads[lead] + _USUAL_LEAD),
            "names_heard": len(forms[lead].names) - unheard,
            "definite_known": sum([not told.isdisjoint(words) for words in forms[lead].known]),
        }


def _relate(gaps: Sequence[Values]) -> None:
    """Add how the `_RELATIVE` values stand out: `_z` in spreads from the mean, `_dip` from the lowest value near."""
    for name in _RELATIVE:
        series = [values[name] for values in gaps]
        mean = sum(series) / (len(series) or 1)
        spread = math.sqrt(sum([(value - mean) ** 2 for value in series]) / (len(series) or 1)) + _SPREAD
        stands_out, dip = f"{name}_z", f"{name}_dip"
        for i, values in enumerate(gaps):
            near = series[max(0, i - _DIP) : i] + series[i + 1 : i + 1 + _DIP]
            values[stands_out] = (series[i] - mean) / spread
            values[dip] = series[i] - min(near, default=series[i])
