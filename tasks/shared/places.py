"""Places that the gazetteer knows, by name and in a text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tasks.shared import gazetteer
from tasks.shared.text import bare

# Cities say more precisely where something happened than countries do, so they win at equal evidence.
CITY, COUNTRY, STATE, DEMONYM, REGION = "city", "country", "state", "demonym", "region"


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
    for listing in (gazetteer.MORE_CITIES, gazetteer.CITIES):
        for country, names in _lists(listing):
            table |= {bare(name): Place(name, CITY, country) for name in names}
    for entry in _entries(gazetteer.COUNTRIES):
        name, capital, demonyms = entry.split("|")
        table |= {bare(d): Place(d, DEMONYM, name) for d in demonyms.split(",") if d}
        table |= {bare(capital): Place(capital, CITY, name)} if capital else {}
        table[bare(name)] = Place(name, COUNTRY, name)
    for country, names in _lists(gazetteer.OTHER_COUNTRY_NAMES):
        table |= {bare(name): Place(country, COUNTRY, country) for name in names}
    for city, names in _lists(gazetteer.LANDMARKS):
        table |= {bare(name): table[bare(city)] for name in names}
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
_TWO = 2
_LONGEST_PLACE = 60


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
    first = window.split(None, 1)[0]
    if longest_by_first_word(bare(first)) < _TWO:
        window = first
    ends = [match.end() for match in _NAME_WORD.finditer(window)][:_LONGEST_NAME]
    for end in reversed(ends):
        name = window[:end]
        place = look_up(name)
        if place is not None:
            return PlaceMention(place, start, start + end)
    return None


_NAME_WORD = re.compile(r"(?:[A-Z]\.)+|[\w-]+(?:['\u2019](?!s\b)\w+)?")


@cache
def _reaches() -> dict[str, int]:
    reaches: dict[str, int] = {}
    for name in places():
        words = name.split()
        reaches[words[0]] = max(reaches.get(words[0], 0), len(words))
    return reaches | {"us": 1}


def longest_by_first_word(folded: str) -> int:
    """Return how many words the longest known place has whose bare name begins with this one, 0 if there is none."""
    return _reaches().get(folded, 0)


def look_up(name: str) -> Place | None:
    """Return the place called `name`, in any case and with or without diacritics."""
    return _look_up(name) if len(name) <= _LONGEST_PLACE else None


@lru_cache(maxsize=32768)
def _look_up(name: str) -> Place | None:
    return places().get(bare("U.S." if name in {"US", "U.S"} else name))
