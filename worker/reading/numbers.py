"""Numbers with what they count, as readers remember them: "12 people", "$3 billion", "40 percent"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.shared.text import STOP_WORDS, readable, sentences, stem, word_set

MOST_SENTENCES = 200
MOST_TOKENS = 120
REACH = 3

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\S")
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
_MONEY = {"$": "$", "\u20ac": "\u20ac", "\xa3": "\xa3"}
_PERCENT = word_set("% percent pct")
_PLURAL = word_set("people men women children police troops dead")
# Every story has its hours and miles; and "10 things" are no news.
_NO_NOUN = word_set(
    """
    days hours minutes seconds weeks months years times points things ways reasons is was has his its miles kilometers
    kilometres meters metres feet inches pounds degrees acres pages others
    """
)
_YEARS = range(1500, 2100)


class Number(NamedTuple):
    """A number: its value, the stem of what it counts (or a currency, or "percent"), as shown, and its sentence."""

    value: float
    unit: str
    shown: str
    sentence: str

    @property
    def key(self) -> tuple[float, str]:
        """What equal facts share."""
        return self.value, self.unit


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in order, that say what they count (of its first 200 sentences)."""
    told = sentences(readable(text))[:MOST_SENTENCES]
    return [number for sentence in told for number in numbers_in(sentence)]


def numbers_in(sentence: str) -> list[Number]:
    """Return the numbers of one sentence (of its first 120 words and signs)."""
    tokens = [match.group() for _, match in zip(range(MOST_TOKENS), _TOKEN.finditer(sentence), strict=False)]
    folded = [token.casefold() for token in tokens]
    found, at = [], 0
    while at < len(tokens):
        value, end = _value(folded, at)
        unit, last = _unit(folded, at, end) if end > at else ("", at)
        if unit:
            start = at - (at > 0 and tokens[at - 1] in _MONEY)
            found.append(Number(value, unit, _spelled(tokens[start:last]), sentence))
        at = max(end, at + 1)
    return found


def _value(folded: Sequence[str], at: int) -> tuple[float, int]:
    """Return the number at `at` and where it ends; it ends where it starts when there is none."""
    word = folded[at]
    if word[0].isascii() and word[0].isdigit():
        value = float(word.replace(",", ""))
    elif word in _WORDS:
        value = float(_WORDS[word])
    else:
        return 0.0, at
    end = at + 1
    while end < len(folded) and folded[end] in _SCALES:
        value, end = value * _SCALES[folded[end]], end + 1
    return value, end


def _unit(folded: Sequence[str], at: int, end: int) -> tuple[str, int]:
    """Return what the number `folded[at:end]` counts and where that ends; "" when it does not say."""
    if at and folded[at - 1] in _MONEY:
        return _MONEY[folded[at - 1]], end
    if folded[end : end + 1] and folded[end] in _PERCENT:
        return "percent", end + 1
    if folded[end : end + 2] == ["per", "cent"]:
        return "percent", end + 2
    if end == at + 1 and folded[at].isdigit() and int(folded[at]) in _YEARS:
        return "", end
    return _noun(folded, end)


def _noun(folded: Sequence[str], end: int) -> tuple[str, int]:
    for number, word in enumerate(folded[end : end + REACH], end + 1):
        if not word[0].isalpha() or word in _NO_NOUN or (word in STOP_WORDS and word not in _PLURAL):
            break
        if word in _PLURAL or (word.endswith("s") and not word.endswith("ss")):
            return stem(word), number
    return "", end


def _spelled(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace("$ ", "$").replace("\u20ac ", "\u20ac").replace("\xa3 ", "\xa3").replace(" %", "%")
