"""Counts in a story's lead: the dead, the injured, "1,400 ferry workers", each as the range its words leave open.

Only what a sentence counts outright is taken: a sentence that looks back, ahead, or over many years may count another
event, and is passed over.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.detect_segments.page import Passage
from tasks.shared.dates import MONTHS, weekdays
from tasks.shared.numerals import NUMERALS
from tasks.shared.text import content_words, stem, word_set

_LEAD_PASSAGES = 5
_MOST_TOKENS = 80
_REACH = 7
_AND_REACH = 5
_MANY = 1e12
_ABOUT = 0.15
_PIECE = re.compile(r"[$\u20ac\xa3]|\d+(?:[.,:/-]\d+)*[^\W\d_]*|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|[^\w\s]")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_STATES = {
    form: state
    for state, forms in {
        "dead": "killed dead died drowned perished deaths fatalities killing kills kill claimed claiming toll",
        "injured": "injured wounded hurt hospitalized hospitalised injuries injuring wounding injures",
        "missing": "missing unaccounted",
        "arrested": "arrested detained arrests arresting detaining",
        "evacuated": "evacuated displaced homeless",
    }.items()
    for form in forms.split()
}
# "killed 12": these stand before the number; "12 were killed": any of the states behind it.
_BEFORE = word_set("killing killed kills claimed claiming injuring injured injures wounding wounded arrested arresting")
# "$12", "No. 12", "aged 12".
_NO_COUNT_BEHIND = frozenset({"$", "\u20ac", "\xa3", "#", "-", "/", "aged", "age", "no"})
_PEOPLE = word_set("people persons victims lives others more")
_BETWEEN = word_set(
    """
    were are have has had been was is who still remain remained also now confirmed reported believed dead left
    seriously badly critically being be
    """
)
_NO_UNIT = word_set(
    """
    days hours minutes seconds weeks months years times percent points miles kilometers kilometres feet meters metres
    children kids sons daughters siblings pages degrees others things ways reasons questions lines pounds inches acres
    reporters editions
    """
)
_IRREGULAR = ("children", "men", "police", "troops")
_ENDS_NOUN = word_set("and or in at on of by with when after as near from were was are dead during who that to outside")
_LOOKS_AWAY = re.compile(
    r"\b(?:last (?:year|month|week|decade)|(?:years?|months?|weeks?|decades?) (?:ago|earlier|later|before)|previously|"
    r"previous|earlier|since|histor\w+|record|decades?|annual|annually|(?:each|every|a|per) year|average|typical|could|"
    rf"would|might|may|if|feared|expected|initial|initially|revised|another|additional|also|total|in all|first|then|"
    rf"(?:in|last|since|of) (?:{'|'.join(MONTHS)}))\b",
    re.IGNORECASE,
)
_NEAR_DAY = re.compile(r"\b(?:yesterday|today)\b")
_AT_LEAST = ("at least", "no fewer than", "no less than", "as few as")
_OVER = ("more than", "over", "above", "upwards of")
_AT_MOST = ("up to", "at most", "no more than", "as many as")
_UNDER = ("fewer than", "less than", "under", "almost", "nearly", "close to")
_ROUGHLY = ("about", "around", "some", "roughly", "approximately", "estimated")


class Figure(NamedTuple):
    """A count: of what (`unit`), between `low` and `high`, as `shown`, in a sentence of a passage.

    `context` are the content words of the sentence without the unit, `days` the weekdays that it names, and "today".
    """

    unit: str
    low: float
    high: float
    shown: str
    passage: Passage
    sentence: int
    context: frozenset[str]
    days: frozenset[str]

    @property
    def is_state(self) -> bool:
        """Whether it counts what became of people, which needs no context to be compared."""
        return self.unit.partition(":")[0] in _STATES.values()

    def excludes(self, other: "Figure") -> bool:
        """Tell whether both cannot be right: the ranges are apart, and they are not said of two days."""
        if self.days and other.days and not self.days & other.days:
            return False
        return self.high < other.low or other.high < self.low


def find_figures(told: Sequence[Passage]) -> list[Figure]:
    """Return the counts of the first five passages of a story."""
    return [
        figure
        for passage in told[:_LEAD_PASSAGES]
        for number, sentence in enumerate(passage.sentences)
        if not _LOOKS_AWAY.search(sentence)
        for figure in _of_sentence(passage, number, sentence)
    ]


def _of_sentence(passage: Passage, number: int, sentence: str) -> Iterator[Figure]:
    pieces = _PIECE.findall(sentence)[:_MOST_TOKENS]
    folded = [piece.casefold() for piece in pieces]
    if any(_YEAR.fullmatch(piece) for piece in pieces):
        return
    context = frozenset(content_words(sentence))
    days = weekdays(sentence) | frozenset(_NEAR_DAY.findall(sentence.casefold()))
    for at in range(len(folded)):
        value, end = _value(folded, at)
        unit = _unit(folded, at, end) if value and not _goes_on(folded, end) else None
        if unit:
            low, high, start = _range(folded, at, value)
            shown = " ".join(pieces[start:end])
            yield Figure(unit, low, high, shown, passage, number, context - {stem(unit.rpartition(":")[2])}, days)


def _value(folded: Sequence[str], at: int) -> tuple[float, int]:
    """Return the number at `at`, 0 if there is none, and where it ends."""
    word = folded[at]
    before = folded[at - 1] if at else ""
    numbered = before == "." and folded[at - 2 : at - 1] == ["no"]
    if _DIGITS.fullmatch(word) and not numbered and before not in _NO_COUNT_BEHIND:
        value = float(word.replace(",", ""))
    elif word in NUMERALS:
        value = float(NUMERALS[word])
    else:
        return 0, at
    end = at + 1
    while end < len(folded) and folded[end] in _SCALES:
        value, end = value * _SCALES[folded[end]], end + 1
    return value, end


def _goes_on(folded: Sequence[str], end: int) -> bool:
    """Tell whether more are counted in the same breath ("two civilians and a police officer"): neither is the sum."""
    after = folded[end : end + _AND_REACH]
    at = after.index("and") if "and" in after else len(after)
    if at + 1 >= len(after) or any(word in _STATES for word in after[:at]):
        return False
    return after[at + 1] in {"a", "an", "several"} or _value(after, at + 1)[0] > 0


def _unit(folded: Sequence[str], at: int, end: int) -> str | None:
    """Return what the number `folded[at:end]` counts: "dead", "dead:officer", "officer", or None."""
    state, noun = _state_after(folded, end)
    if state is None:
        state, counted = _state_before(folded, at), _counted(folded, end)
        if counted is None or not (state or counted):
            return None
        noun = counted
    return f"{state}:{noun}" if state and noun else state or noun


def _state_after(folded: Sequence[str], end: int) -> tuple[str | None, str]:
    """Read "12 people were killed": the state, and the noun unless it is any people."""
    noun = ""
    for word in folded[end : end + _REACH]:
        if word in _STATES and word not in _BETWEEN | {"toll"}:
            return _STATES[word], noun
        if word == "dead":
            return "dead", noun
        if not word[0].isalpha() or word in {"and", "of", "including", "in", "by", "with", "but", "when", "after"}:
            break
        if word not in _BETWEEN and word not in _PEOPLE:
            noun = stem(word)
    return None, ""


def _state_before(folded: Sequence[str], at: int) -> str | None:
    """Read "killing at least 12" and "the death toll rose to 12"."""
    start = _qualifier(folded, at)[1]
    if start and folded[start - 1] in _BEFORE:
        return _STATES[folded[start - 1]]
    toll = folded[max(0, start - 5) : start]
    return "dead" if "toll" in toll and toll[-1] in {"to", "at", "of", "is", "was", "reached", "passed"} else None


def _counted(folded: Sequence[str], end: int) -> str | None:
    """Return the stem of the plural noun that a number counts (next word or the one after), "" for any people."""
    for word in folded[end : end + 2]:
        if not word[0].isalpha() or word in _ENDS_NOUN or word in _PEOPLE:
            return ""
        if word in _NO_UNIT:
            return None
        if word.endswith(_IRREGULAR) or (word.endswith("s") and len(word) > len("his")):
            return stem(word)
    return None


def _qualifier(folded: Sequence[str], at: int) -> tuple[str, int]:
    """Return the words before a number that leave its value open, and where they start."""
    for length in (3, 2, 1):
        phrase = " ".join(folded[max(0, at - length) : at])
        if at >= length and phrase in {*_AT_LEAST, *_OVER, *_AT_MOST, *_UNDER, *_ROUGHLY}:
            return phrase, at - length
    return "", at


def _range(folded: Sequence[str], at: int, value: float) -> tuple[float, float, int]:
    """Return the least and the most that a number can mean, and where its words start."""
    phrase, start = _qualifier(folded, at)
    if phrase in _AT_LEAST or phrase in _OVER:
        return value + (phrase in _OVER), _MANY, start
    if phrase in _AT_MOST:
        return 0, value, start
    if phrase in _UNDER:
        return value * (1 - _ABOUT) if phrase in {"almost", "nearly", "close to"} else 0, value, start
    spread = _ABOUT * value if phrase in _ROUGHLY else 0
    return value - spread, value + spread, start
