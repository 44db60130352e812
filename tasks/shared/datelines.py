"""Datelines: the place, and often the day, that a report opens with.

Forms as the agencies write them: "WASHINGTON (AP) -", "BRUSSELS, Nov 3 (Reuters) -", "MARIBOR, Slovenia -",
"Tokyo, Japan - August 23, 2025 -", "SEOUL/TOKYO -", "NEW DELHI: ", "Paris, 3 November (AFP) -", "Washington (CNN) ".
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tasks.shared import gazetteer
from tasks.shared.dates import DateMention, some_dates
from tasks.shared.name_tables import ROLES, TIME_WORDS
from tasks.shared.places import DEMONYM, Place, look_up
from tasks.shared.text import bare, readable, word_set

_REACH = 90
_LONGEST_TOWN = 4
_SHORTEST_UNKNOWN = 4
# What parts a dateline from the report: a dash, an agency in brackets, a colon, a bar.
_AGENCY = r"[A-Z]{2,8}(?:[ /-][A-Z]{2,8})?|Reuters|Xinhua|Bloomberg|Kyodo|Yonhap|Tass|Anadolu|Ansa|Belga|Lusa|Efe"
_END = re.compile(rf"\s*(?:[\u2013\u2014|]|\s-{{1,2}}\s|\s--|(?<=\))-|\((?P<agency>{_AGENCY})\)|:\s)")
_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_IN_BRACKETS = re.compile(rf"\((?:{_AGENCY})\)")
_PART = re.compile(r"\s*[,/]\s*")
_SMALL_WORDS = word_set("de del da do di la le las los el al of on the upon and sur am an der")
_NO_TOWNS = word_set(
    """
    reuters xinhua bloomberg update updated breaking exclusive analysis opinion watch live photos photo video note
    editor's editorial file related review profile explainer timeline factbox correction correct advisory urgent
    factcheck interview comment letters obituary obituaries sponsored advertisement kyodo yonhap tass dpa ansa efe upi
    """
)


class Dateline(NamedTuple):
    """Where a text says it was written: `place` as shown, whether the gazetteer knows it, and the day if told."""

    place: str
    known: bool
    day: DateMention | None


@cache
def _abbreviations() -> dict[str, str]:
    """Return states and provinces by the short forms of datelines ("n.h.")."""
    entries = (entry.split(":") for entry in gazetteer.STATE_ABBREVIATIONS.replace("\n", " ").split(";"))
    return {bare(short.strip()): name.strip() for name, short in entries}


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline that `text` opens with, or None.

    A town that the gazetteer does not know is believed when it is in capitals, or when a state, a country, a day or an
    agency follows it: news happens in small places.
    """
    return _read_dateline(text[:_REACH])


@lru_cache(maxsize=1024)  # cues, items, place and day all ask for the datelines of the same blocks
def _read_dateline(opening: str) -> Dateline | None:
    opening = readable(opening).lstrip(" \u201c\"'*\u2022")
    end = _END.search(opening)
    if end is None or not opening[:1].isupper():
        return None
    head, rest = opening[: end.start()], opening[end.end() :]
    colon = end.group().strip() == ":"
    days = some_dates(_BRACKETS.sub(" ", opening[: end.end() + 20 if not colon else end.start()]))
    day = next((mention for mention in days if mention.start < _REACH // 2), None)
    town, *after = [part for part in _PART.split(_BRACKETS.sub("", head).strip()) if part] or [""]
    supported = (
        end["agency"] is not None or bool(_IN_BRACKETS.search(head)) or bool(after and _follows_town(after[0], day))
    )
    return _judge(town, day, supported=supported, colon=colon, rest=rest)


def _follows_town(part: str, day: DateMention | None) -> bool:
    if bare(part) in _abbreviations() or (day is not None and any(char.isdigit() for char in part)):
        return True
    place = look_up(part.strip(". "))
    return place is not None and _is_site(place)


def _judge(town: str, day: DateMention | None, *, supported: bool, colon: bool, rest: str) -> Dateline | None:
    words = town.strip(" .").split()
    if not 0 < len(words) <= _LONGEST_TOWN or not _reads_like_town(words) or not (supported or rest.strip()):
        return None
    place = look_up(town.strip(" .")) or look_up(town)
    capitals = town.upper() == town
    if colon and not capitals:
        return None
    if place is not None:
        return Dateline(place.name, True, day) if _is_site(place) else None
    unknown = (capitals or supported) and len(town) >= _SHORTEST_UNKNOWN and not colon
    agency = bare(words[0]) in _NO_TOWNS | TIME_WORDS or (
        len(words) == 1 and not supported and len(town) <= _SHORTEST_UNKNOWN
    )
    return Dateline(_shown(words, capitals=capitals), False, day) if unknown and not agency else None


def _reads_like_town(words: list[str]) -> bool:
    return (
        words[0][0].isupper()
        and bare(words[0]).strip(".") not in ROLES
        and all(word[0].isupper() or bare(word) in _SMALL_WORDS for word in words)
    )


def _is_site(place: Place) -> bool:
    return place.kind != DEMONYM


def _shown(words: list[str], *, capitals: bool) -> str:
    if not capitals:
        return " ".join(words)
    return " ".join(word.lower() if bare(word) in _SMALL_WORDS else word.title() for word in words)


def dateline_place(text: str) -> str | None:
    """Return the place of the dateline that `text` opens with, or None."""
    found = read_dateline(text)
    return found.place if found is not None else None
