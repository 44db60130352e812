"""The label of a story: "Lee–Ishiba", else "Coimbra flood", "Musk verdict", else nouns of the headline."""  # noqa: RUF002 - the slug's dash

import re
from collections import Counter
from collections.abc import Sequence

from tasks.detect_segments.agents import EVENTS, main_event
from tasks.detect_segments.principals import Actor
from tasks.shared.bodies import initials
from tasks.shared.parts import is_verb
from tasks.shared.places import COUNTRY, look_up
from tasks.shared.text import STOP_WORDS, bare, word_set

# They strike places, not people: "Coimbra flood" says more than the names of those who speak of it.
_DISASTERS = word_set(
    """
    avalanche blast blaze crash cyclone drought earthquake eruption explosion fire flood flooding heatwave hurricane
    landslide outbreak pandemic quake storm tornado tsunami typhoon wildfire derailment collapse blackout
    """
)
_HAPPENINGS = _DISASTERS | word_set(
    """
    accident ban bill bombing boycott budget ceasefire coup election evacuation hearing impeachment inquest inquiry
    killing lawsuit massacre merger murder poll primary probe protest referendum rally riot robbery ruling sanctions
    shooting shutdown stampede strike summit tariff trial verdict vote walkout warning
    """
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
# A noun shows by what stands around it: "the dam of", "a planet that". Bounded, and read once from left to right.
_NOUN = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|our|new|of|for|first|two|three)\s([a-z]{3,20})"
    r"(?=[.,;:]|\s(?:of|in|on|at|for|to|is|was|were|are|has|have|had|will|would|could|that|which|who|and|by|from|with|"
    r"after|before|as|said|over|into)\b)"
)
_SAYS_NOTHING = word_set(
    """
    man men woman women people person boy girl year years day days week month time times part way ways city town
    country state nation world number group thing things end start move case fact point kind lot rest news report
    reports story statement letter official officials government left right one ones use work lead name major minor
    president judge lawyer appeals
    """
)
# They stand for who works there.
_METONYMS = frozenset({"white house", "kremlin", "downing street"})
# The genre is the desk's word, not the story's.
_LABEL = re.compile(
    r"^(?:opinion|analysis|comment|editorial|explainer|explained|exclusive|breaking|live|live blog|video|watch|"
    r"update|updated|review|interview|profile|obituary|podcast|fact check|in pictures)\s?[:|\u2013\u2014-]\s",
    re.IGNORECASE,
)
# "Aalborg 31, Flensburg 30", "Kiel 2-1 Kolding": the sides of a match, in a headline that says nothing else.
_SIDE = r"([A-Z][\w.'\u2019-]{1,30}(?:\s[A-Z][\w.'\u2019-]{1,30}){0,2})"
_RESULT = re.compile(
    rf"{_SIDE}\s\d{{1,3}}(?:,|\s?[-\u2013:])?\s{_SIDE}\s\d{{1,3}}"
    rf"|{_SIDE}\s\d{{1,3}}\s?[-\u2013:]\s?\d{{1,3}}\s{_SIDE}"
)
_READ = 6000
_HEADLINE_WORDS = 3
_LONGEST = 60
_FIRST_WEIGHT, _LEAD_WEIGHT, _SECOND_WEIGHT, _SECOND_SHARE = 2.2, 2.9, 2.4, 0.5
_MOST_LETTERS = 2
_BODY_WEIGHT, _BODY_LEAD = 3.0, 1.5
_FEWEST_TOLD = 2


def make_slug(actors: Sequence[Actor], place: str | None, headline: str, texts: Sequence[str]) -> str:
    """Return the slug of a story whose `actors` come principals first; equal input gives an equal slug.

    Two principals stand in the order of their first mention in running text; `texts` is that text, lead first.
    """
    first = texts[0]
    headline = _LABEL.sub("", headline)
    match = _RESULT.fullmatch(headline.strip())
    if match:
        return "–".join(side for side in match.groups() if side)  # noqa: RUF001 - the slug's dash
    happening = _happening(headline) or _happening(first)
    pair = _pair(actors)
    told_place = place if place and (bare(place) in bare(headline) or not _is_country(place)) else None
    if told_place and happening in _DISASTERS and not any(actor.heading for actor in pair):
        return f"{told_place} {happening}"
    if len(pair) > 1:
        return "–".join(_label(actor) for actor in sorted(pair, key=lambda actor: actor.first))  # noqa: RUF001 - the slug's dash
    topics = _topics(headline, texts, {bare(part) for actor in actors for part in actor.name.text.split()})
    event = happening or main_event([headline]) or _deed(first)
    where = told_place if told_place and (event or bare(told_place) in bare(headline)) else None
    subject = _label(pair[0]) if pair else where
    told = event or next(iter(topics), "")
    if subject and told:
        return f"{subject} {told}"[:_LONGEST]
    return subject or _phrase(headline or first, topics)


