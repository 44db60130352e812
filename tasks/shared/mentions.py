"""Whom a text names: people with titles, bare surnames, compounds ("Trump-Kim summit"), and organisations."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.shared.name_tables import (
    COURTESY,
    GIVEN_NAMES,
    MODIFIERS,
    NON_PERSON_WORDS,
    ORGANISATION_WORDS,
    PARTICLES,
    ROLES,
)
from tasks.shared.names import Name, family_key, may_be_family, read_name
from tasks.shared.places import DEMONYM, look_up
from tasks.shared.text import STOP_WORDS, bare, sentences
from tasks.shared.tokens import Sentence, Token, is_headline_cased, read_tokens

_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z]{2,}\b")
# Two words that lost the space between them: "TrumpFederal"; "DeSantis" and "FitzGerald" have shorter heads.
_GLUED = re.compile(r"[a-z]{4}[A-Z]")
_DIGIT = frozenset("0123456789")
_FORMER = frozenset({"former", "ex"})
_LONGEST_PERSON = 4
_LONGEST_BODY = 7
_LONGEST_PREFIX = 3


class Mention(NamedTuple):
    """Somebody named in a text.

    `full` tells a name with a given name from a bare surname; `title` is the role said with it and `country` the
    country said before the title ("South Korean President"); `sentence` counts sentences and `at` words of the text;
    `body` marks an organisation, whose name is its own key.
    """

    name: Name
    sentence: int
    at: int
    full: bool
    title: str | None = None
    country: str | None = None
    body: bool = False


def find_mentions(texts: Sequence[str]) -> list[list[Mention]]:
    """Return for each of a page's `texts` whom it names, in order.

    Two passes, because a bare surname, a lower-case or a headline-cased name is only a name when the page has told
    it in full, or with a title, somewhere. A surname is not resolved to a person here: that is up to the segment.
    """
    read = [[Sentence(read_tokens(s), is_headline_cased(s)) for s in sentences(text)] for text in texts]
    common = frozenset(word for text in texts for word in _LOWER_WORD.findall(text) if word.islower())
    found = [list(_told_names(sentences_of_text, common)) for sentences_of_text in read]
    families = {_last_word(m.name): m.name for mentions in found for m in mentions if not m.body}
    keys = frozenset(m.name.key for mentions in found for m in mentions if m.full and not m.body)
    found = [mentions + list(_cased_names(read[i], keys)) for i, mentions in enumerate(found)]
    return [_with_surnames(read[i], found[i], families) for i in range(len(texts))]


def _last_word(name: Name) -> str:
    return family_key(name.family.rsplit(" ", 1)[-1])


def _told_names(read: list[Sentence], common: frozenset[str]) -> Iterator[Mention]:
    offset = 0
    for number, sentence in enumerate(read):
        for start, end in () if sentence.cased else _runs(sentence.tokens):
            for mention in _read_run(sentence.tokens, start, end, common):
                yield mention._replace(sentence=number, at=mention.at + offset)
        offset += len(sentence.tokens)


def _runs(read: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the spans of words that hang together: capitals, titles, and particles between capitals."""
    index = 0
    while index < len(read):
        end = index + 1
        if read[index].capital or read[index].folded in ROLES:
            while end < len(read) and _continues(read, end):
                end += 1
            yield index, end
        index = end


def _continues(read: list[Token], at: int) -> bool:
    token, before = read[at], read[at - 1]
    if not token.joined or before.ends_run:
        return False
    if token.capital or token.folded in ROLES or _lower_case_name(read, at):
        return True
    follows = at + 1 < len(read) and read[at + 1].capital and read[at + 1].joined
    return follows and (token.folded in PARTICLES or token.folded == "of")


def _lower_case_name(read: list[Token], at: int) -> bool:
    """Tell whether `read[at]` belongs to a name in lower case after a title: "Prime Minister shinzo abe"."""
    token, before = read[at], read[at - 1]
    if token.folded in STOP_WORDS:
        return False
    if before.folded in ROLES:
        return at + 1 < len(read) and read[at + 1].joined and may_be_family(read[at + 1].folded)
    return may_be_family(token.folded) and not before.capital and at > 1 and read[at - 2].folded in ROLES


class _Prefix(NamedTuple):
    length: int
    title: str | None
    country: str | None


def _read_run(read: list[Token], start: int, end: int, common: frozenset[str]) -> Iterator[Mention]:
    """Yield whom the run `read[start:end]` names; a title inside it starts another name."""
    piece = start
    while piece < end:
        prefix = _read_prefix(read, piece, end, common)
        body = piece + prefix.length
        stop = body
        while stop < end and (stop == body or not _title_at(read, stop, end)):
            stop += 1
        mention = _read_body(read[body:stop], prefix, common)
        if mention is not None:
            yield mention._replace(at=body)
        piece = max(stop, piece + 1)


def _read_prefix(read: list[Token], start: int, end: int, common: frozenset[str]) -> _Prefix:
    """Read what stands before a name: sentence openers, country, modifiers, titles, courtesy."""
    at, title, country = start, None, None
    former = "former " if start and read[start - 1].folded in _FORMER else ""
    while at < end:
        known = _title_at(read, at, end)
        place = _place_at(read, at, end)
        if known:
            title, at = former + ROLES[" ".join(token.folded for token in read[at : at + known])], at + known
        elif place:
            country, at = _country(read, at, place) or country, at + place
        elif read[at].folded in COURTESY | MODIFIERS | STOP_WORDS or _opens_sentence(read, at, common):
            former = "former " if read[at].folded in _FORMER else ""
            at += 1
        else:
            break
    return _Prefix(at - start, title, country)


