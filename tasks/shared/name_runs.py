"""Runs of capitalised words in a sentence, and whom each names: title, country, then a person or a body."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.shared.bodies import body_name, is_acronym, party_of, read_body_name
from tasks.shared.body_tables import ORGANISATION_WORDS, PARTY_ADJECTIVES
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.name_tables import (
    COURTESY,
    FOLLOWINGS,
    NON_PERSON_WORDS,
    PARTICLES,
    PLACE_OPENERS,
    ROLES,
    SURNAME_TITLES,
    TIME_WORDS,
)
from tasks.shared.names import Name, may_be_family, read_name
from tasks.shared.parts import Part, is_setting, part_of, tells_age
from tasks.shared.places import CITY, COUNTRY, STATE, look_up
from tasks.shared.prefixes import Common, Prefix, read_prefix, title_at
from tasks.shared.text import STOP_WORDS
from tasks.shared.tokens import Token

_LONGEST_PERSON = 5
_LONGEST_PLACE = 3
_LEADING = 2  # a name and "Administration"


class Mention(NamedTuple):
    """Somebody named in a text.

    `full` tells a name with a given name from a bare surname; `title` is the role said with it and `country` the
    country said before the title ("South Korean President"); `sentence` counts sentences and `at` words of the text;
    `body` marks an organisation or group; `part` is what the name does in its sentence, which it `opens` or not; a
    person may be `aged`: the age follows, as it does where somebody is introduced; a body may be the `setting`.
    """

    name: Name
    sentence: int
    at: int
    full: bool
    title: str | None = None
    country: str | None = None
    body: bool = False
    part: Part = Part.NONE
    opens: bool = False
    aged: bool = False
    setting: bool = False


class Run(NamedTuple):
    """Words `start` to `end` of a sentence that hang together."""

    start: int
    end: int


def runs(read: Sequence[Token]) -> Iterator[Run]:
    """Yield the spans of words that hang together: capitals, titles, and particles between capitals."""
    index, count = 0, len(read)
    while index < count:
        end = index + 1
        if read[index].capital or read[index].folded in ROLES:
            while end < count and _continues(read, end):
                end += 1
            yield Run(index, end)
        index = end


def _continues(read: Sequence[Token], at: int) -> bool:
    token, before = read[at], read[at - 1]
    if not token.joined or before.ends_run:
        return False
    if token.capital or token.folded in ROLES or _lower_case_name(read, at):
        return True
    follows = at + 1 < len(read) and read[at + 1].capital and read[at + 1].joined
    return follows and (token.folded in PARTICLES or token.folded == "of" or _joins_body(read, at))


def _joins_body(read: Sequence[Token], at: int) -> bool:
    """Tell whether an "and" stands inside a name: "Department of Health and Human Services"."""
    if read[at].folded != "and" or at < 3:  # noqa: PLR2004 - department, of, health
        return False
    return read[at - 2].folded == "of" and read[at - 3].folded in ORGANISATION_WORDS and read[at - 3].capital


def _lower_case_name(read: Sequence[Token], at: int) -> bool:
    """Tell whether `read[at]` belongs to a name in lower case after a title: "Prime Minister shinzo abe"."""
    token, before = read[at], read[at - 1]
    if token.folded in STOP_WORDS:
        return False
    if before.folded in ROLES:
        return at + 1 < len(read) and read[at + 1].joined and may_be_family(read[at + 1].folded)
    return may_be_family(token.folded) and not before.capital and at > 1 and read[at - 2].folded in ROLES


def read_run(read: Sequence[Token], run: Run, common: Common) -> Iterator[Mention]:
    """Yield whom a run names, with `at` as offset in the sentence; a title inside it starts another name.

    `common` are the words that the page also writes in lower case. A body that only says whose title follows
    ("FBI Director") is not told of.
    """
    piece, end = run
    while piece < end:
        prefix = read_prefix(read, piece, end, common)
        start = stop = piece + prefix.length
        while stop < end and (stop == start or not _splits(read, start, stop, end)):
            stop += 1
        alone = start >= end
        mention = _read_party(read, end) or _read_state(read, piece, end) if alone else None
        mention = mention if alone else _read_name(read, start, stop, prefix, common)
        if mention is not None and not (mention.body and stop < end):
            yield mention
        piece = max(stop, piece + 1)


def _splits(read: Sequence[Token], start: int, at: int, end: int) -> bool:
    """Tell whether another name begins at `at`: with a title, a courtesy, or a first name after a body.

    A title begins none in "Department of Justice", nor in "Larry King".
    """
    if read[at - 1].folded == "of":
        return False
    token = read[at]
    if token.folded in COURTESY and token.capital:
        return True
    if title_at(read, at, end):
        return not (token.folded in SURNAME_TITLES and read[start].folded in GIVEN_NAMES)
    return _begins_person(read, at, end) and any(word.folded in ORGANISATION_WORDS for word in read[start:at])


def _begins_person(read: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a first name stands at `at`, and a surname may follow: not in "Royal Victoria Hospital"."""
    if read[at].folded not in GIVEN_NAMES or at + 1 >= end:
        return False
    last = read[at + 1]
    return last.capital and last.folded not in ORGANISATION_WORDS and not _is_no_person(last)


