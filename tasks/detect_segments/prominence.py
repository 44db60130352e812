"""How prominent somebody is in a segment: a sum of shown cues, learned on hand-labelled news.

What counts is what an editor looks at: who is named in the headline and the first sentence, how often and how evenly
through the text, who acts there and who is only quoted.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.segments import Cue
from tasks.detect_segments.openings import is_stamp
from tasks.detect_segments.page import Passage
from tasks.shared.bodies import body_name, initials, institution_at
from tasks.shared.body_tables import MEDIA_WORDS, PARTY_ADJECTIVES
from tasks.shared.mentions import Mention
from tasks.shared.names import Name, family_key
from tasks.shared.parts import Part
from tasks.shared.text import bare
from tasks.shared.tokens import Token, read_tokens

Told = tuple[int, Mention]

_LEAD_PASSAGES = 3
_LONGEST_HEADLINE = 300
_CREDIT_SIZE = 12
_FAR = 99
# Cue -> what it adds: learned once by logistic regression, rounded, and held by `benchmarks/principals.py`.
WEIGHTS = {
    "mentions": 0.7,
    "headline": 0.8,
    "heading": 0.5,
    "early": 1.5,
    "lead": 0.8,
    "acts": 0.1,
    "agent": 0.2,
    "side": 2.0,
    "says": -0.3,
    "unsure": -0.9,
    "body": -0.3,
    "thing": -0.4,
    "medium": -0.5,
    "setting": -1.0,
}


class Scene(NamedTuple):
    """What the actors of one segment share.

    Of the headline: its folded words, the family keys they may be, and the keys of the bodies it names. `lead` are the
    places of the first three running passages, `headings` those of headings; `running` numbers the running passages
    by their places; `outright` tells that the sides of the main event are told as such.
    """

    headline: frozenset[str]
    families: frozenset[str]
    bodies: frozenset[str]
    lead: frozenset[int]
    headings: frozenset[int]
    running: dict[int, int]
    outright: bool


def read_scene(passages: Sequence[Passage], headline: str, *, outright: bool) -> Scene:
    """Read what the prominence of every actor of a segment is measured by."""
    running = [place for place, passage in enumerate(passages) if not passage.is_heading and not is_credit(passage)]
    tokens = read_tokens(headline[:_LONGEST_HEADLINE])
    words = frozenset(token.folded for token in tokens)
    return Scene(
        headline=words,
        families=frozenset(family_key(part) for word in words for part in word.split("-")),
        bodies=frozenset(_bodies_named(tokens)),
        lead=frozenset(running[:_LEAD_PASSAGES]),
        headings=frozenset(place for place, passage in enumerate(passages) if passage.is_heading),
        running={place: number for number, place in enumerate(running)},
        outright=outright,
    )


def is_credit(passage: Passage) -> bool:
    """Tell whether a block only says who wrote or pictured the rest."""
    return not passage.is_heading and passage.size < _CREDIT_SIZE and is_stamp(passage.text)


def _bodies_named(tokens: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        length = institution_at(tokens, at, len(tokens))
        if length:
            yield body_name(" ".join(word.folded for word in tokens[at : at + length])).key
        elif token.folded in PARTY_ADJECTIVES:
            yield body_name(PARTY_ADJECTIVES[token.folded]).key


def values(name: Name, told: Sequence[Told], scene: Scene, *, agent: int | None, likely: bool) -> dict[str, float]:
    """Return the values of the cues of an actor.

    `agent` is the rank as a side of the main event; `likely` tells a person from any two capitalised words.
    """
    places = {place for place, _ in told}
    headline = _is_in_headline(name, told, scene)
    body = told[0][1].body
    words = set(bare(name.text).split())
    return {
        "mentions": math.log2(1 + len(told)),
        "headline": float(headline),
        "heading": float(not headline and bool(places & scene.headings)),
        "early": 1 / (1 + scene.running.get(min(places - scene.headings, default=-1), _FAR) / 2),
        "lead": float(bool(places & scene.lead)),
        "acts": math.log2(1 + sum(m.part is Part.ACTS for _, m in told)),
        "says": sum(m.part is Part.SAYS for _, m in told) / len(told),
        "agent": float(agent is not None and not scene.outright),
        "side": 1 / (1 + agent) if agent is not None and scene.outright else 0.0,
        "unsure": float(not likely),
        "body": float(body),
        "thing": float(body and " " not in name.text and not name.text.isupper()),
        "medium": float(body and bool(words & MEDIA_WORDS)),
        "setting": sum(m.setting and m.part is Part.NONE for _, m in told) / len(told),
    }


def _is_in_headline(name: Name, told: Sequence[Told], scene: Scene) -> bool:
    if not told[0][1].body:
        return family_key(name.family.rsplit(" ", 1)[-1]) in scene.families
    wanted = set(bare(name.text).split())
    return name.key in scene.bodies or wanted <= scene.headline or initials(name) in scene.headline


def weigh(found: dict[str, float]) -> tuple[Cue, ...]:
    """Return what each cue adds, the strongest first; those that add nothing are left out."""
    cues = [Cue(name=name, weight=round(WEIGHTS[name] * value, 3)) for name, value in found.items()]
    return tuple(sorted((cue for cue in cues if cue.weight), key=lambda cue: (-abs(cue.weight), cue.name)))
