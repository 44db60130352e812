"""Whom a segment is about: its people joined over their spellings, with role, country, weight and evidence."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from schemas.segments import Principal
from tasks.detect_segments.agents import Place, find_agents
from tasks.detect_segments.page import Passage
from tasks.shared.mentions import Mention
from tasks.shared.name_tables import GIVEN_NAMES
from tasks.shared.names import Name, may_be_family, same_person
from tasks.shared.places import look_up
from tasks.shared.text import bare, readable

_LEAD_PASSAGES = 3
_HEADING_WEIGHT, _LEAD_WEIGHT = 3.0, 2.0
_PROMINENT_MENTIONS = 3
_MOST_AGENTS = 2
_MOST_EVIDENCE = 3
_MOST_SPELLINGS = 50
Told = tuple[int, Mention]


class Actor(NamedTuple):
    """A person of one segment: most usual full `name`, mentions as (passage place, mention), place in the order.

    `agent` is the rank as a side of the main event (0 first), None for others; `heading` tells that a heading names
    the person; `first` is the first mention in running text; `likely` tells a person (or body) from two capitalised
    words that may be anything ("Sutherland Springs").
    """

    name: Name
    told: tuple[Told, ...]
    weight: float
    agent: int | None
    heading: bool
    first: Place
    likely: bool = True

    @property
    def is_body(self) -> bool:
        """Whether the actor is an organisation."""
        return self.told[0][1].body

    @property
    def prominent(self) -> bool:
        """Whether the actor carries the story: a side of its event, in a heading, or named three times."""
        return self.likely and (self.agent is not None or self.heading or len(self.told) >= _PROMINENT_MENTIONS)


def find_actors(passages: Sequence[Passage]) -> list[Actor]:
    """Return the people of a segment, principals first: the sides of its event, then by weight.

    Weight = mentions + 3 if a heading names the person + 2 if one of the first three running passages does.
    A bare surname binds to the nearest bearer told in full before it inside the segment, else to the first after it;
    it never looks outside the segment.
    """
    groups = _persons([(place, m) for place, passage in enumerate(passages) for m in passage.mentions if not m.body])
    agents = _agents(passages, {key: told for key, told in groups.items() if _is_likely(told)})
    lead = {place for place, p in enumerate(passages) if not p.is_heading}
    lead = set(sorted(lead)[:_LEAD_PASSAGES])
    actors = [_actor(passages, key, told, agents, lead) for key, told in groups.items()]
    return sorted(actors, key=lambda a: (a.agent is None, a.agent or 0, not a.likely, -a.weight, a.first))


def find_bodies(passages: Sequence[Passage]) -> list[Actor]:
    """Return the organisations that a segment names at least twice, the most named first."""
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for place, passage in enumerate(passages):
        for mention in passage.mentions:
            if mention.body:
                groups[mention.name.key].append((place, mention))
    bodies = [_actor(passages, key, told, [], set()) for key, told in groups.items() if len(told) > 1]
    return sorted(bodies, key=lambda body: (-len(body.told), body.first))


def _is_likely(told: list[Told]) -> bool:
    """Tell whether something said with a name shows that it is a person's.

    A title, a known first name, an East Asian family name first, or the surname alone elsewhere.
    """
    names = [m.name for _, m in told]
    return (
        any(m.title or m.body or not m.full for _, m in told)
        or any(bare(name.text.split()[0]) in GIVEN_NAMES for name in names)
        or any(may_be_family(name.family) for name in names)
    )


def _persons(told: list[Told]) -> dict[str, list[Told]]:
    """Group mentions by person; the group's key is the key of the first full spelling, or the bare surname."""
    spellings: defaultdict[str, list[Name]] = defaultdict(list)
    bearers: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)
    for place, mention in told:
        if mention.full:
            known = spellings[mention.name.family_key]
            first = next((name for name in known if same_person(name, mention.name)), mention.name)
            if first is mention.name and len(known) < _MOST_SPELLINGS:
                known.append(first)
            bearers[mention.name.family_key].append(((place, mention.at), first.key))
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for place, mention in told:
        groups[_bearer((place, mention.at), mention, bearers.get(mention.name.family_key, []))].append((place, mention))
    return dict(groups)


def _bearer(here: Place, mention: Mention, bearers: list[tuple[Place, str]]) -> str:
    """Return whom a mention at `here` means, given the full mentions of its family name in order."""
    if not bearers:
        return mention.name.family_key
    return bearers[max(0, bisect_right(bearers, here, key=itemgetter(0)) - 1)][1]


def _agents(passages: Sequence[Passage], groups: dict[str, list[Told]]) -> list[str]:
    """Return the keys of the first two different people who are sides of the main event."""
    owner = {(place, m.at): key for key, told in groups.items() for place, m in told}
    return list(dict.fromkeys(owner[place] for place in find_agents(passages) if place in owner))[:_MOST_AGENTS]


def _actor(passages: Sequence[Passage], key: str, told: list[Told], agents: list[str], lead: set[int]) -> Actor:
    heading = any(passages[place].is_heading for place, _ in told)
    running = [(place, m.at) for place, m in told if not passages[place].is_heading]
    in_lead = any(place in lead for place, _ in told)
    return Actor(
        name=_usual_name(told),
        told=tuple(told),
        weight=len(told) + _HEADING_WEIGHT * heading + _LEAD_WEIGHT * in_lead,
        agent=agents.index(key) if key in agents else None,
        heading=heading,
        first=min(running, default=(len(passages), 0)),
        likely=_is_likely(told),
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
    for place, mention in actor.told:
        if mention.full:
            sentence = readable(passages[place].sentences[mention.sentence])
            _, named, rest = sentence.partition(mention.name.text)
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
