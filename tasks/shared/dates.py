"""Dates in a text: written in full, or told from the day of publication ("today", "on Saturday")."""

import datetime as dt
import re
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
_FORMS = (
    re.compile(
        rf"\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}{_MONTH},?\s{{1,3}}(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_RELATIVE = re.compile(rf"\b(today|yesterday|tonight|{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_WEEK = 7
_NEAR_PUBLICATION = 31


class DateMention(NamedTuple):
    """A day of the calendar written in full at `start`:`end` of the text that was searched."""

    day: dt.date
    start: int
    end: int


def full_dates(text: str) -> list[DateMention]:
    """Return the days written with month, day and year, in the order of the text; impossible days are passed over."""
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match["year"], match["month"], match["day"])
            if day is not None:
                found.append(DateMention(day, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = (
        int(month) if month.isdigit() else 1 + next(i for i, m in enumerate(MONTHS) if m[:3] == month[:3].casefold())
    )
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def relative_date(text: str, published: dt.date) -> dt.date | None:
    """Return the day that the first "today", "yesterday" or weekday of `text` means, seen from `published`.

    A weekday means its latest occurrence, the day of publication included: news tells what has happened.
    """
    match = _RELATIVE.search(text)
    if match is None:
        return None
    word = match.group(1).casefold()
    if word in {"today", "tonight"}:
        return published
    if word == "yesterday":
        return published - dt.timedelta(days=1)
    return published - dt.timedelta(days=(published.weekday() - WEEKDAYS.index(word)) % _WEEK)


def main_date(texts: list[str], published: dt.date | None) -> dt.date | None:
    """Return the day that the story told by `texts` (lead first) reports.

    A full date in the first three texts decides, unless it is more than 31 days from publication: then the lead
    looks back. Next come a relative day against `published`, and the day of publication itself. Without `published`
    the first full date anywhere is all there is.
    """
    lead = texts[:3]
    dates = [mention.day for text in lead for mention in full_dates(text)]
    if published is None:
        later = (mention.day for text in texts[3:] for mention in full_dates(text))
        return dates[0] if dates else next(later, None)
    told = [day for day in dates if abs((day - published).days) <= _NEAR_PUBLICATION]
    told += [day for text in lead if (day := relative_date(text, published)) is not None]
    return told[0] if told else published
