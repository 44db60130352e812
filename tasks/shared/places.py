"""Places in a text: gazetteer look-up, datelines, and where something is said to have happened."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tasks.shared import gazetteer
from tasks.shared.text import bare, readable

# Cities say more precisely where something happened than countries do, so they win at equal evidence.
CITY, COUNTRY, STATE, DEMONYM, REGION = "city", "country", "state", "demonym", "region"
_DATELINE_REACH = 90
_LEAD_REACH = 1500


class Place(NamedTuple):
    """A gazetteer entry: its usual name, what it is (city, country, …) and the country it belongs to."""

    name: str
    kind: str
    country: str | None


class PlaceMention(NamedTuple):
    """A place at `start`:`end` of the text that was searched."""

    place: Place
    start: int
    end: int


@cache
def places() -> dict[str, Place]:
    """Return every known place by its bare name (see `tasks.shared.text.bare`)."""
    table = {bare(name): Place(name, REGION, None) for name in _entries(gazetteer.REGIONS)}
    table |= {bare(name): Place(name, STATE, "United States") for name in _entries(gazetteer.US_STATES)}
    for country, names in _lists(gazetteer.CITIES):
        table |= {bare(name): Place(name, CITY, country) for name in names}
    for entry in _entries(gazetteer.COUNTRIES):
        name, capital, demonyms = entry.split("|")
        table |= {bare(d): Place(d, DEMONYM, name) for d in demonyms.split(",") if d}
        table |= {bare(capital): Place(capital, CITY, name)} if capital else {}
        table[bare(name)] = Place(name, COUNTRY, name)
    for country, names in _lists(gazetteer.OTHER_COUNTRY_NAMES):
        table |= {bare(name): Place(country, COUNTRY, country) for name in names}
    del table["us"]  # the pronoun; the upper-case form is looked up as "u.s."
    return table


def _entries(table: str) -> Iterator[str]:
    return (entry.strip() for entry in table.replace("\n", " ").split(";") if entry.strip())


def _lists(table: str) -> Iterator[tuple[str, list[str]]]:
    for entry in _entries(table):
        country, _, names = entry.partition(":")
        yield country, [name.strip() for name in names.split(",")]


_CAPITALISED = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-z][\w'\u2019-]*(?:\.(?=\s[A-Z]))?")
_LONGEST_NAME = 5


def find_places(text: str) -> list[PlaceMention]:
    """Return the known places that `text` names with a capital letter, longest match first, in order.

    "D.C." is no place by itself, and "Korea" inside "South Korea" is not counted again.
    """
    found: list[PlaceMention] = []
    reach = 0
    for match in _CAPITALISED.finditer(text):
        if match.start() < reach:
            continue
        mention = _longest_at(text, match.start())
        if mention is not None:
            found.append(mention)
            reach = mention.end
    return found


def _longest_at(text: str, start: int) -> PlaceMention | None:
    window = text[start : start + 60]
    ends = [match.end() for match in _NAME_WORD.finditer(window)][:_LONGEST_NAME]
    for end in reversed(ends):
        name = window[:end]
        place = look_up(name)
        if place is not None:
            return PlaceMention(place, start, start + end)
    return None


_NAME_WORD = re.compile(r"(?:[A-Z]\.)+|[\w-]+(?:['\u2019](?!s\b)\w+)?")


def look_up(name: str) -> Place | None:
    """Return the place called `name`, in any case and with or without diacritics."""
    if name in {"US", "U.S"}:
        name = "U.S."
    return places().get(bare(name))


# Place, anything after a comma, an agency in brackets, a dash: TOKYO (AP) - ...
_DATELINE = re.compile(
    r"^\W{0,3}([^\W\d_a-z][\w.'\u2019 -]{1,28})(?:,[^\u2013\u2014()]{1,50})?\s*"
    r"(?:\([^()]{2,25}\)\s*)?(?:[\u2013\u2014]|-{1,2}\s)"
)


def dateline_place(text: str) -> str | None:
    """Return the place that `text` opens with, wire style, or None.

    An all-capitals opening is believed even when the gazetteer does not know the town: news happens in small places.
    """
    match = _DATELINE.match(readable(text[:_DATELINE_REACH]))
    if match is None:
        return None
    name = match.group(1).strip()
    place = look_up(name)
    if place is not None:
        return place.name if place.kind in {CITY, COUNTRY, STATE, REGION} else None
    return name.title() if name.isupper() and len(name) > 3 else None  # noqa: PLR2004 - shorter are agencies ("AP", "NBC")


def main_place(texts: list[str]) -> str | None:
    """Return where the story told by `texts` (lead first) happens: dateline, else "in <City>", else the most named.

    Cities count double and the first 1,500 characters decide; demonyms never name the place.
    """
    for text in texts[:3]:
        place = dateline_place(text)
        if place is not None:
            return place
    lead = readable("\n".join(texts))[:_LEAD_REACH]
    votes: Counter[str] = Counter()
    for mention in find_places(lead):
        if mention.place.kind in _WEIGHTS:
            located = lead[max(0, mention.start - 4) : mention.start].casefold().endswith(("in ", "at ", "near "))
            votes[mention.place.name] += _WEIGHTS[mention.place.kind] * (2 if located else 1)
    return max(votes, key=lambda name: votes[name]) if votes else None


_WEIGHTS = {CITY: 4, STATE: 3, COUNTRY: 2, REGION: 1}