def _is_country(place: str) -> bool:
    known = look_up(place)
    return known is not None and known.kind == COUNTRY


def _label(actor: Actor) -> str:
    """Return the family name, or a body's name, by its initials when it is long: "FBI"."""
    name = actor.name
    short = initials(name).upper()
    return short if actor.is_body and len(short) > _MOST_LETTERS else name.family


def _deed(text: str) -> str | None:
    """Return the event that the first verb of `text` tells, if it is of the news: "sued"."""
    return next((EVENTS[word] for word in _WORD.findall(text.casefold()) if word in EVENTS and is_verb(word)), None)


def _pair(actors: Sequence[Actor]) -> list[Actor]:
    """Return the two whom the story is about, of different names: Kim and Kim would label nothing.

    People first, the sides of the main event before others; a body where there is no second person, or one that is
    much less told of.
    """
    likely = [actor for actor in actors if actor.likely and not actor.is_body]
    people = [actor for actor in likely if actor.weight >= _FIRST_WEIGHT and _carries(actor)]
    people = people or [actor for actor in likely if actor.weight >= _LEAD_WEIGHT]
    bodies = [actor for actor in actors if actor.is_body and actor.weight >= _BODY_WEIGHT and _is_sure(actor)]
    bodies.sort(key=lambda actor: (-actor.weight, actor.first))
    pair = people[:1] or bodies[:1]
    if not pair:
        return []
    enough = max(_SECOND_WEIGHT, _SECOND_SHARE * pair[0].weight)
    seconds = [actor for actor in likely if actor.weight >= enough and _differ(actor, pair[0])]
    others = [body for body in bodies if _differ(body, pair[0]) and len(body.told) >= _FEWEST_TOLD]
    others = [body for body in others if bare(body.name.text) not in _METONYMS]
    if others and (not seconds or (seconds[0].agent is None and others[0].weight > seconds[0].weight + _BODY_LEAD)):
        return [*pair, others[0]]
    return pair + seconds[:1]


def _carries(actor: Actor) -> bool:
    return actor.agent is not None or actor.heading or len(actor.told) >= _FEWEST_TOLD


def _is_sure(body: Actor) -> bool:
    """Tell whether a body is known for one: a word that is only used as a name must be in the headline."""
    return body.heading or all(cue.name != "thing" for cue in body.cues)


def _differ(one: Actor, other: Actor) -> bool:
    return one.name.family_key != other.name.family_key


def _happening(text: str) -> str | None:
    told = (word.casefold() for word in _WORD.findall(text))
    singular = (word if word in _HAPPENINGS else word.removesuffix("s") for word in told)
    return next((word for word in singular if word in _HAPPENINGS), None)


def _topics(headline: str, texts: Sequence[str], names: set[str]) -> list[str]:
    """Return the nouns that tell the subject: those of the headline that the text uses as nouns, else its commonest."""
    said = _NOUN.findall("\n".join(texts)[:_READ])
    nouns = Counter(w for w in said if w not in STOP_WORDS and w not in names and w not in _SAYS_NOTHING)
    told = [word.casefold() for word in _WORD.findall(headline)]
    of_headline = [word for word in dict.fromkeys(told) if nouns[word] or nouns[word.removesuffix("s")]]
    common = [word for word, count in nouns.most_common(2) if count > 1]
    return sorted(of_headline, key=lambda word: -max(nouns[word], nouns[word.removesuffix("s")])) or common


def _phrase(text: str, topics: Sequence[str]) -> str:
    """Return the chief topic with the word right before it in `text`, else the words of `text` that are no verbs."""
    told = _WORD.findall(text)
    folded = [word.casefold() for word in told]
    if topics and topics[0] in folded:
        at = folded.index(topics[0])
        before = folded[at - 1] if at else "the"
        joined = before not in STOP_WORDS and not (before.endswith("s") and is_verb(before))
        return _capital(" ".join(told[at - 1 : at + 1] if joined else told[at : at + 1]))
    carrying = [word for word in told if bare(word) not in STOP_WORDS]
    nouns = [word for i, word in enumerate(carrying) if not i or not is_verb(word.casefold())]
    return _capital(" ".join(nouns[:_HEADLINE_WORDS])) or "untitled"


def _capital(phrase: str) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}"[:_LONGEST]
