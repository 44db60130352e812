"""Names of organisations and groups: when a run of words is one, and when two spellings name one."""

from collections.abc import Sequence
from functools import lru_cache

from tasks.shared.body_tables import (
    COMPANY_FORMS,
    GROUPS,
    INSTITUTIONS,
    NO_BODY,
    ORGANISATION_WORDS,
    PARTY_ADJECTIVES,
    PARTY_PEOPLE,
)
from tasks.shared.names import Name
from tasks.shared.text import STOP_WORDS, bare, word_set
from tasks.shared.tokens import Token

_LONGEST_BODY = 8
_LONGEST_NAME = 120
_LONGEST_INSTITUTION = 4
_ACRONYM = range(2, 7)
_REACH: dict[str, int] = {}
for _name in INSTITUTIONS:
    _words = _name.split()
    _REACH[_words[0]] = max(_REACH.get(_words[0], 0), len(_words))
_LINKS = word_set("of the and for in on & de")


def body_name(text: str) -> Name:
    """Return the name of a body: its key is equal for "Department of Justice" and "Justice Department".

    A body has no given name; its family name, which the slug shows, is its whole name.
    """
    return _body_name(text[:_LONGEST_NAME])


@lru_cache(maxsize=8192)
def _body_name(text: str) -> Name:
    shown = INSTITUTIONS.get(bare(text), text)
    words = bare(shown).replace(".", "").split()
    key = " ".join(sorted(word for word in words if word not in _LINKS)) or bare(shown)
    return Name(shown, shown, bare(shown), "", key)


def read_body_name(words: Sequence[Token]) -> Name | None:
    """Read a run of capitalised words, its titles and countries cut off, as the name of a body, or None.

    A run that ends in an institution is that institution ("House Republicans", "Trump White House"); else it must
    hold a word that bodies are called by, which alone is no name ("the Company") unless it is an acronym.
    """
    institution = institution_at_end(words)
    if institution is not None:
        return body_name(institution)
    if len(words) > 1 and words[-1].text in COMPANY_FORMS and words[0].capital:
        return body_name(" ".join(token.text for token in words[:-1]))
    if not words or not any(token.folded in ORGANISATION_WORDS for token in words):
        return None
    if len(words) > _LONGEST_BODY or not words[0].capital or (len(words) == 1 and not is_acronym(words[0])):
        return None
    return body_name(" ".join(token.text for token in words))


def institution_at_end(words: Sequence[Token]) -> str | None:
    """Return the institution that a run of words is, by its folded name, or None.

    Other words may stand only before those of `GROUPS`.
    """
    if not words or not words[-1].capital:
        return None
    count = len(words)
    for length in range(min(_LONGEST_INSTITUTION, count), 0, -1):
        folded = " ".join(token.folded for token in words[count - length :])
        if folded in INSTITUTIONS and words[-length].capital and (length == count or folded in GROUPS):
            return folded
    return None


def institution_at(read: Sequence[Token], at: int, end: int) -> int:
    """Return how many words of an institution's name stand at `at`, 0 if none."""
    if not read[at].capital:
        return 0
    for length in range(min(_REACH.get(read[at].folded, 0), end - at), 0, -1):
        if " ".join(token.folded for token in read[at : at + length]) in INSTITUTIONS:
            return length
    return 0


def is_institution(folded: str) -> bool:
    """Tell whether a folded name is an institution's."""
    return folded in INSTITUTIONS


def is_acronym(token: Token) -> bool:
    """Tell whether a word is the acronym of a body that may act: two to six capitals, no country, degree or clock."""
    text = token.text
    return (
        len(text) in _ACRONYM
        and text.isupper()
        and text.isalpha()
        and token.folded not in NO_BODY
        and token.folded not in STOP_WORDS
    )


def initials(name: Name) -> str:
    """Return the folded first letters of the words of a name, small words left out: "epa"."""
    return "".join(word[0] for word in bare(name.text).split() if word not in _LINKS)


def party_of(adjective: Token, noun: Token) -> Name | None:
    """Read "Republican senators" as the Republicans; None when the two words are no such pair."""
    party = PARTY_ADJECTIVES.get(adjective.folded) if adjective.capital else None
    return body_name(party) if party and noun.joined and noun.folded in PARTY_PEOPLE else None
