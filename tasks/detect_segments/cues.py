"""The cues of a gap: independent signs that another story starts there, or that it does not.

Every cue has a value, most between 0 and 1; what a cue weighs stands in `seams.py`.
"""

import math
from collections.abc import Sequence

from schemas.blocks import BlockKind
from tasks.detect_segments import openings
from tasks.detect_segments.actors import Cast, People
from tasks.detect_segments.agents import main_event
from tasks.detect_segments.cohesion import is_valley, overlap, straddling, straddling_near
from tasks.detect_segments.page import Page, Passage, heading_key

Values = dict[str, float]

_NEAR, _WIDER = 5, 9
_CAST_REACH = 5
_LEAD_REACH = 4
_FULL_SIDE = 100
_HALF_SIDE = 50
_FEW_HEADLINES = 2
_TWO = 2
_MOST_ROOM = 2.0  # from about 320 words a side on, longer sides say nothing more
_EARLY = 8
_CLOSING_SIZE = 20
_SENTENCE = 6
_BELOW_QUESTIONS = 3


def read_cues(page: Page, span: Sequence[Passage]) -> list[Values]:
    """Return the cue values of every gap of `span`; entry i belongs to the gap before passage i, entry 0 is empty."""
    cohesion = _cohesion(span)
    people = People(span)
    rarity = _rarity(span)
    words_before, total = 0, sum(passage.size for passage in span)
    found: list[Values] = [{}]
    for gap in range(1, len(span)):
        words_before += span[gap - 1].size
        cast = people.cast_at(gap, _CAST_REACH)
        values = {name: series[gap] for name, series in cohesion.items()}
        values |= _sides(words_before, total - words_before) | _people(cast)
        values |= _opening(span, gap, rarity) | _heading(page, span, gap, cast)
        found.append(values)
    return found


def _cohesion(span: Sequence[Passage]) -> dict[str, list[float]]:
    terms, proper = [p.terms for p in span], [p.proper for p in span]
    sizes = [p.size for p in span]
    whole = straddling(terms, sizes)
    near, wider = straddling_near(terms, sizes, _NEAR), straddling_near(terms, sizes, _WIDER)
    words = [(2 * a + 2 * b + c) / 5 for a, b, c in zip(near, wider, whole, strict=True)]
    names, shared = straddling_near(proper, sizes, _NEAR + 1), overlap(proper, _NEAR - 1)
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


def _rarity(span: Sequence[Passage]) -> float:
    """Return what a headline is worth: 1 on a page with few of them, less where every section has a heading."""
    headlines = sum(_looks_headline(passage) for passage in span)
    return min(1.0, _FEW_HEADLINES / headlines) if headlines else 1.0


def _looks_headline(passage: Passage) -> bool:
    return passage.is_heading or _reads_like_headline(passage)


def _reads_like_headline(passage: Passage) -> bool:
    return openings.is_headline(passage.text) and not _is_stamp(passage) and not openings.is_caption(passage.text)


def _is_stamp(passage: Passage) -> bool:
    return not passage.is_heading and not openings.is_caption(passage.text) and openings.is_stamp(passage.text)


def _opening(span: Sequence[Passage], gap: int, rarity: float) -> Values:
    here, before, lead = span[gap], span[gap - 1], lead_of(span, gap)
    first = lead.sentences[0] if lead.sentences else ""
    back = openings.leans_back(lead.text)
    return {
        "dateline": float(openings.has_dateline(lead.text)),
        "full_date": float(openings.tells_full_date(lead.text)),
        "lead_restart": float(openings.tells_when(first) and not back),
        "introduces": float(openings.introduces(lead.text)),
        "leans_back": float(back),
        "opens_with_quote": float(openings.opens_with_quote(lead.text)),
        "stamp": float(_is_stamp(here) or (_looks_headline(here) and gap + 1 < len(span) and _is_stamp(span[gap + 1]))),
        "headline": rarity * _looks_headline(here),
        "titled": float(any(m.title and m.sentence == 0 and m.at < _EARLY for m in lead.mentions)),
        "under_headline": float(_looks_headline(before)),
        "under_stamp": float(_is_stamp(before)),
        "closing_before": float(openings.is_closing(before.text)),
        "caption": float(openings.is_caption(here.text)),
        "closes_here": float(here.size < _CLOSING_SIZE and openings.is_closing(here.text)),
    }


def lead_of(span: Sequence[Passage], gap: int) -> Passage:
    """Return the first running text at or after `gap`, past headings and stamps."""
    for passage in span[gap : gap + _LEAD_REACH]:
        if not passage.is_heading and not _is_stamp(passage):
            return passage
    return span[gap]


def _heading(page: Page, span: Sequence[Passage], gap: int, cast: Cast) -> Values:
    """Return the cues that only a page with headings has; see `seams.WEIGHTS` for what they mean."""
    here, before = span[gap], span[gap - 1]
    other = {"other_bearer": float(cast.other > 0)}
    if not page.sectioned:
        return other
    headline = _names_event(here) if here.is_heading else 0.0
    return other | {
        "under_heading": float(before.is_heading),
        "inside_section": float(not here.is_heading),
        "section_heading": float(here.is_heading and not headline),
        "names_event": headline,
        "heading_dateline": float(here.is_heading and openings.has_dateline(lead_of(span, gap).text)),
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
