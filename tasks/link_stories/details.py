"""The details by which twin events differ: proper words, counts, and the days and years that a text names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tasks.shared.dates import MONTHS, WEEKDAYS
from tasks.shared.numerals import NUMERALS
from tasks.shared.text import STOP_WORDS, fold, sentences, stem

MOST_SENTENCES = 80
# What comes later than this in a text is background more often than news.
DETAILS_LENGTH, WEEKDAYS_LENGTH = 4000, 1500
MOST_COUNTS = 40
HEADLINE_SHARE = 0.6
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]{0,59}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH_DAY = re.compile(
    r"\b(?P<first>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?P<after>\d{1,2})\b"
    rf"|\b(?P<before>\d{{1,2}}) (?P<then>{'|'.join(month.capitalize() for month in MONTHS)})\b"
)
# Beyond twelve, newspapers write figures.
LAST_IN_WORDS = 12
_NUMBERS = {word: str(value) for word, value in NUMERALS.items() if value <= LAST_IN_WORDS}
_COUNT = re.compile(
    rf"(\d[\d,]{{0,15}}(?:\.\d{{1,6}})?|{'|'.join(_NUMBERS)}|dozen)[ -]([a-z]{{3,30}})(?:[ -]([a-z]{{3,30}}))?"
)
_MAGNITUDE = re.compile(r"\b(?:magnitude|measuring|measured)[- ](?:of )?(\d\.\d)")
_NO_UNIT = STOP_WORDS | set(MONTHS) | set(WEEKDAYS)


def proper_words(text: str) -> Counter[str]:
    """Count the stems of words that have a capital inside a sentence: names of any kind, split into words.

    Sentences that are cased like headlines are passed over, and so is every first word: there capitals say nothing.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences(text)[:MOST_SENTENCES]:
        words = _WORD.findall(sentence)
        if sum(word[0].isupper() for word in words) > HEADLINE_SHARE * len(words):
            continue
        counts.update(stem(fold(word)) for word in words[1:] if word[0].isupper() and len(word) > 1)
    return Counter({word: count for word, count in counts.items() if word not in STOP_WORDS})


def counts_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return what the text counts, as unit -> values: {"pirate": ("23",), "magnitude": ("5.2",)}."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for unit, value in _counted(text[:DETAILS_LENGTH]):
        found[unit].add(value)
    return {unit: tuple(sorted(found[unit])) for unit in sorted(found)[:MOST_COUNTS]}


def _counted(text: str) -> Iterator[tuple[str, str]]:
    # In lower case: to search without regard to case takes three times as long.
    for match in _COUNT.finditer(text.lower()):
        told = match[1].replace(",", "")
        for unit in (match[2], match[3]):
            if unit and unit not in _NO_UNIT:
                yield stem(unit), _NUMBERS.get(told, told)
    for match in _MAGNITUDE.finditer(text):
        yield "magnitude", match[1]


def years_of(text: str) -> tuple[str, ...]:
    """Return the years that the text names."""
    return tuple(sorted(set(_YEAR.findall(text[:DETAILS_LENGTH]))))


def month_days_of(text: str) -> tuple[str, ...]:
    """Return the days of a month that the text names, as "aug23"."""
    found = set()
    for match in _MONTH_DAY.finditer(text[:DETAILS_LENGTH]):
        month, day = match["first"] or match["then"], match["after"] or match["before"]
        found.add(f"{month[:3].lower()}{int(day)}")
    return tuple(sorted(found))


def weekdays_of(text: str) -> tuple[str, ...]:
    """Return the days of the week that the beginning of the text names."""
    beginning = text[:WEEKDAYS_LENGTH].lower()
    return tuple(day for day in WEEKDAYS if day in beginning)
