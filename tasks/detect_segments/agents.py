"""The two sides of a story's main event: who meets, visits, sues, attacks whom."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.detect_segments.page import Passage
from tasks.shared.mentions import Mention
from tasks.shared.name_tables import MODIFIERS, ROLES
from tasks.shared.tokens import Token, read_tokens

# Event word -> the event it tells. Nouns count too: "a meeting took place between X and Y".
EVENTS = {
    form: event
    for event, forms in {
        "meeting": "meet meets met meeting meetings talks summit summits hosted hosts welcomed greeted dialogue",
        "visit": "visit visits visited trip travels",
        "call": "phoned call called",
        "attack": "attack attacks attacked strike strikes bombed struck bombing",
        "shooting": "shot shooting gunned killed kills slain stabbed murdered",
        "arrest": "arrest arrests arrested detained captured",
        "charges": "charged indicted accused accuses sued sues sentenced convicted pleaded",
        "endorsement": "endorse endorses endorsed backs backed",
        "nomination": "nominate nominated nominates appointed appoints picked picks",
        "dismissal": "fired fires ousted dismissed sacked",
        "resignation": "resigned resigns resignation",
        "win": "defeated defeats beat beats won wins",
        "wedding": "married marries wedding engaged",
        "debate": "debate debated clashed confronted",
        "deal": "signed signs deal agreed agreement acquired buys",
        "death": "died dies death dead",
    }.items()
    for form in forms.split()
}
_LEAD_PASSAGES = 3
_REACH = 15
_MOST_AGENTS = 2
Place = tuple[int, int]


class Sides(NamedTuple):
    """Where the sides of the main event are named, as (passage place, word offset); `outright`: "between X and Y"."""

    places: list[Place]
    outright: bool


def find_agents(passages: Sequence[Passage]) -> Sides:
    """Return the sides of the main event, the surest first.

    Looked for in the first three running passages, sentence by sentence. "between X … and Y" says it outright and
    wins; else the person next before and next after the first event word of a sentence.
    """
    loose: list[Place] = []
    for place, mentions, tokens, offset in _lead_sentences(passages):
        event = next((i for i, token in enumerate(tokens) if token.folded in EVENTS), None)
        if event is None:
            continue
        pair = _between(mentions, tokens, offset, event)
        if pair:
            return Sides([(place, mention.at) for mention in pair], outright=True)
        loose += [(place, mention.at) for mention in _around(mentions, event + offset)]
    return Sides(loose, outright=False)


def _lead_sentences(passages: Sequence[Passage]) -> Iterator[tuple[int, list[Mention], list[Token], int]]:
    """Yield (passage place, people, words, offset of the first word) for each sentence of the lead."""
    lead = [(place, passage) for place, passage in enumerate(passages) if not passage.is_heading][:_LEAD_PASSAGES]
    for place, passage in lead:
        offset = 0
        for number, sentence in enumerate(passage.sentences):
            tokens = read_tokens(sentence)
            yield place, [m for m in passage.mentions if m.sentence == number and not m.body], tokens, offset
            offset += len(tokens)


def _between(mentions: list[Mention], tokens: list[Token], offset: int, event: int) -> tuple[Mention, Mention] | None:
    """Read "between X (with whatever is said of X) and Y": between "and" and Y stand only titles and countries.

    It must belong to the `event` itself: "X met Y before a summit between …" tells of another.
    """
    start = next((i for i, token in enumerate(tokens) if token.folded == "between" and i > event), None)
    if start is None or any(token.folded in EVENTS for token in tokens[event + 1 : start]):
        return None
    after = [m for m in mentions if m.at - offset > start]
    for other in after[1:]:
        at = other.at - offset - 1
        while at > 0 and _belongs_to_title(tokens[at]):
            at -= 1
        if tokens[at].folded == "and":
            return after[0], other
    return None


def _belongs_to_title(token: Token) -> bool:
    return token.capital or token.folded in ROLES or token.folded in MODIFIERS or token.folded in {"of", "the"}


def _around(mentions: list[Mention], event: int) -> list[Mention]:
    before = [m for m in mentions if event - _REACH <= m.at < event][-1:]
    after = [m for m in mentions if event < m.at <= event + _REACH][:1]
    return before + after


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # "Iran-backed" backs nobody


def all_events(texts: Sequence[str]) -> frozenset[str]:
    """Return every event that `texts` have a word for."""
    return frozenset(EVENTS[word] for text in texts for word in _WORD.findall(text.casefold()) if word in EVENTS)


def main_event(texts: Sequence[str]) -> str | None:
    """Return the event that `texts` (headline first, then the lead) tell, by the first event word."""
    for text in texts:
        found = next((EVENTS[word] for word in _WORD.findall(text.casefold()) if word in EVENTS), None)
        if found is not None:
            return found
    return None
