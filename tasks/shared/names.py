"""Person names: which token is the family name, and when two spellings name one person.

Rules are about spelling conventions (Korean and Chinese names put the family first, Japanese names come in either
order, Western names end with it), never about particular people.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tasks.shared.body_tables import ORGANISATION_WORDS
from tasks.shared.given_names import GIVEN_NAMES
from tasks.shared.name_tables import (
    CHINESE_FAMILIES,
    COMMON_FAMILIES,
    JAPANESE_FAMILIES,
    JUNIOR,
    KOREAN_FAMILIES,
    NICKNAMES,
    PARTICLES,
    SUFFIXES,
    WADE_GILES,
    WESTERN_LOOKALIKES,
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
_SLAVIC_ENDINGS = (
    "ov", "ev", "ova", "eva", "sky", "ski", "skiy", "skyy", "skii", "skyi", "skaya", "skaia", "enko", "ny", "nyy",
    "niy", "chuk", "vich", "vych", "shin", "kin", "lin", "tin", "gin", "nin", "chin", "ovych", "ayev", "hin",
)  # fmt: skip
_SLAVIC_SOUNDS = (
    ("tch", "ch"), ("shch", "sch"), ("kh", "h"), ("ks", "x"), ("yy", "y"), ("iy", "y"), ("ii", "y"), ("yi", "y"),
    ("iye", "ie"), ("ye", "e"), ("ey", "ei"), ("ay", "ai"), ("oy", "oi"), ("ya", "ia"), ("yu", "iu"), ("yo", "e"),
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:al|el|as|ad|an|ar|ash|az|ul)(?:-|\s)(?=\w{3})")
_JR = "jr"
_MOST_INITIALS = 3
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


def read_name(text: str) -> Name:
    """Return `text`, a person name without titles, as a `Name`. Text over 80 characters is cut there.

    The name of a body ("Supreme Court") has no given name, so that two courts are not taken for namesakes.
    """
    # Cut before the cache: what a hostile page calls a name must not fill the memory.
    return _read_name(" ".join(text[:_LONGEST_NAME].split()))


@lru_cache(maxsize=16384)
def _read_name(text: str) -> Name:
    tokens = [token for token in text.split() if token.casefold().strip(".,") not in SUFFIXES | JUNIOR] or [text]
    if len(tokens) > 1 and _is_body(bare(tokens[0]), bare(tokens[-1])):
        return Name(text, text, bare(text), "", bare(text))
    junior = [_JR] if any(token.casefold().strip(".,") in JUNIOR for token in text.split()[1:]) else []
    first, last = _family_span(tokens)
    family = " ".join(tokens[first:last])
    given = [bare(token).replace(".", "") for token in tokens[:first] + tokens[last:]]
    given = [token for token in given if len(token) > 1] or given
    shared = family_key(family)
    if shared in _KOREAN_CLASSES and given and _is_korean(given):
        sound = _korean_sound("".join(given))
        return Name(text, family, shared, sound, f"{shared} {sound}")
    if first == 0 and last < len(tokens) and (bare(family) in CHINESE_FAMILIES or bare(family) in WADE_GILES):
        sound = "".join(WADE_GILES.get(syllable, syllable) for token in given for syllable in re.split("[-']", token))
        shared = WADE_GILES.get(shared, shared)
        return Name(text, family, shared, sound, " ".join(sorted([sound, shared])))
    folded = sorted({_given_key(token, shared) for token in given} | set(junior))
    return Name(text, family, shared, " ".join(folded), " ".join(sorted([*folded, shared])))


def _is_body(first: str, last: str) -> bool:
    return len(last) > _SHORT + 1 and last in ORGANISATION_WORDS and first not in GIVEN_NAMES


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
    if first in CHINESE_FAMILIES or first in WADE_GILES:
        return last not in WESTERN_LOOKALIKES and _syllables(rest, _PINYIN_SYLLABLE)
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
    token = NICKNAMES.get(token, token).replace("-", "").replace("'", "")
    if family in JAPANESE_FAMILIES:
        return token.replace("ou", "o").replace("oo", "o")
    return NICKNAMES.get(_slavic_sound(token), _slavic_sound(token)) if _is_slavic(family) else token


def _is_slavic(family: str) -> bool:
    return len(family) > _SHORT + 2 and family.endswith(_SLAVIC_ENDINGS)


def _slavic_sound(word: str) -> str:
    """Fold the transliterations of Cyrillic: Zelenskyy, Zelenskiy and Zelensky are one, so are Sergeyev and Sergeev."""
    for spelling, put in _SLAVIC_SOUNDS:
        word = word.replace(spelling, put)
    return word[:-1] + "y" if word.endswith("i") else word


@lru_cache(maxsize=16384)
def same_person(a: Name, b: Name) -> bool:
    """Tell whether two full names are spellings of one.

    Keys are equal, or one leaves out a middle name of the other, or writes the first names as initials ("J.D. Vance").
    A junior is not his father.
    """
    if a.key == b.key:
        return True
    if not a.given or not b.given or a.family_key != b.family_key or is_junior(a) != is_junior(b):
        return False
    shorter, longer = sorted((set(a.given.split()), set(b.given.split())), key=len)
    return shorter <= longer or _initials(a) == _initials_of(b) or _initials(b) == _initials_of(a)


def is_junior(name: Name) -> bool:
    """Tell whether a name is a son's, told from his father's by "Jr."."""
    return _JR in name.given.split()


def _initials(name: Name) -> str:
    """Return the initials that stand for the first names: "jd" for "J.D. Vance", else a mark that equals nothing."""
    first = name.text.split()[0]
    letters = first.replace(".", "")
    short = 1 < len(letters) <= _MOST_INITIALS and ("." in first or letters.isupper()) and not name.text.isupper()
    return letters.casefold() if short and len(name.given.split()) == 1 else "-"


def _initials_of(name: Name) -> str:
    words = name.text.removesuffix(name.family).split()
    return "".join(bare(word)[:1] for word in words) if len(words) > 1 else "+"


def hard_different(a: Name, b: Name) -> bool:
    """Tell whether two names share the family name but are two people: both given names are known and disagree.

    An initial disagrees with no name that begins so, and a name without "Jr." may be the father's or the son's.
    """
    if a.family_key != b.family_key or not a.given or not b.given or same_person(a, b):
        return False
    mine, theirs = (set(name.given.split()) - {_JR} for name in (a, b))
    if mine <= theirs or theirs <= mine:
        return False
    short, other = sorted((mine, theirs), key=lambda given: max(map(len, given)))
    return max(map(len, short)) > 1 or not any(word[0] in short for word in other)


def is_common_family(name: Name) -> bool:
    """Tell whether so many bear this family name that two bearers of it are rarely of one family."""
    return name.family_key in _KOREAN_CLASSES | CHINESE_FAMILIES | COMMON_FAMILIES


def may_be_family(word: str) -> bool:
    """Tell whether `word` is a family name known by itself, in any case (lower-case "abe" after a title)."""
    folded = bare(word)
    return len(folded) > _SHORT and (folded in JAPANESE_FAMILIES or folded in _KOREAN)


def family_key(word: str) -> str:
    """Return what a family name is compared by.

    `Yi`, `Rhee` and `Lee` share one key, so do `al-Assad` and `Assad`, `O'Brien` and `OBrien`, `Zelenskyy` and
    `Zelensky`; `von der Leyen` is itself.
    """
    return _family_key(word[:_LONGEST_NAME])


@lru_cache(maxsize=16384)
def _family_key(word: str) -> str:
    folded = _ARTICLE.sub("", bare(word)).replace("ibn ", "bin ").replace("'", "")
    known = _KOREAN.get(folded, folded)
    return _slavic_sound(known) if _is_slavic(known) else known
