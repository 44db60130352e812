"""The label of a story: its two principals, else "Musk verdict", else "Coimbra flood", else words of the headline."""

import re
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from tasks.detect_segments.agents import main_event
from tasks.detect_segments.principals import Actor
from tasks.shared.text import STOP_WORDS, bare, word_set, words

_HAPPENINGS = word_set(
    """
    accident avalanche blast blaze bombing crash cyclone death drought earthquake election eruption
    explosion fire flood heatwave hurricane impeachment killing landslide lawsuit massacre murder outbreak
    pandemic poll protest quake referendum riot robbery shooting shutdown storm strike summit tariff tornado
    trial tsunami typhoon verdict vote wildfire
    """
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_HEADLINE_WORDS = 3
_LONGEST = 60
_SHORTEST_TOPIC = 4


def make_slug(actors: Sequence[Actor], place: str | None, headline: str, texts: Sequence[str]) -> str:
    """Return the slug of a story whose `actors` come principals first; equal input gives an equal slug.

    Two principals stand in the order of their first mention in running text; `texts` is that text, lead first.
    """
    lead = texts[0]
    carriers = [actor for actor in actors if actor.prominent]
    pair = _first_two(carriers)
    if len(pair) > 1:
        return "–".join(actor.name.family for actor in sorted(pair, key=lambda actor: actor.first))  # noqa: RUF001 - the slug's dash
    event = _happening(headline) or _happening(lead)
    if pair:
        return f"{pair[0].name.family} {event or main_event([headline, lead]) or _topic(actors, texts)}".strip()[
            :_LONGEST
        ]
    if place and event:
        return f"{place} {event}"
    return _first_words(headline or lead)


def _first_two(carriers: list[Actor]) -> list[Actor]:
    """Return the first two people of different family names (Kim and Kim would label nothing), else the first actor."""
    pair: list[Actor] = carriers[:1]
    others = (actor for actor in carriers[1:] if not actor.is_body)
    return pair + [actor for actor in others if actor.name.family_key != pair[0].name.family_key][:1]


def _happening(text: str) -> str | None:
    told = (word.casefold() for word in _WORD.findall(text))
    singular = (word if word in _HAPPENINGS else word.removesuffix("s") for word in told)
    return next((word for word in singular if word in _HAPPENINGS), None)


def _topic(actors: Sequence[Actor], texts: Sequence[str]) -> str:
    """Return the word that most of `texts` share, no name and no word of grammar; "" when none is in two of them."""
    names = {bare(part) for actor in actors for part in actor.name.text.split()}
    found = Counter(word for text in texts for word in dict.fromkeys(words(text)) if _is_topic(word, names))
    word, count = max(found.items(), key=itemgetter(1), default=("", 0))
    return word if count > 1 else ""


def _is_topic(word: str, names: set[str]) -> bool:
    return len(word) >= _SHORTEST_TOPIC and word.isalpha() and word not in STOP_WORDS and bare(word) not in names


def _first_words(text: str) -> str:
    carrying = [word for word in _WORD.findall(text) if bare(word) not in STOP_WORDS]
    return " ".join(carrying[:_HEADLINE_WORDS])[:_LONGEST] or "untitled"
