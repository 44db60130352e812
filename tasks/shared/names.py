"""Person names: which token is the family name, and when two spellings name one person.

Rules are about spelling conventions (Korean and Chinese names put the family first, Japanese names come in either
order, Western names end with it), never about particular people.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.shared.name_tables import (
    CHINESE_FAMILIES,
    JAPANESE_FAMILIES,
    KOREAN_FAMILIES,
    NICKNAMES,
    PARTICLES,
    SUFFIXES,
)
from tasks.shared.text import bare

_KOREAN = {spelling: group.split()[0] for group in KOREAN_FAMILIES.split(";") for spelling in group.split()}
_KOREAN_CLASSES = frozenset(_KOREAN.values())
_KOREAN_SYLLABLE = re.compile(
    r"(?:ch|kk|tt|pp|ss|jj|sh|[bcdghjklmnprst])?[yw]?(?:ae|eo|eu|oo|ou|ee|oi|ui|ye|[aeiou])(?:ng|[bgklmnpt])?"
)
_PINYIN_SYLLABLE = re.compile(r"(?:zh|ch|sh|ts|hs|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|n|r)?")
_KOREAN_SOUNDS = (
    ("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("woo", "u"), ("wu", "u"), ("ee", "i"), ("o", "u"), ("sh", "s"),
    ("ch", "j"), ("g", "k"), ("nk", "ng"), ("d", "t"), ("b", "p"), ("r", "l"), ("ae", "e"), ("j", "c"), ("h", ""),
)  # fmt: skip
_MOST_SYLLABLES = 2
_LONGEST_NAME = 80
_SHORT = 2  # "so", "go", "an" are words long before they are names


class Name(NamedTuple):
    """A name as written (`text`, without titles), its `family` name as shown, and what it is compared by.

    `family_key` is the folded family name, `given` the folded rest ("" for a bare surname). `key` is equal for equal
    names whatever their order, romanisation, case, hyphens and diacritics.
    """

    text: str
    family: str
    family_key: str
    given: str
    key: str


@lru_cache(maxsize=16384)
def read_name(text: str) -> Name:
    """Return `text`, a person name without titles, as a `Name`. Text over 80 characters is cut there."""
    text = " ".join(text[:_LONGEST_NAME].split())
    tokens = [token for token in text.split() if token.casefold().strip(".,") not in SUFFIXES] or [text]
    first, last = _family_span(tokens)
    family = " ".join(tokens[first:last])
    given = [bare(token) for token in tokens[:first] + tokens[last:]]
    given = [token.strip(".") for token in given if len(token.strip(".")) > 1] or given
    shared = family_key(family)
    if shared in _KOREAN_CLASSES and given and _is_korean(given):
        sound = _korean_sound("".join(given))
        return Name(text, family, shared, sound, f"{shared} {sound}")
    folded = sorted(_given_key(token, shared) for token in given)
    return Name(text, family, shared, " ".join(folded), " ".join(sorted([*folded, shared])))


def _family_span(tokens: list[str]) -> tuple[int, int]:
    """Return where the family name stands in `tokens`, as a half-open span."""
    count = len(tokens)
    folded = [bare(token) for token in tokens]
    if count > 1 and _family_comes_first(folded):
        return 0, 1
    start = count - 1
    while start > 1 and folded[start - 1] in PARTICLES:
        start -= 1
    return start, count


def _family_comes_first(folded: list[str]) -> bool:
    first, last, rest = folded[0], folded[-1], folded[1:]
    if first in _KOREAN and _is_korean(rest):
        return not (last in _KOREAN and "-" in first)
    if first in CHINESE_FAMILIES and _syllables(rest, _PINYIN_SYLLABLE):
        return True
    return first in JAPANESE_FAMILIES and last not in JAPANESE_FAMILIES


def _is_korean(given: list[str]) -> bool:
    return _syllables(given, _KOREAN_SYLLABLE)


def _syllables(tokens: list[str], syllable: re.Pattern[str]) -> bool:
    """Tell whether `tokens` are one or two syllables in all, as Korean and Chinese given names are."""
    parts = [part for token in tokens for part in re.split(r"[-']", token) if part]
    if not parts or len(parts) > _MOST_SYLLABLES:
        return False
    if len(parts) == _MOST_SYLLABLES:
        return all(syllable.fullmatch(part) for part in parts)
    whole = parts[0]
    cuts = range(1, len(whole))
    return bool(syllable.fullmatch(whole)) or any(
        syllable.fullmatch(whole[:cut]) and syllable.fullmatch(whole[cut:]) for cut in cuts
    )


def _korean_sound(given: str) -> str:
    """Fold the romanisations of a Korean given name: Myung, Myeong and Myong are one, so are Seok and Suk."""
    sound = re.sub(r"[^a-z]", "", given)
    for spelling, put in _KOREAN_SOUNDS:
        sound = sound.replace(spelling, put)
    return sound


def _given_key(token: str, family: str) -> str:
    token = NICKNAMES.get(token, token).replace("-", "")
    return token.replace("ou", "o").replace("oo", "o") if family in JAPANESE_FAMILIES else token


def same_person(a: Name, b: Name) -> bool:
    """Tell whether two full names are spellings of one: equal keys, or one leaves out a middle name of the other."""
    if a.key == b.key:
        return True
    if not a.given or not b.given or a.family_key != b.family_key:
        return False
    shorter, longer = sorted((set(a.given.split()), set(b.given.split())), key=len)
    return shorter <= longer


def hard_different(a: Name, b: Name) -> bool:
    """Tell whether two names share the family name but are two people: both given names are known and disagree."""
    return a.family_key == b.family_key and bool(a.given) and bool(b.given) and not same_person(a, b)


def may_be_family(word: str) -> bool:
    """Tell whether `word` is a family name known by itself, in any case (lower-case "abe" after a title)."""
    folded = bare(word)
    return len(folded) > _SHORT and (folded in JAPANESE_FAMILIES or folded in _KOREAN)


def family_key(word: str) -> str:
    """Return what a family name is compared by: `Yi`, `Rhee` and `Lee` share one key, `von der Leyen` is itself."""
    folded = bare(word)
    return _KOREAN.get(folded, folded)
