"""Numbers with what they count, as readers remember them: "12 people", "$3 billion", "40 percent"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.shared.numerals import NUMERALS
from tasks.shared.text import STOP_WORDS, readable, sentences, stem, word_set

MOST_SENTENCES = 200
MOST_TOKENS = 120
REACH = 3

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\S")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
_MONEY = frozenset("$\u20ac\xa3")
_PERCENT = word_set("% percent pct")
# What became of people counts the same however it is said: "12 dead", "killing 12", "12 people were killed".
_STATES = {
    form: state
    for state, forms in {
        "dead": "dead died deaths fatalities killed killing kill kills perished drowned",
        "injured": "injured injuries injuring hurt wounded wounding",
        "missing": "missing unaccounted",
        "arrested": "arrested arrests arresting detained",
    }.items()
    for form in forms.split()
}
_STATES_BEFORE = word_set("killed killing kill kills injured injuring wounded wounding arrested arresting")
_ANYBODY = word_set("people persons others more victims lives")
_LEADS_ON = word_set(
    "were are was have has had been be is at least than about some another least were people persons others"
)
_TO = word_set("to at of is was reached passed hit")
_PLURAL = word_set("people men women children police troops")
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
        unit, start, last = _counted(folded, at, end) if end > at else ("", at, at)
        if unit:
            found.append(Number(value, unit, _spelled(tokens[start:last]), sentence))
        at = max(end, at + 1)
    return found


def _counted(folded: Sequence[str], at: int, end: int) -> tuple[str, int, int]:
    """Return what the number `folded[at:end]` counts, and where the words that say so start and end."""
    unit, last = _unit(folded, at, end)
    if not unit or folded[last - 1] in _ANYBODY:
        state, start, last = _state(folded, at, max(end, last))
        unit, at = state or unit, start
    elif unit in _MONEY:
        at -= 1
    return unit, at, last


def _state(folded: Sequence[str], at: int, end: int) -> tuple[str, int, int]:
    """Return what became of the people that a number counts, by the words after or before it, "" for nothing."""
    for number, word in enumerate(folded[end : end + REACH + 1], end + 1):
        if word in _STATES:
            return _STATES[word], at, number
        if word not in _LEADS_ON:
            break
    before = next(
        (number for number in range(at - 1, max(-1, at - REACH - 2), -1) if folded[number] not in _LEADS_ON), at
    )
    if before < at and folded[before] in _STATES_BEFORE:
        return _STATES[folded[before]], before, end
    toll = folded[max(0, at - REACH - 2) : at]
    return ("dead", at - len(toll) + toll.index("toll"), end) if "toll" in toll and toll[-1] in _TO else ("", at, end)


def _value(folded: Sequence[str], at: int) -> tuple[float, int]:
    """Return the number at `at` and where it ends; it ends where it starts when there is none."""
    word = folded[at]
    if word[0].isascii() and word[0].isdigit():
        value = float(word.replace(",", ""))
    elif word in NUMERALS:
        value = float(NUMERALS[word])
    else:
        return 0.0, at
    end = at + 1
    while end < len(folded) and folded[end] in _SCALES:
        value, end = value * _SCALES[folded[end]], end + 1
    return value, end


def _unit(folded: Sequence[str], at: int, end: int) -> tuple[str, int]:
    """Return what the number `folded[at:end]` counts and where that ends; "" when it does not say."""
    if at and folded[at - 1] in _MONEY:
        return folded[at - 1], end
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
