"""Words of a sentence as the search for names needs them: with capitals, joints and possessives."""

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.shared.text import STOP_WORDS, bare, word_set

_TOKEN = re.compile(r"((?:[A-Z]\.){2,}|[^\W_]+(?:['\u2019\u2018`-][^\W_]+)*)")
_APOSTROPHES = "'\u2019\u2018`"
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_DOTTED = word_set("dr mr mrs ms sen rep gov gen lt col sgt capt adm rev prof st jr")
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "az", "ul"})
_ENDING = 2  # "'s"
_MOST_TOKENS = 2000
_LONGEST_CACHED = 40  # a "word" of a hostile page may be of any length
_HEADLINE_SHARE = 0.6
_LONGEST_HEADLINE = 25
_MANY_CAPITALS = 5


class Token(NamedTuple):
    """A word without possessive ending.

    `joined` words may continue a name, one that `ends_run` may not go on; `slashed` ones follow a slash at once, as
    the agency in the credit of a picture does.
    """

    text: str
    folded: str
    capital: bool
    joined: bool
    ends_run: bool
    slashed: bool = False


class Sentence(NamedTuple):
    """The words of a sentence; `cased` like a headline its capitals say nothing."""

    tokens: list[Token]
    cased: bool


def read_tokens(sentence: str) -> list[Token]:
    """Split a sentence into its words (the first 2,000 of them)."""
    found: list[Token] = []
    pieces = _TOKEN.split(sentence, maxsplit=_MOST_TOKENS)  # what stands between the words, and the words, in turn
    pieces[0] = ""
    for gap, raw in zip(pieces[::2], pieces[1::2], strict=False):
        joined = gap == " " or (gap == ". " and (len(found[-1].text) == 1 or found[-1].folded in _DOTTED))
        read = _read_word if len(raw) < _LONGEST_CACHED else _word
        found.append(read(raw, joined, gap == "/"))
    return found


def _word(raw: str, joined: bool, slashed: bool) -> Token:
    text = raw[:-2] if raw[-2:-1] in _APOSTROPHES and raw[-1] in "sS" and len(raw) > _ENDING else raw
    capital = text[0].isupper() or (text[2:3] == "-" and _has_article(text))
    return Token(text, bare(text), capital, joined, text is not raw, slashed)


_read_word = lru_cache(maxsize=32768)(_word)


def _has_article(text: str) -> bool:
    """Tell whether a word has its capital after an Arabic article: "al-Assad"."""
    return text[3:4].isupper() and text[:2] in _ARTICLES


def is_headline_cased(text: str) -> bool:
    """Tell whether the words of a short `text` are capitalised for being a headline's, so that capitals say nothing.

    A sentence, or a lead of 30 words, may be as full of capitals as a headline, but there they are names: where a
    longer word without a capital stands that is no word of grammar, the capitals of the others mean something.
    """
    if text.rstrip("\"'\u2019\u201d)").endswith("."):
        return False
    longer = _LONGER_WORD.findall(text)
    if not 1 < len(longer) < _LONGEST_HEADLINE:
        return False
    capitals: int = sum(word[0].isupper() for word in longer)
    plain: int = sum(word.islower() and word not in STOP_WORDS for word in longer)
    return capitals > _HEADLINE_SHARE * len(longer) and plain <= capitals // _MANY_CAPITALS
