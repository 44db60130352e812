"""Whom a headline-cased sentence names: there all words have capitals, so it takes more than a capital to be a name."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.shared.bodies import body_name, institution_at
from tasks.shared.body_tables import ORGANISATION_WORDS
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.name_runs import Mention
from tasks.shared.name_tables import NON_PERSON_WORDS, ROLES
from tasks.shared.names import Name, family_key, read_name
from tasks.shared.page_names import PageNames
from tasks.shared.parts import is_verb, part_of
from tasks.shared.places import look_up
from tasks.shared.prefixes import place_at
from tasks.shared.text import STOP_WORDS
from tasks.shared.tokens import Sentence, Token

_LONGEST_PERSON = 4
# Too common as words of a headline to be the institution there.
_NOT_IN_HEADLINES = frozenset({"house", "fed", "labour"})


class _Found(NamedTuple):
    name: Name
    length: int
    body: bool


def names_in_headlines(read: Sequence[Sentence], known: PageNames) -> Iterator[Mention]:
    """Yield whom the headline-cased sentences of a text name.

    Those are: who is told in full elsewhere on the page; a first name and a word that is a surname elsewhere, or
    before a verb; and institutions.
    """
    offset = 0
    for number, sentence in enumerate(read):
        at = 0
        while sentence.cased and at < len(sentence.tokens):
            found = _found_at(sentence.tokens, at, known)
            if found is not None:
                part = part_of(sentence.tokens, at, at + found.length)
                yield Mention(found.name, number, at + offset, full=True, body=found.body, part=part)
            at += found.length if found is not None else max(1, place_at(sentence.tokens, at, len(sentence.tokens)))
        offset += len(sentence.tokens)


def _found_at(tokens: Sequence[Token], at: int, known: PageNames) -> _Found | None:
    name = _person_at(tokens, at, known)
    if name is not None:
        return _Found(name, len(name.text.split()), body=False)
    length = institution_at(tokens, at, len(tokens))
    folded = " ".join(token.folded for token in tokens[at : at + length])
    return _Found(body_name(folded), length, body=True) if length and folded not in _NOT_IN_HEADLINES else None


def _person_at(tokens: Sequence[Token], at: int, known: PageNames) -> Name | None:
    if not tokens[at].capital:
        return None
    for length in range(min(_LONGEST_PERSON, len(tokens) - at), 1, -1):
        words = tokens[at : at + length]
        if words[-1].capital and all(token.joined for token in words[1:]):
            name = read_name(" ".join(token.text for token in words))
            if name.key in known.keys:
                return name
    return _first_and_last_at(tokens, at, known)


def _first_and_last_at(tokens: Sequence[Token], at: int, known: PageNames) -> Name | None:
    if tokens[at].folded not in GIVEN_NAMES or tokens[at].ends_run or at + 1 >= len(tokens):
        return None
    last, after = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
    if not (last.capital and last.joined) or last.folded in known.common or _is_other(last.folded):
        return None
    acts = after is not None and after.joined and is_verb(after.folded) and not is_verb(last.folded)
    told = known.singles.get(last.folded, 0) > 0 or known.families.get(family_key(last.folded)) is not None
    return read_name(f"{tokens[at].text} {last.text}") if acts or told else None


def _is_other(word: str) -> bool:
    known = word in NON_PERSON_WORDS or word in ORGANISATION_WORDS or word in STOP_WORDS or word in ROLES
    return known or look_up(word) is not None
