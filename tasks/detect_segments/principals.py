"""Whom a segment is about: its people joined over their spellings, with role, country, weight and evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.segments import Cue, Principal
from tasks.detect_segments.agents import Place, Sides, find_agents
from tasks.detect_segments.bearers import group_people
from tasks.detect_segments.page import Passage
from tasks.detect_segments.prominence import Scene, Told, is_credit, read_scene, values, weigh
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.names import Name, may_be_family
from tasks.shared.places import look_up
from tasks.shared.text import bare

__all__ = ["Actor", "Told", "as_principal", "by_prominence", "find_actors"]

_PROMINENT_MENTIONS = 3
_MOST_AGENTS = 2
_MOST_EVIDENCE = 3
_MOST_INTRODUCTIONS = 4
_FAR = 1_000_000


class Actor(NamedTuple):
    """A person or body of one segment: its most usual full `name`, and where it is `told`.

    `weight` is the prominence, the sum of `cues`; `agent` is the rank as a side of the main event (0 first), None for
    others; `heading` tells that a heading or the headline names the actor; `first` is the first mention in running
    text; `likely` tells a person (or body) from two capitalised words that may be anything ("Sutherland Springs").
    """

    name: Name
    told: tuple[Told, ...]
    weight: float
    agent: int | None
    heading: bool
    first: Place
    likely: bool = True
    cues: tuple[Cue, ...] = ()

    @property
    def is_body(self) -> bool:
        """Whether the actor is an organisation."""
        return self.told[0][1].body

    @property
    def prominent(self) -> bool:
        """Whether the actor carries the story: a side of its event, in a heading, or named three times."""
        return self.likely and (self.agent is not None or self.heading or len(self.told) >= _PROMINENT_MENTIONS)


def find_actors(passages: Sequence[Passage], headline: str = "") -> list[Actor]:
    """Return the people and bodies of a segment: the sides of its event first, then by prominence."""
    told = [(place, m) for place, passage in enumerate(passages) if not is_credit(passage) for m in passage.mentions]
    people = group_people([(place, m) for place, m in told if not m.body])
    likely = {key: _is_likely(mentions) for key, mentions in people.items()}
    sides = find_agents(passages)
    agents = _agents(sides, {key: mentions for key, mentions in people.items() if likely[key]})
    scene = read_scene(passages, headline, outright=sides.outright)
    actors = [_actor(mentions, agents.get(key), scene, likely=likely[key]) for key, mentions in people.items()]
    actors += [_actor(mentions, None, scene, likely=True) for mentions in _bodies(told)]
    return sorted(actors, key=lambda a: (a.agent is None, a.agent or 0, not a.likely, -a.weight, a.first))


def _bodies(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Group the mentions of bodies by their key."""
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for place, mention in told:
        if mention.body:
            groups[mention.name.key].append((place, mention))
    yield from groups.values()


def by_prominence(actors: Sequence[Actor]) -> list[Actor]:
    """Return the actors of a segment as its principals: the most prominent first."""
    return sorted(actors, key=lambda a: (-a.weight, a.first))


def _is_likely(told: list[Told]) -> bool:
    """Tell whether something said with a name shows that it is a person's.

    A title, an age, a known first name, an East Asian family name first, or the surname alone elsewhere.
    """
    names = [m.name for _, m in told]
    return (
        any(m.title or m.body or m.aged or not m.full for _, m in told)
        or any(bare(name.text.split()[0]) in GIVEN_NAMES for name in names)
        or any(may_be_family(name.family) for name in names)
    )


def _agents(sides: Sides, groups: dict[str, list[Told]]) -> dict[str, int]:
    """Return the rank of the first two different people who are sides of the main event, by their keys."""
    owner = {(place, m.at): key for key, told in groups.items() for place, m in told}
    found = list(dict.fromkeys(owner[place] for place in sides.places if place in owner))
    return {key: rank for rank, key in enumerate(found[:_MOST_AGENTS])}


def _actor(told: list[Told], agent: int | None, scene: Scene, *, likely: bool) -> Actor:
    name = _usual_name(told)
    found = values(name, told, scene, agent=agent, likely=likely)
    cues = weigh(found)
    return Actor(
        name=name,
        told=tuple(told),
        weight=round(sum(cue.weight for cue in cues), 3),
        agent=agent,
        heading=bool(found["heading"] or found["headline"]),
        first=min(((place, m.at) for place, m in told if place not in scene.headings), default=(_FAR, 0)),
        likely=likely,
        cues=cues,
    )


def _usual_name(told: list[Told]) -> Name:
    full = [m.name for _, m in told if m.full] or [told[0][1].name]
    return Counter(full).most_common(1)[0][0]


def as_principal(actor: Actor, passages: Sequence[Passage]) -> Principal:
    """Return the actor as it is recorded; the sentences that name it in full are its evidence."""
    titles = Counter(m.title for _, m in actor.told if m.title)
    spellings = dict.fromkeys(m.name.text for _, m in actor.told if m.full)
    said_of = _apposition(actor, passages)
    return Principal(
        name=actor.name.text,
        key=actor.name.key,
        role=titles.most_common(1)[0][0] if titles else _role_in(said_of),
        country=next((m.country for _, m in actor.told if m.country), None) or _country_in(said_of),
        aliases=tuple(spelling for spelling in spellings if spelling != actor.name.text),
        mentions=len(actor.told),
        evidence=_evidence(actor, passages),
        cues=actor.cues,
        organisation=actor.is_body,
    )


def _evidence(actor: Actor, passages: Sequence[Passage]) -> tuple[str, ...]:
    ordered = sorted(actor.told, key=lambda told: not told[1].full)
    places = list(dict.fromkeys((place, mention.sentence) for place, mention in ordered))
    return tuple(passages[place].quote(sentence) for place, sentence in places[:_MOST_EVIDENCE])


_APPOSITION = re.compile(r",\s(?:an?|the)\s([^.;:()]{3,90})")
_ROLE_ENDS = re.compile(r",|\s(?:within|with|to|who|whose|of|from|in|at|for|and|that|on)\b")
_WORD = re.compile(r"[\w.-]+")
_EXPERT = re.compile(r"\b(?:specialist|expert|analyst|scholar|researcher|correspondent)\b")


def _apposition(actor: Actor, passages: Sequence[Passage]) -> str:
    """Return what a text says of a person right after the full name: "Toshihiro Nikai, a key figure within …"."""
    if actor.is_body:
        return ""
    for place, mention in [told for told in actor.told if told[1].full][:_MOST_INTRODUCTIONS]:
        _, named, rest = passages[place].sentences[mention.sentence].partition(mention.name.text)
        match = _APPOSITION.match(rest) if named else None
        if match:
            return match.group(1)
    return ""


def _role_in(said: str) -> str | None:
    return _ROLE_ENDS.split(said)[0].strip() or None


def _country_in(said: str) -> str | None:
    """Return the first country named in a description, in any case ("a prominent south Korean politician").

    The country that somebody is an expert on says nothing.
    """
    if _EXPERT.search(said):
        return None
    found = [word.rstrip(".-") for word in _WORD.findall(said)]
    pairs = [" ".join(found[i : i + 2]) for i in range(len(found) - 1)]
    places = [look_up(name) for pair, word in zip([*pairs, ""], found, strict=False) for name in (pair, word)]
    return next((place.country for place in places if place is not None and place.country), None)
