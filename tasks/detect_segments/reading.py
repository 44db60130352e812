"""A page's running passages as read for its gaps: all that does not depend on where the page is cut."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tasks.detect_segments import openings
from tasks.detect_segments.bonds import read_cosines
from tasks.detect_segments.cohesion import returning
from tasks.detect_segments.hand import Hand
from tasks.detect_segments.namesakes import words_apart
from tasks.detect_segments.page import Passage, Values
from tasks.detect_segments.recurrence import Rarity, Recurrence, Rows, read_recurrence, weigh
from tasks.shared.text import stem

_DEFINITE = re.compile(r"\b[Tt](?:he|his|hat|hese|hose)\s([a-z]+)(?:\s([a-z]+))?")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[\"\u201c\u201d]")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them|its?)\b")
_OPENING = 260
_NO_LEVEL = 7
_EARLY = 8
SIDES = ("before", "here", "after")


class Form(NamedTuple):
    """What a passage looks like from outside, and `lead`: what it says when a part opens with it.

    `names` are the stems of its proper names, `known` those of each noun that it opens with as if it were known ("the
    bridge").
    """

    stamp: bool
    headline: bool
    caption: bool
    closing: bool
    lead: Values
    titled: bool
    names: tuple[str, ...]
    known: tuple[frozenset[str], ...]


class Reading(NamedTuple):
    """Consecutive passages, the first of them number `start` of the page, with what does not depend on the span.

    `words` and `names` tell where terms and proper names come again, `terms` and `proper` are those that come again
    within the span, `weights` what they weigh; `leads` tells how much each passage reads like a lead, `shapes` its
    shape by the side of a gap it stands on.
    """

    start: int
    passages: Sequence[Passage]
    words: Recurrence
    names: Recurrence
    terms: Sequence[frozenset[str]]
    proper: Sequence[frozenset[str]]
    cosines: Rows
    weights: Values
    leads: Sequence[float]
    shapes: Sequence[tuple[Values, ...]]
    forms: Sequence[Form]
    hand: Hand

    def within(self, start: int, end: int) -> "Reading":
        """Return the part from passage `start` up to `end`."""
        part = slice(start, end)
        return Reading(
            self.start + start,
            self.passages[part],
            self.words.within(start, end),
            self.names.within(start, end),
            returning(self.terms[part]),
            returning(self.proper[part]),
            self.cosines[part],
            self.weights,
            self.leads[part],
            self.shapes[part],
            self.forms[part],
            self.hand,
        )


def read_passages(
    passages: Sequence[Passage], rarity: Rarity, lead: Callable[[str], float], *, apart: bool = True
) -> Reading:
    """Read every passage by itself and with its neighbours, the words of namesakes `apart` unless they shall not be."""
    terms, proper = words_apart(passages) if apart else ([p.terms for p in passages], [p.proper for p in passages])
    words = read_recurrence(terms, rarity)
    return Reading(
        0,
        passages,
        words,
        read_recurrence(proper, rarity),
        returning(terms),
        returning(proper),
        read_cosines(words),
        weigh([*terms, *proper], rarity),
        [lead(p.text) for p in passages],
        [_shapes(p) for p in passages],
        [_form(p) for p in passages],
        Hand(passages),
    )


def _shapes(passage: Passage) -> tuple[Values, ...]:
    shape = _shape(passage)
    return tuple({f"{trait}_{side}": value for trait, value in shape.items()} for side in SIDES)


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
        "pronouns": min(5, len(_PRONOUN.findall(opening.lower()))),
        "capitals": sum(word.isupper() for word in opening.split()[:5]),
        "proper": min(12, len(passage.proper)),
        "full": sum(m.full and not m.body for m in first),
        "bare": sum(not m.full for m in first),
    }


def _form(passage: Passage) -> Form:
    text = passage.text
    first = passage.sentences[0] if passage.sentences else ""
    caption, stamp, back = openings.is_caption(text), is_stamp(passage), openings.leans_back(text)
    return Form(
        stamp=stamp,
        headline=passage.is_heading or (openings.is_headline(text) and not stamp and not caption),
        caption=caption,
        closing=openings.is_closing(text),
        lead={
            "dateline": float(openings.has_dateline(text)),
            "full_date": float(openings.tells_full_date(text)),
            "lead_restart": float(not back and openings.tells_when(first)),
            "introduces": float(openings.introduces(text)),
            "leans_back": float(back),
            "opens_with_quote": float(openings.opens_with_quote(text)),
        },
        titled=any(m.title and m.sentence == 0 and m.at < _EARLY for m in passage.mentions),
        names=tuple(map(stem, passage.proper)),
        known=tuple(frozenset(stem(word) for word in pair if word) for pair in _DEFINITE.findall(text[:_OPENING])),
    )


def is_stamp(passage: Passage) -> bool:
    """Tell whether a passage is a byline or a time stamp, as stand under a headline."""
    text = passage.text
    return not passage.is_heading and not openings.is_caption(text) and openings.is_stamp(text)