def _read_party(read: Sequence[Token], end: int) -> Mention | None:
    """Return the mention of a party in a run of nothing but what stands before names: "Republican senators"."""
    party = _read_party_at_end(read, end)
    return Mention(party, 0, end - 1, full=True, body=True, part=part_of(read, end, end + 1)) if party else None


def _read_state(read: Sequence[Token], start: int, end: int) -> Mention | None:
    """Return the mention of a country that acts, as its government does: "North Korea said", "Israel struck"."""
    part = part_of(read, end - 1, end)
    if part is Part.NONE:
        return None
    for at in range(max(start, end - _LONGEST_PLACE), end):
        place = look_up(" ".join(token.text for token in read[at:end]))
        if place is not None and place.kind == COUNTRY:
            return Mention(body_name(place.name), 0, at, full=True, body=True, part=part)
    return None


def _read_party_at_end(read: Sequence[Token], end: int) -> Name | None:
    """Read "House Republican leaders", whose noun in lower case has ended the run, as the party."""
    return party_of(read[end - 1], read[end]) if end < len(read) else None


def _body_start(read: Sequence[Token], start: int, stop: int) -> int:
    """Return where the name of a body begins: a party's adjective and a town or state before it belong to it.

    "Democratic National Committee", "Santa Fe High School"; the Turkish Parliament is a Parliament.
    """
    if not 0 < start < stop or not read[start].joined or not read[start - 1].capital:
        return start
    if read[start - 1].folded in PARTY_ADJECTIVES:
        return start - 1
    for length in range(min(_LONGEST_PLACE, start), 0, -1):
        words = read[start - length : start]
        place = look_up(" ".join(token.text for token in words))
        if place is not None and place.kind in {CITY, STATE} and all(token.joined for token in words[1:]):
            return start - length
    return start


def _read_name(read: Sequence[Token], start: int, stop: int, prefix: Prefix, common: Common) -> Mention | None:
    """Read the words of a run that are left after its prefix as a person, a body, or nobody."""
    words = read[start:stop]
    body = _read_body(read, start, stop, prefix, common)
    if body is not None:
        at = stop - len(body.text.split()) if read[stop - 1].text == body.text.split()[-1] else start
        part, setting = part_of(read, start, stop), is_setting(read, at)
        return Mention(body, 0, at, full=True, country=prefix.country, body=True, part=part, setting=setting)
    person = _read_person(words, prefix, common) or _read_leader(read, start, stop, prefix)
    if person is None or (stop < len(read) and read[stop].slashed and read[stop].capital):
        return None
    full = bool(person.given)
    end = start + len(person.text.split())
    part, aged = part_of(read, start, end), tells_age(read, end)
    return Mention(person, 0, start, full=full, title=prefix.title, country=prefix.country, part=part, aged=aged)


def _read_body(read: Sequence[Token], start: int, stop: int, prefix: Prefix, common: Common) -> Name | None:
    words = read[start:stop]
    # "Shanti Rao of Tasman Bank" is Shanti Rao.
    if not words or (words[0].folded in GIVEN_NAMES and any(token.folded == "of" for token in words)):
        return None
    if len(words) == _LEADING and words[1].folded == "administration":
        return None
    found = _read_party_at_end(read, stop) or read_body_name(read[_body_start(read, start, stop) : stop])
    if found is not None:
        return found if len(words) > 1 or words[0].folded not in common or prefix.definite else None
    if prefix.title is not None or prefix.courtesy:
        return None
    if len(words) == 1:
        return body_name(words[0].text) if _stands_out(read, start, common) else None
    return body_name(" ".join(token.text for token in words)) if prefix.definite and _may_be_body(words) else None


