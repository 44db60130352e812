"""Seams: the gaps of a page where one story ends and another starts.

`score_gaps` is the door: a learned classifier may stand behind it one day, as long as it returns gaps with reasons.
Now the score is additive: bias + sum of weight x cue value, in log-odds that the gap is a seam; above 0 it may be cut.
The weights of the cues of running text started from a fit (logistic regression, L2) on one half of a set of composite
pages; they are rounded, and a few (`full_date`, `caption`, the bias) were moved by hand. Those of headings are set by
hand altogether, because no set of aggregator pages with known seams exists.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from schemas.segments import Cue
from tasks.detect_segments.cues import Values, read_cues
from tasks.detect_segments.page import Page, Passage

BIAS = -7.0
WEIGHTS = {
    # Words and proper names of one side do not return on the other.
    "words_part": 2.75,
    "names_part": 1.05,
    "names_new": 0.45,
    "valley": 1.55,
    "deep_valley": 0.6,
    # Who acts.
    "newcomers": 0.5,
    "told_again": 1.5,
    "bare_surname": -1.95,
    "other_bearer": 1.2,
    # How the text after the gap opens.
    "dateline": 1.0,
    "full_date": 0.2,
    "lead_restart": 1.1,
    "introduces": 1.0,
    "leans_back": -0.85,
    "opens_with_quote": -1.1,
    "stamp": 1.8,
    "headline": 2.0,
    "titled": 1.05,
    "under_headline": -1.0,
    "under_stamp": -1.25,
    "closes_here": -0.6,
    "caption": 0.8,
    # How the text before it ends.
    "closing_before": 0.85,
    # Headings of a page that has them.
    "names_event": 2.0,
    "listed_headline": 0.5,
    "heading_pair": 1.0,
    "heading_mismatch": 1.5,
    "heading_dateline": 3.0,
    "section_heading": -1.5,
    "inside_section": -1.5,
    "under_heading": -4.0,
    # Sides too short to judge by, and room for two stories.
    "short_side": -1.7,
    "room": 1.0,
}
# A cut needs strong signs of two independent kinds: words alone, or a heading alone, may mislead.
KINDS = {
    "words": ("words_part", "valley", "deep_valley"),
    "names": ("names_part", "names_new", "newcomers", "told_again", "other_bearer"),
    "opening": ("dateline", "full_date", "lead_restart", "introduces", "stamp", "titled"),
    "heading": ("headline", "names_event", "listed_headline", "heading_pair", "heading_mismatch", "heading_dateline"),
    "closing": ("closing_before",),
}
_STRONG = {"words": 2.2, "names": 0.9, "opening": 0.8, "heading": 0.8, "closing": 0.7}
_KINDS_NEEDED = 2
_LEAST_PASSAGES = 2
_LEAST_WORDS = 25
_MOST_SEAMS = 40
_MOST_SCORED = 10_000
_SHOWN = 0.2


class Gap(NamedTuple):
    """The gap before passage `before` of the span: its log-odds to be a seam, and the cues with what each added."""

    before: int
    score: float
    cues: tuple[Cue, ...]

    @property
    def confidence(self) -> float:
        """The score as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


def score_gaps(page: Page, span: Sequence[Passage]) -> tuple[Gap, ...]:
    """Score every gap of `span`, consecutive running passages of `page`, on the evidence inside the span."""
    return tuple(_gap(place, values) for place, values in enumerate(read_cues(page, span)) if place)


def _gap(place: int, values: Values) -> Gap:
    added = {name: WEIGHTS[name] * value for name, value in values.items()}
    cues = [Cue(name=name, weight=round(weight, 2)) for name, weight in added.items() if abs(weight) >= _SHOWN]
    score = BIAS + sum(added.values())
    if _strong_kinds(added) < _KINDS_NEEDED:
        score = min(score, -1.0)
    return Gap(place, score, tuple(sorted(cues, key=lambda cue: -abs(cue.weight))))


def _strong_kinds(added: Values) -> int:
    return sum(sum(added.get(name, 0.0) for name in names) >= _STRONG[kind] for kind, names in KINDS.items())


def find_seams(page: Page, body: Sequence[Passage]) -> list[Gap]:
    """Return the seams of a page's running passages, in order; `before` is an index of `body`.

    The best gap is cut first and both sides are judged anew: what looked like a change of subject beside a foreign
    story may be none once that story is gone, and the reverse. At most 40 cuts, and 10,000 passages
    looked at in all: a page beyond that is a catalogue, and its time is bounded.
    """
    found: list[Gap] = []
    spans = [(0, len(body))]
    scored = 0
    while spans and len(found) < _MOST_SEAMS:
        start, end = spans.pop()
        scored += end - start
        if scored > _MOST_SCORED:
            break
        best = _best(page, body[start:end])
        if best is not None:
            at = start + best.before
            found.append(best._replace(before=at))
            spans += [(start, at), (at, end)]
    return sorted(found, key=lambda gap: gap.before)


def _best(page: Page, span: Sequence[Passage]) -> Gap | None:
    if len(span) < 2 * _LEAST_PASSAGES:
        return None
    allowed = [gap for gap in score_gaps(page, span) if gap.score > 0 and _has_room(span, gap.before)]
    return max(allowed, key=lambda gap: gap.score, default=None)


def _has_room(span: Sequence[Passage], gap: int) -> bool:
    sides = (span[:gap], span[gap:])
    return all(len(side) >= _LEAST_PASSAGES and sum(p.size for p in side) >= _LEAST_WORDS for side in sides)