def _opens_sentence(read: list[Token], at: int, common: frozenset[str]) -> bool:
    return at == 0 and read[at].folded in common and read[at].folded not in GIVEN_NAMES


def _title_at(read: list[Token], at: int, end: int) -> int:
    """Return how many words of a title stand at `at`, 0 if none."""
    for length in range(min(_LONGEST_PREFIX, end - at), 0, -1):
        if " ".join(token.folded for token in read[at : at + length]) in ROLES:
            return length
    return 0


def _place_at(read: list[Token], at: int, end: int) -> int:
    """Return how many words of a place stand at `at`; a first name that is also a town ("Austin") is left alone."""
    if read[at].folded in GIVEN_NAMES and end - at > 1 and not _title_at(read, at + 1, end):
        return 0
    for length in range(min(_LONGEST_PREFIX, end - at), 0, -1):
        if look_up(" ".join(token.text for token in read[at : at + length])) is not None:
            return length
    return 0


def _country(read: list[Token], at: int, length: int) -> str | None:
    place = look_up(" ".join(token.text for token in read[at : at + length]))
    return place.country if place is not None and (place.kind == DEMONYM or place.name == place.country) else None


def _read_body(words: list[Token], prefix: _Prefix, common: frozenset[str]) -> Mention | None:
    """Read the words of a run that are left after its prefix as a person, a body, or nobody."""
    if any(token.folded in ORGANISATION_WORDS for token in words):
        return _read_organisation(words)
    odd = next((i for i, token in enumerate(words) if _is_no_person(token)), len(words))
    if odd < len(words) and prefix.title is None:
        return None
    words = words[:odd]
    if not 0 < len(words) <= _LONGEST_PERSON or (len(words) == 1 and prefix.title is None):
        return None
    if prefix.title is None and all(token.folded in common and token.folded not in GIVEN_NAMES for token in words):
        return None
    if prefix.title is None and words[0].folded not in GIVEN_NAMES and look_up(words[-1].text) is not None:
        return None
    text = " ".join(token.text if token.capital or token.folded in PARTICLES else token.text.title() for token in words)
    name = read_name(text)
    return Mention(name, 0, 0, full=bool(name.given), title=prefix.title, country=prefix.country)


def _is_no_person(token: Token) -> bool:
    acronym = token.text.isupper() and len(token.text) > 1 and "." not in token.text
    odd = not _DIGIT.isdisjoint(token.text) or bool(_GLUED.search(token.text))
    return acronym or odd or token.folded in NON_PERSON_WORDS or token.folded == "of"


def _read_organisation(words: list[Token]) -> Mention | None:
    text = " ".join(token.text for token in words)
    if len(words) > _LONGEST_BODY or (len(words) == 1 and not text.isupper()) or not words[0].capital:
        return None
    return Mention(Name(text, text, bare(text), "", bare(text)), 0, 0, full=True, body=True)


def _cased_names(read: list[Sentence], keys: frozenset[str]) -> Iterator[Mention]:
    """Yield the full names in headline-cased sentences: only those that the page tells elsewhere (`keys`)."""
    offset = 0
    for number, sentence in enumerate(read):
        at = 0
        while at < len(sentence.tokens):
            name = _known_at(sentence.tokens, at, keys) if sentence.cased else None
            if name is not None:
                yield Mention(name, number, at + offset, full=True)
            at += len(name.text.split()) if name is not None else 1
        offset += len(sentence.tokens)


def _known_at(read: list[Token], at: int, keys: frozenset[str]) -> Name | None:
    for length in range(min(_LONGEST_PERSON, len(read) - at), 1, -1):
        words = read[at : at + length]
        if words[0].capital and words[-1].capital and all(token.joined for token in words[1:]):
            name = read_name(" ".join(token.text for token in words))
            if name.key in keys:
                return name
    return None


def _with_surnames(read: list[Sentence], told: list[Mention], families: dict[str, Name]) -> list[Mention]:
    """Add the bare surnames to the names `told`, in the order of the text."""
    taken = {m.at + i for m in told for i in range(len(m.name.text.split()))}
    found = list(told)
    offset = 0
    for number, sentence in enumerate(read):
        for at, token in enumerate(sentence.tokens):
            if token.capital or "-" in token.text:
                known = () if at + offset in taken else _surnames(token, families)
                found.extend(Mention(name, number, at + offset, full=False) for name in known)
        offset += len(sentence.tokens)
    return sorted(found, key=lambda m: m.at)


def _surnames(token: Token, families: dict[str, Name]) -> tuple[Name, ...]:
    """Return the family names in a word: one, or both halves of a compound such as "Trump-Kim"."""
    if token.folded in STOP_WORDS:
        return ()
    whole = families.get(family_key(token.folded))
    if whole is not None:
        return (read_name(whole.family),) if token.capital else ()
    parts = [families.get(family_key(part)) for part in token.folded.split("-")]
    known = tuple(read_name(name.family) for name in parts if name is not None)
    return known if len(known) == len(parts) else ()