def _may_be_body(words: Sequence[Token]) -> bool:
    """Tell whether what is called "the" may be a body: "the Philadelphia Eagles", not "the Affordable Care Act"."""
    things = any(token.folded in NON_PERSON_WORDS or token.folded == "of" or not token.capital for token in words)
    return not things and len(words) <= _LONGEST_PERSON and all(w.folded not in GIVEN_NAMES for w in words[1:-1])


def _stands_out(read: Sequence[Token], at: int, common: Common) -> bool:
    """Tell whether the word at `at` is an acronym among words that are not all in capitals."""
    if not is_acronym(read[at]) or read[at].folded in common:
        return False
    around = [read[i].text for i in (at - 1, at + 1) if 0 <= i < len(read)]
    return not any(text.isupper() and len(text) > 1 for text in around)


def _read_person(words: Sequence[Token], prefix: Prefix, common: Common) -> Name | None:
    odd = next((i for i, token in enumerate(words) if _is_no_person(token)), len(words))
    introduced = prefix.title is not None or prefix.courtesy
    if odd < len(words) and not introduced and not (odd > 1 and _ends_name(words, odd)):
        return None
    words = words[:odd]
    if not 0 < len(words) <= _LONGEST_PERSON or (len(words) == 1 and not introduced):
        return None
    words = _from_first_name(words, common, definite=prefix.definite)
    if not introduced and _is_something_else(words, common, definite=prefix.definite):
        return None
    return read_name(" ".join([*(_as_written(token, initial=True) for token in words[:-1]), _as_written(words[-1])]))


def _as_written(token: Token, *, initial: bool = False) -> str:
    """Return a word of a name with its capital, and with the full stop that the words of a sentence do not keep."""
    if initial and len(token.text) == 1 and token.capital:
        return f"{token.text}."
    return token.text if token.capital or token.folded in PARTICLES else token.text.title()


def _ends_name(words: Sequence[Token], at: int) -> bool:
    """Tell whether a name ends before the word at `at`: "They jailed Ann Lee Monday", "Mart Saar of Estonia"."""
    if words[at].folded == "of":
        return all(token.folded not in ORGANISATION_WORDS for token in words[:at])
    return words[at].folded in TIME_WORDS and words[0].folded in GIVEN_NAMES


def _read_leader(read: Sequence[Token], start: int, stop: int, prefix: Prefix) -> Name | None:
    """Read "the Bush administration" as a mention of Bush."""
    if start >= stop or _is_no_person(read[start]) or look_up(read[start].text) is not None:
        return None
    if stop == start + _LEADING and read[start + 1].folded == "administration":
        return read_name(read[start].text)
    follows = prefix.definite and stop == start + 1 < len(read) and read[stop].joined
    return read_name(read[start].text) if follows and read[stop].folded in FOLLOWINGS else None


def _from_first_name(words: Sequence[Token], common: Common, *, definite: bool) -> Sequence[Token]:
    """Leave out a common word that stands before a first name: "Staff John Kelly" is John Kelly."""
    for at, token in enumerate(words[:-1]):
        if at and token.folded in GIVEN_NAMES and token.capital:
            said = definite or words[0].folded in common
            return words[at:] if said and words[0].folded not in GIVEN_NAMES else words
    return words


def _is_something_else(words: Sequence[Token], common: Common, *, definite: bool) -> bool:
    """Tell whether the words are marked as no person's: by "the", as a place, or as common words all."""
    if words[0].folded in GIVEN_NAMES:
        return False
    common_words = all(token.folded in common for token in words)
    return definite or common_words or words[0].folded in PLACE_OPENERS or look_up(words[-1].text) is not None


_DIGIT = frozenset("0123456789")
# Two words that lost the space between them: "TrumpFederal"; "DeSantis" and "FitzGerald" have shorter heads.
_GLUED = re.compile(r"[a-z]{4}[A-Z]")


def _is_no_person(token: Token) -> bool:
    acronym = token.text.isupper() and len(token.text) > 1 and "." not in token.text
    odd = not _DIGIT.isdisjoint(token.text) or bool(_GLUED.search(token.text))
    odd = odd or token.folded.partition("-")[0] in NON_PERSON_WORDS
    return acronym or odd or token.folded in NON_PERSON_WORDS or token.folded == "of"
