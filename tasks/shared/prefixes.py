"""What stands before a name: titles, countries, courtesy, and words that only open the sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.shared.bodies import institution_at
from tasks.shared.body_tables import ORGANISATION_WORDS
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.name_tables import COURTESY, MODIFIERS, ROLES
from tasks.shared.places import DEMONYM, longest_by_first_word, look_up
from tasks.shared.text import STOP_WORDS
from tasks.shared.tokens import Token

Common = frozenset[str]

_FORMER = frozenset({"former", "ex"})
_SKIPPED = COURTESY | MODIFIERS | STOP_WORDS
_TITLE_REACH: dict[str, int] = {}
for _title in ROLES:
    _first = _title.split()[0]
    _TITLE_REACH[_first] = max(_TITLE_REACH.get(_first, 0), len(_title.split()))


class Prefix(NamedTuple):
    """What stands before a name: its words, and what they say of whom they introduce."""

    length: int
    title: str | None
    country: str | None
    courtesy: bool
    definite: bool


def read_prefix(read: Sequence[Token], start: int, end: int, common: Common) -> Prefix:
    """Read what stands before a name: sentence openers, country, modifiers, titles, courtesy."""
    at, title, country, courtesy = start, None, None, False
    former = "former " if start and read[start - 1].folded in _FORMER else ""
    definite = bool(start) and read[start].joined and read[start - 1].folded == "the"
    while at < end:
        folded = read[at].folded
        known = title_at(read, at, end)
        if institution_at(read, at, end) > known:
            break
        place = 0 if known else place_at(read, at, end)
        # "the mayor of Szeged" names no Szeged, "the Prime Minister of Japan Ishiba Shigeru" one person.
        if title and folded == "of" and not (at + 1 < end and place_at(read, at + 1, end)):
            return Prefix(at + 1 - start, None, country, courtesy=False, definite=True)
        if known:
            title, at = former + ROLES[" ".join(token.folded for token in read[at : at + known])], at + known
        elif place:
            country, at = _country(read, at, place) or country, at + place
        elif folded in _SKIPPED or _opens_sentence(read, at, end, common):
            former = "former " if folded in _FORMER else ""
            courtesy, definite = courtesy or folded in COURTESY, folded == "the"
            at += 1
        else:
            break
    return Prefix(at - start, title, country, courtesy, definite)


def _opens_sentence(read: Sequence[Token], at: int, end: int, common: Common) -> bool:
    """Tell whether a word has its capital only from opening the sentence: "Despite Karen Holt", "Named Maurice X"."""
    folded = read[at].folded
    if at or folded in GIVEN_NAMES:
        return False
    if folded in common:
        return True
    following = end - at > 2 and read[at + 1].folded in GIVEN_NAMES and read[at + 1].capital  # noqa: PLR2004 - opener, first name, surname
    return following and folded not in ROLES


def title_at(read: Sequence[Token], at: int, end: int) -> int:
    """Return how many words of a title stand at `at`, 0 if none."""
    for length in range(min(_TITLE_REACH.get(read[at].folded, 0), end - at), 0, -1):
        if " ".join(token.folded for token in read[at : at + length]) in ROLES:
            return 0 if _names_body(read, at + length, end) else length
    return 0


def _names_body(read: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether the word after a title makes it a body's: "Justice Ministry", "Police Department"."""
    return at < end and read[at].capital and read[at].folded in ORGANISATION_WORDS and not read[at].text.isupper()


def place_at(read: Sequence[Token], at: int, end: int) -> int:
    """Return how many words of a place stand at `at`; a first name that is also a town ("Austin") is left alone."""
    reach = longest_by_first_word(read[at].folded)
    if not reach or (read[at].folded in GIVEN_NAMES and end - at > 1 and not title_at(read, at + 1, end)):
        return 0
    for length in range(min(reach, end - at), 0, -1):
        if look_up(" ".join(token.text for token in read[at : at + length])) is not None:
            return length
    return 0


def _country(read: Sequence[Token], at: int, length: int) -> str | None:
    place = look_up(" ".join(token.text for token in read[at : at + length]))
    return place.country if place is not None and (place.kind == DEMONYM or place.name == place.country) else None
