"""Words of a sentence as the search for names needs them: with capitals, joints and possessives."""

import re
from typing import NamedTuple

from tasks.shared.text import bare, word_set

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['\u2019\u2018`-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019\u2018`]s?$")
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_DOTTED = word_set("dr mr mrs ms sen rep gov gen lt col sgt capt adm rev prof st jr")
_MOST_TOKENS = 2000
_HEADLINE_SHARE = 0.6
_LONGEST_HEADLINE = 25


class Token(NamedTuple):
    """A word without possessive ending; `joined` words may continue a name, one that `ends_run` may not go on."""

    text: str
    folded: str
    capital: bool
    joined: bool
    ends_run: bool


class Sentence(NamedTuple):
    """The words of a sentence; `cased` like a headline its capitals say nothing."""

    tokens: list[Token]
    cased: bool


def read_tokens(sentence: str) -> list[Token]:
    """Split a sentence into its words (the first 2,000 of them)."""
    found: list[Token] = []
    reach = -1
    for match in _TOKEN.finditer(sentence):
        raw = match.group()
        text = _POSSESSIVE.sub("", raw) or raw
        gap = sentence[max(reach, 0) : match.start()]
        dotted = gap == ". " and bool(found) and (len(found[-1].text) == 1 or found[-1].folded in _DOTTED)
        found.append(Token(text, bare(text), text[:1].isupper(), gap == " " or dotted, text != raw))
        reach = match.end()
        if len(found) == _MOST_TOKENS:
            break
    return found


def is_headline_cased(text: str) -> bool:
    """Tell whether most longer words of a short `text` are capitalised, so that capitals say nothing about names.

    A sentence, or a lead of 30 words, may be as full of capitals as a headline, but there they are names.
    """
    if text.rstrip("\"'\u2019\u201d)").endswith("."):
        return False
    longer = _LONGER_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in longer)
    return 1 < len(longer) < _LONGEST_HEADLINE and capitals > _HEADLINE_SHARE * len(longer)
