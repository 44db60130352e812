"""The weights of the cues: the additive part of a gap's score, in log-odds that the gap is a seam.

bias + sum of weight x cue value. The weights of the cues of running text started from a fit (logistic regression, L2)
on one half of a set of composite pages; they are rounded, and a few (`full_date`, `caption`, the bias) were moved by
hand. Those of headings are set by hand altogether, because no set of aggregator pages with known seams exists.
The trees of `trees.py` are learned on top of this sum: they correct it where they have seen better.
"""

from itertools import repeat

from tasks.detect_segments.page import Values

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
    "after_questions": 1.0,
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
    "closing": ("closing_before", "after_questions"),
}
_STRONG = {"words": 2.2, "names": 0.9, "opening": 0.8, "heading": 0.8, "closing": 0.7}
_KINDS_NEEDED = 2
_WEAK = -1.0


def added_by(values: Values) -> Values:
    """Return what each cue adds to the score of a gap with these cue values."""
    return {name: WEIGHTS[name] * value for name, value in values.items()}


def additive_score(added: Values) -> float:
    """Return the sum, held below 0 unless signs of two kinds are strong."""
    score = BIAS + sum(added.values())
    return score if score <= _WEAK or _strong_kinds(added) >= _KINDS_NEEDED else _WEAK


def _strong_kinds(added: Values) -> int:
    return sum(sum(map(added.get, names, repeat(0.0))) >= _STRONG[kind] for kind, names in KINDS.items())
