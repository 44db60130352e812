"""The language of a text, by its script and its commonest words: enough to know which rules hold.

Names of a script without capitals, or of German with its capitalised nouns, cannot be found by English rules. So it
matters more to know that a text is *not* English than which of two neighbours it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from tasks.shared.text import fold, word_set

ENGLISH = "en"
UNDETERMINED = "und"
_READ = 2000
_LEAST_WORDS = 12
_MANY_WORDS = 60
_NO_ENGLISH = 0.03
_LEAST_SHARE = 0.08
_LEAD = 1.3
_LEAST_SCRIPT = 0.3

# Words of grammar only: each is common in its language, and most are unknown to the others in the table.
_GRAMMAR = {
    "en": "the of and to in that is was for on with said he his are has have from at by be as it this will who were",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    "fr": "le la les de des du et en un une que qui dans pour sur est au par il plus pas ne se ce sont avec aux",
    "es": "el la los las de del en que un una por con para se es al lo como más su sus no ha este fue",
    "it": "il la di che in un una del della per con non le si da al dei nel alla sono ha gli anche come",
    "pt": "os as de do da em que um uma para com não por no na dos das se ao mais foi como",
    "nl": "de het een en van in is dat op te zijn met voor niet die aan er om ook als bij naar wordt door",
    "sv": "och att det som en på är av för med den till inte har de ett om han var från vi men kan",
    "da": "og at det som en på er af for med den til ikke har de et om han var fra jeg men kan der",
    "no": "og at det som en på er av for med den til ikke har de et om han var fra jeg men kan seg",
    "fi": "ja on ei se että oli hän mutta ovat kun myös joka mukaan sen ole kuin tai voi nyt vain",
    "pl": "na do nie że się jest to jak od po za przez dla ale przy są oraz który tym było",
    "cs": "se na že je do to ve za pro jako ale by jsou podle který od si po",
    "sk": "sa na že je do to vo za pre ako ale by sú podľa ktorý od si po",
    "hu": "az és hogy nem is egy meg volt de csak már még mint ez azt el szerint ki vagy után",
    "ro": "și de în la cu pe care nu că din un pentru este mai au se prin sunt după fost",
    "tr": "ve bir bu da de için ile olarak olan çok daha en sonra gibi kadar ise ancak değil oldu her ne",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan juga oleh ke ada karena sebagai mereka kata",
    "vi": "và của là có không được các cho một trong đã với người này những khi từ đến tại để ông theo",
    "sw": "ya na wa kwa ni katika za la kuwa hiyo alisema huo cha hilo vya pia yake baada wao mwa",
}
_BY_SCRIPT = (
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("ja", "\u3041-\u3096\u30a1-\u30fa"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("he", "\u0590-\u05ff"),
    ("th", "\u0e01-\u0e5b"),
    ("hi", "\u0900-\u097f"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
)
# How much of the rules for names, places and days holds: all in English, the forms of names where names alone carry
# capitals, next to nothing where all nouns do or where there are none.
_CAPITALS_MARK_NAMES = 0.4
_NO_CAPITALS = 0.2
_TRUST = {ENGLISH: 0.9, "de": 0.3, "ru": 0.3, "el": 0.3, "hy": 0.3}
CASELESS = frozenset({"ko", "ja", "zh", "ar", "he", "th", "hi", "bn", "ta", "ka"})
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")


def language_of(texts: Iterable[str], claimed: str | None = None) -> str | None:
    """Return the language of `texts` as an ISO 639-1 code, from their first 2,000 characters.

    A script decides by itself (kana make Japanese of Han, and the commonest language stands for its script: "ru" for
    Cyrillic). Else the words of grammar decide, if they are clear; else `claimed`, a BCP 47 tag; else None. A text that
    has next to no word of the table is `UNDETERMINED`.
    """
    sample = _sample(texts)
    read, said = _by_script(sample) or _by_grammar(sample), _primary(claimed)
    if read == UNDETERMINED and said != ENGLISH:
        return said or read
    return read or said


def trust_in(language: str | None) -> float:
    """Return how far names, places and days read from a text of `language` can be trusted, 0 to 1.

    None counts as English: so short a text is read by the English rules.
    """
    language = language or ENGLISH
    return _NO_CAPITALS if language in CASELESS else _TRUST.get(language, _CAPITALS_MARK_NAMES)


def _sample(texts: Iterable[str]) -> str:
    parts: list[str] = []
    room = _READ
    for text in texts:
        parts.append(text[:room])
        room -= len(parts[-1]) + 1
        if room <= 0:
            break
    return "\n".join(parts)


def _by_script(sample: str) -> str | None:
    if not _BEYOND_LATIN.search(sample):
        return None
    letters = sum(map(len, _WORD.findall(sample)))
    found = {language: len(pattern.findall(sample)) for language, pattern in _scripts()}
    # Japanese is written in both, Korean may hold Han, and neither Chinese kana nor Hangul.
    if found["ja"] > _LEAST_SCRIPT * found["zh"]:
        found["ja"] += found["zh"]
    best = max(found, key=found.__getitem__)
    return best if found[best] > max(0, _LEAST_SCRIPT * letters) else None


@cache
def _scripts() -> Sequence[tuple[str, re.Pattern[str]]]:
    return [(language, re.compile(f"[{ranges}]")) for language, ranges in _BY_SCRIPT]


def _by_grammar(sample: str) -> str | None:
    words = _WORD.findall(fold(sample))
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter(words)
    scored = {language: sum(counts[word] for word in grammar) for language, grammar in _grammars()}
    best, second = sorted(scored, key=lambda language: (-scored[language], language))[:2]
    if scored[best] >= _LEAST_SHARE * len(words):
        # Of two neighbours either will do: what matters is that neither is English.
        sure = scored[best] > _LEAD * scored[second] or ENGLISH not in (best, second)
        return best if sure else None
    foreign = len(words) >= _MANY_WORDS and scored[ENGLISH] < _NO_ENGLISH * len(words)
    return UNDETERMINED if foreign else None


@cache
def _grammars() -> Sequence[tuple[str, frozenset[str]]]:
    return [(language, word_set(words)) for language, words in _GRAMMAR.items()]


@cache
def grammar_words() -> frozenset[str]:
    """Return the words of grammar of all languages in the table: they say nothing of a subject in any of them."""
    return frozenset().union(*(words for _, words in _grammars()))


def _primary(tag: str | None) -> str | None:
    match = re.match(r"[a-z]{2}(?![a-z])", (tag or "").casefold())
    return match.group() if match else None
