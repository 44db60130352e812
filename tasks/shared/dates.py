"""Dates in a text: written in full or in part, or told from the day of publication ("yesterday", "last Friday")."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
_MONTH += r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY}(?:,\s{{0,3}}|\s{{1,3}})(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:\s{{1,3}}of)?\s{{1,3}}{_MONTH},?\s{{1,3}}(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})\b"),
)
# No day is written in full without a year: a look for four digits spares most texts the search for months.
_YEAR = re.compile(r"\d{4}")
# Day first, as most of the world writes; where the second number can only be a day the two change places.
_NUMBERS = re.compile(
    r"(?<![\d./])(?P<day>\d{1,2})(?P<part>[./])(?P<month>\d{1,2})(?P=part)(?P<year>\d{4})(?![\d/]|\.\d)"
)
_PARTS = (
    re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY}\b(?!\s?(?:%|percent|per cent|years|,\s?\d{{4}}))", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:\s{{1,3}}of)?\s{{1,3}}{_MONTH}(?!\w)", re.IGNORECASE),
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<which>last|next|this|past|coming|previous)\s)?(?:(?P<word>today|yesterday|tonight|tomorrow)"
    rf"|(?P<weekday>{'|'.join(WEEKDAYS)})|on\sthe\s(?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)"
    r"|(?P<count>two|three|four|five|six)\sdays\sago)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_ON_WEEKDAY = re.compile(rf"\bon\s({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SHIFTS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_WEEK = 7
_MOST_MONTHS = 12


def weekdays(text: str) -> frozenset[str]:
    """Return the weekdays that `text` names, folded."""
    return frozenset(day.casefold() for day in _WEEKDAY.findall(text))


def weekdays_of_events(text: str) -> frozenset[str]:
    """Return the weekdays, folded, that `text` says something happens "on"."""
    return frozenset(day.casefold() for day in _ON_WEEKDAY.findall(text))


class DateMention(NamedTuple):
    """A day of the calendar told at `start`:`end` of the text that was searched; year 1 where the year is not told."""

    day: dt.date
    start: int
    end: int


def full_dates(text: str) -> list[DateMention]:
    """Return the days written with month, day and year, in the order of the text; impossible days are passed over."""
    found: list[DateMention] = []
    if not _YEAR.search(text):
        return found
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(int(match["year"]), match["month"], int(match["day"]))
            if day is not None:
                found.append(DateMention(day, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def number_dates(text: str) -> list[DateMention]:
    """Return the days written as "3.11.2025" or "03/11/2025", day first unless that is impossible."""
    found: list[DateMention] = []
    if not _YEAR.search(text):
        return found
    for match in _NUMBERS.finditer(text):
        year, month, day = int(match["year"]), match["month"], int(match["day"])
        told = _day(year, month, day) or _day(year, str(day), int(month))
        if told is not None:
            found.append(DateMention(told, match.start(), match.end()))
    return found


def part_dates(text: str) -> list[DateMention]:
    """Return the days written without a year ("Nov 3", "3 November"), as days of year 1, which is no leap year."""
    found = []
    for form in _PARTS:
        for match in form.finditer(text):
            day = _day(1, match["month"], int(match["day"]))
            if day is not None:
                found.append(DateMention(day, match.start(), match.end()))
    return found


def some_dates(text: str) -> list[DateMention]:
    """Return the days that `text` writes in any form, the fullest first."""
    return [*full_dates(text), *number_dates(text), *part_dates(text)]


def _day(year: int, month: str, day: int) -> dt.date | None:
    number = (
        int(month) if month.isdigit() else 1 + next(i for i, m in enumerate(MONTHS) if m[:3] == month[:3].casefold())
    )
    try:
        return dt.date(year, number, day)
    except ValueError:
        return None


def days_around(day: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last of the days from `days` before to `days` after; the calendar ends at year 9999."""
    since = dt.date.fromordinal(max(dt.date.min.toordinal(), day.toordinal() - days))
    return since, dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + days))


def with_year(day: dt.date, published: dt.date) -> dt.date:
    """Return a day told without its year as the one nearest to `published`."""
    if day.year > 1:
        return day
    years = range(max(dt.MINYEAR, published.year - 1), min(dt.MAXYEAR, published.year + 1) + 1)
    return min((day.replace(year=year) for year in years), key=lambda told: abs((told - published).days))


def relative_dates(text: str, published: dt.date) -> Iterator[DateMention]:
    """Yield the days that `text` tells from the day of publication, in order.

    A weekday means its latest occurrence, the day of publication included: news tells what has happened. "Last" and
    "next" keep off that day; "on the 3rd" is the third nearest to publication.
    """
    for match in _RELATIVE.finditer(text):
        try:
            day = _resolve(match, published)
        except OverflowError:  # the day after the last, for pages "published" in the year 9999
            continue
        if day is not None:
            yield DateMention(day, match.start(), match.end())


def _resolve(match: re.Match[str], published: dt.date) -> dt.date | None:
    which = (match["which"] or "").casefold()
    if match["word"]:
        return published + dt.timedelta(days=_SHIFTS[match["word"].casefold()])
    if match["count"]:
        return published - dt.timedelta(days=_COUNTS[match["count"].casefold()])
    if match["ordinal"]:
        return _nearest_of_month(int(match["ordinal"]), published)
    back = (published.weekday() - WEEKDAYS.index(match["weekday"].casefold())) % _WEEK
    if which in {"next", "coming"}:
        return published + dt.timedelta(days=_WEEK - back)
    if which in {"last", "past", "previous"} and not back:
        back = _WEEK
    return published - dt.timedelta(days=back)


def _nearest_of_month(number: int, published: dt.date) -> dt.date | None:
    months = ((published.year * _MOST_MONTHS + published.month - 1 + shift) for shift in (-1, 0, 1))
    days = [_day(month // _MOST_MONTHS, str(month % _MOST_MONTHS + 1), number) for month in months]
    return min((day for day in days if day is not None), key=lambda day: abs((day - published).days), default=None)
