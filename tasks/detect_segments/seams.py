"""Seams: the gaps of a page where one story ends and another starts.

The score of a gap is the additive score of its cues (`weights.py`) plus what the learned trees add to it on all the
evidence (`trees.py`), in log-odds that the gap is a seam; above even odds it may be cut.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.segments import Cue
from tasks.detect_segments.cues import read_cues
from tasks.detect_segments.evidence import read_evidence
from tasks.detect_segments.leads import lead_score
from tasks.detect_segments.page import Page, Passage, Values, repeats
from tasks.detect_segments.reading import Reading, read_passages
from tasks.detect_segments.trees import Model, load_model
from tasks.detect_segments.weights import added_by, additive_score
from tasks.shared.rarity import rarity

# Even odds. Cross-validated, -0.4 cuts 5 % of single articles for the same F1, 0.6 loses 3 points of twin events.
_LEAST_SCORE = 0.0
# Judging a long page anew after every single cut would cost its length times its seams.
_SURE, _APART = 3.0, 6
_LEAST_PASSAGES = 2
_LEAST_WORDS = 25
_MOST_SEAMS = 40
_MOST_SCORED = 10_000
_SHOWN = 0.2
_MOST_LEARNED = 5
ADDITIVE = "additive"


class Gap(NamedTuple):
    """The gap before passage `before` of the span: its log-odds to be a seam, and the cues with what each added."""

    before: int
    score: float
    cues: tuple[Cue, ...]

    @property
    def confidence(self) -> float:
        """The score as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


class Scored(NamedTuple):
    """The gaps of a span: entry i of each belongs to the gap before passage i; entry 0 is empty.

    `added` is what each cue adds, `evidence` what the trees see, `scores` the sum of both in log-odds.
    """

    added: list[Values]
    evidence: list[Values]
    scores: list[float]

    def gap(self, place: int, model: Model) -> Gap:
        """Return the gap before passage `place` with its reasons: all cues, and the five that the trees heed most."""
        learned = model.explain(self.evidence[place])
        heeded = sorted(learned.items(), key=lambda item: (-abs(item[1]), item[0]))[:_MOST_LEARNED]
        weights = dict(self.added[place])
        for name, weight in heeded:
            weights[name] = weights.get(name, 0.0) + weight
        cues = [Cue(name=name, weight=round(weight, 2)) for name, weight in weights.items() if abs(weight) >= _SHOWN]
        return Gap(place, self.scores[place], tuple(sorted(cues, key=lambda cue: -abs(cue.weight))))


def score_gaps(page: Page, span: Sequence[Passage]) -> tuple[Gap, ...]:
    """Score every gap of `span`, consecutive running passages of `page`, on the evidence inside the span."""
    model = load_model()
    scored = _score(page, _read(span, model), model)
    return tuple(scored.gap(place, model) for place in range(1, len(span)))


def _read(passages: Sequence[Passage], model: Model) -> Reading:
    return read_passages(passages, rarity, lambda text: lead_score(text, model.lead_weights, model.lead_bias))


def _score(page: Page, reading: Reading, model: Model) -> Scored:
    cues = read_cues(page, reading)
    added = [added_by(values) for values in cues]
    evidence = read_evidence(reading, cues)
    scores = [0.0]
    for place in range(1, len(cues)):
        evidence[place][ADDITIVE] = additive_score(added[place])
        scores.append(model.score(evidence[place], start=evidence[place][ADDITIVE]))
    return Scored(added, evidence, scores)


def find_seams(page: Page, body: Sequence[Passage], model: Model | None = None) -> list[Gap]:
    """Return the seams of a page's running passages, in order; `before` is an index of `body`.

    The best gap is cut first, with those that are beyond doubt, and the parts are judged anew: what looked like a
    change of subject beside a foreign story may be none once that story is gone, and the reverse. At most 40 cuts, and
    10,000 passages looked at in all: a page beyond that is a catalogue, and its time is bounded. `model` is the
    shipped one unless another is to be measured.
    """
    model = model or load_model()
    found: list[Gap] = []
    reading = _read(body[:_MOST_SCORED], model)
    spans = [(0, len(reading.passages))]
    scored = 0
    while spans and len(found) < _MOST_SEAMS:
        start, end = spans.pop()
        scored += end - start
        if scored > _MOST_SCORED:
            break
        best = _best(page, reading.within(start, end), model)[: _MOST_SEAMS - len(found)]
        cuts = [gap._replace(before=start + gap.before) for gap in best]
        found += cuts
        spans += pairwise([start, *(gap.before for gap in cuts), end]) if cuts else ()
    return sorted(found, key=lambda gap: gap.before)


def _best(page: Page, reading: Reading, model: Model) -> list[Gap]:
    """Return the gap of a span that is a seam first of all, and those that are beyond doubt, in order."""
    span = reading.passages
    if len(span) < 2 * _LEAST_PASSAGES:
        return []
    scored = _score(page, reading, model)
    scores = scored.scores
    allowed = [place for place in range(1, len(span)) if scores[place] > _LEAST_SCORE and _may_open(page, span, place)]
    chosen: list[int] = []
    for place in sorted(allowed, key=lambda place: -scores[place]):
        sure = scores[place] > _SURE and all(abs(place - other) >= _APART for other in chosen)
        if sure or not chosen:
            chosen.append(place)
    return [scored.gap(place, model) for place in sorted(chosen)]


def _may_open(page: Page, span: Sequence[Passage], gap: int) -> bool:
    """Tell whether both sides have room for a story, and the gap is not the page's own title told once more."""
    return _has_room(span, gap) and not repeats(span[gap], page.article.title)


def _has_room(span: Sequence[Passage], gap: int) -> bool:
    sides = (span[:gap], span[gap:])
    return all(len(side) >= _LEAST_PASSAGES and sum(p.size for p in side) >= _LEAST_WORDS for side in sides)
