"""The cues of a gap: independent signs that another story starts there, or that it does not.

Every cue has a value, most between 0 and 1; what a cue weighs stands in `seams.py`.
"""

import math
from collections.abc import Sequence

from schemas.blocks import BlockKind
from tasks.detect_segments.actors import Cast, People
from tasks.detect_segments.agents import main_event
from tasks.detect_segments.cohesion import is_valley, overlap, straddling, straddling_near
from tasks.detect_segments.page import Page, Passage, Values, heading_key
from tasks.detect_segments.reading import Form, Reading, is_stamp

_NEAR, _WIDER = 5, 9
_CAST_REACH = 5
_LEAD_REACH = 4
_FULL_SIDE = 100
_HALF_SIDE = 50
_FEW_HEADLINES = 2
_TWO = 2
_MOST_ROOM = 2.0  # from about 320 words a side on, longer sides say nothing more
_CLOSING_SIZE = 20
_SENTENCE = 6
_BELOW_QUESTIONS = 3


def read_cues(page: Page, reading: Reading) -> list[Values]:
    """Return the cue values of every gap of a span; entry i belongs to the gap before passage i, entry 0 is empty."""
    span = reading.passages
    cohesion = _cohesion(reading)
    people = People(span)
    rarity = _rarity(reading.forms)
    words_before, total = 0, sum(passage.size for passage in span)
    found: list[Values] = [{}]
    for gap in range(1, len(span)):
        words_before += span[gap - 1].size
        cast = people.cast_at(gap, _CAST_REACH)
        values = {name: series[gap] for name, series in cohesion.items()}
        values |= _sides(words_before, total - words_before) | _people(cast)
        values |= _opening(reading, gap, rarity)
        values |= _heading(page, reading, gap, cast)
        found.append(values)
    return found


def _cohesion(reading: Reading) -> dict[str, list[float]]:
    terms = reading.terms
    sizes = [p.size for p in reading.passages]
    whole = straddling(terms, sizes)
    near, wider = straddling_near(terms, sizes, _NEAR), straddling_near(terms, sizes, _WIDER)
    words = [(2 * a + 2 * b + c) / 5 for a, b, c in zip(near, wider, whole, strict=True)]
    names, shared = straddling_near(reading.proper, sizes, _NEAR + 1), overlap(reading.names.bags, _NEAR - 1)
    both = [5 * a + 2 * b + c for a, b, c in zip(words, names, shared, strict=True)]
    return {
        "words_part": [1 - value for value in words],
        "names_part": [1 - value for value in names],
        "names_new": [1 - value for value in shared],
        "valley": _valleys(whole),
        "deep_valley": _valleys(both),
    }


def _valleys(values: list[float]) -> list[float]:
    return [0.0, *(float(is_valley(values, gap)) for gap in range(1, len(values)))]


def _sides(before: int, after: int) -> Values:
    short = max(0.0, 1 - before / _FULL_SIDE) + max(0.0, 1 - after / _FULL_SIDE)
    return {"short_side": short, "room": min(_MOST_ROOM, math.log1p(min(before, after) / _HALF_SIDE))}


def _people(cast: Cast) -> Values:
    return {
        "newcomers": min(_TWO, cast.new) / _TWO if not cast.known else 0.0,
        "told_again": min(_TWO, cast.again) / _TWO,
        "bare_surname": min(3, cast.leaning) / 3,
    }


def _rarity(forms: Sequence[Form]) -> float:
    """Return what a headline is worth: 1 on a page with few of them, less where every section has a heading."""
    headlines = sum([form.headline for form in forms])
    return min(1.0, _FEW_HEADLINES / headlines) if headlines else 1.0


def _opening(reading: Reading, gap: int, rarity: float) -> Values:
    forms = reading.forms
    here, before, lead = forms[gap], forms[gap - 1], forms[lead_place(forms, reading.passages, gap)]
    stamped = here.headline and gap + 1 < len(forms) and forms[gap + 1].stamp
    return {
        **lead.lead,
        "stamp": float(here.stamp or stamped),
        "headline": rarity * here.headline,
        "titled": float(lead.titled),
        "under_headline": float(before.headline),
        "under_stamp": float(before.stamp),
        "closing_before": float(before.closing),
        "caption": float(here.caption),
        "closes_here": float(here.closing and reading.passages[gap].size < _CLOSING_SIZE),
    }


def lead_place(forms: Sequence[Form], span: Sequence[Passage], gap: int) -> int:
    """Return where the first running text at or after `gap` stands, past headings and stamps."""
    for place in range(gap, min(gap + _LEAD_REACH, len(forms))):
        if not span[place].is_heading and not forms[place].stamp:
            return place
    return gap


def lead_of(span: Sequence[Passage], gap: int) -> Passage:
    """Return the first running text at or after `gap`, past headings and stamps."""
    for passage in span[gap : gap + _LEAD_REACH]:
        if not passage.is_heading and not is_stamp(passage):
            return passage
    return span[gap]


def _heading(page: Page, reading: Reading, gap: int, cast: Cast) -> Values:
    """Return the cues that only a page with headings has; see `seams.WEIGHTS` for what they mean."""
    other = {"other_bearer": float(cast.other > 0)}
    if not page.sectioned:
        return other
    span = reading.passages
    here, before = span[gap], span[gap - 1]
    lead = reading.forms[lead_place(reading.forms, span, gap)].lead
    headline = _names_event(here) if here.is_heading else 0.0
    return other | {
        "under_heading": float(before.is_heading),
        "inside_section": float(not here.is_heading),
        "section_heading": float(here.is_heading and not headline),
        "names_event": headline,
        "heading_dateline": here.is_heading * lead["dateline"],
        "listed_headline": float(bool(headline) and heading_key(here.text) in page.listed),
        "after_questions": float(_after_questions(page, span, gap)),
        "heading_pair": float(here.is_heading and gap + 1 < len(span) and span[gap + 1].is_heading),
        "heading_mismatch": float(headline == 1.0 and _mismatch(span, gap)),
    }


def _names_event(passage: Passage) -> float:
    """Return 1 for a heading that says what two people do, 1/2 if it only names two in a sentence, else 0.

    A numbered heading is an entry of a list, whoever it names.
    """
    if len({m.name.family_key for m in passage.mentions if not m.body}) < _TWO or passage.text[:1].isdigit():
        return 0.0
    if main_event([passage.text]):
        return 1.0
    return 0.5 if passage.size >= _SENTENCE else 0.0


def _after_questions(page: Page, span: Sequence[Passage], gap: int) -> bool:
    """Tell whether questions and answers, as stand below a report, lie right before a heading, or almost so."""
    if not span[gap].is_heading:
        return False
    above = page.passages[span[max(0, gap - _BELOW_QUESTIONS)].block.index + 1 : span[gap].block.index]
    return any(passage.block.kind is BlockKind.FAQ for passage in above)


def _mismatch(span: Sequence[Passage], gap: int) -> bool:
    """Tell whether the text under a heading introduces people in full of whom the heading knows only some."""
    promised = {m.name.family_key for m in span[gap].mentions if not m.body}
    lead = lead_of(span, gap)
    first = {m.name.family_key for m in lead.mentions if m.full and not m.body and m.sentence == 0}
    return bool(first - promised) and bool(promised - first)
