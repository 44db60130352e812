"""Reading helpers over plain text: folding, repairing glued punctuation, sentences, words.

Offsets of blocks always point into the text as published; what is returned here is for reading only.
"""

import re
import unicodedata
from functools import lru_cache


def word_set(listing: str) -> frozenset[str]:
    """Return the words of a listing, separated by white space, as a set."""
    return frozenset(listing.split())


_SIGNS = (
    *((chr(sign), "-") for sign in (*range(0x2010, 0x2016), 0x2212)),
    *((chr(sign), "'") for sign in (0x2018, 0x2019, 0x201B, 0x02BC, 0xB4)),
    *((sign, '"') for sign in "“”„‟«»"),
)
# Vowel signs and the like: they stand inside words but are no letters to the regular expressions of Python.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
_WORD = re.compile(rf"[^\W_]+(?:(?:['-]|[{_MARKS}]{{1,4}})[^\W_]+)*(?:[{_MARKS}]{{1,4}})?")
# Scripts without spaces: what stands between two spaces is a clause, so pairs of signs serve as words; hiragana alone
# is grammar.
_UNSPACED = re.compile(r"[\u0e01-\u0e5b\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]{2}")
_THAI = re.compile(r"[\u0e01-\u0e5b]{2}")
_GRAMMAR_SIGNS = re.compile(r"[\u3041-\u309f]{2}")
# The sign comes first and what must stand before it is looked at afterwards: so the search skips from sign to sign.
_GLUED_COMMA = re.compile(r"[,;:](?=[^\W\d_])(?<=[^\W_].)")
_GLUED_STOP = re.compile(r"[.!?](?=[A-Z][a-z])(?<=[^\W\d_A-Z].)")
_GLUED_INITIALS = re.compile(r"\.(?=[A-Z][a-z])(?<=[A-Z]\.[A-Z].)")
# One start for each run of stops and no way back into it: "......" is read once. The stops of Arabic, Urdu, Hindi,
# Armenian, Ethiopic, Burmese and Khmer stand before a space as the Latin ones do; those of Chinese and Japanese do not.
_WIDE_STOPS = "\u3002\uff01\uff1f\uff61"
_STOPS = ".!?\u2026\u061f\u06d4\u0964\u0965\u0589\u1362\u1367\u104b\u17d4" + _WIDE_STOPS
_OPENERS = "\"'\u201c\u2018(\\[\xab\xbb\u201e\u201a\xbf\xa1"
_STOP = re.compile(
    rf"[{_STOPS}](?<![{_STOPS}][{_STOPS}])[{_STOPS}]*+"
    rf"(?:(?<=[{_WIDE_STOPS}])(?P<wide>)[\u300d\u300f\u3011\u300b\uff09\u201d\"]*+\s*+(?=\S)"
    rf"|(?:[\"'\u201d\u2019\u201c)\]\xbb]|[\xa0\u202f ]\xbb)*+\s++(?=(?:[{_OPENERS}][\xa0\u202f ]?){{0,3}}+[^\W_a-z]))"
)
_LAST_TOKEN = 24
_LONGEST_CACHED = 40  # a "word" of a hostile page may be of any length
# What goes on after a Japanese quotation that ends in a stop: 「…。」と述べた.
_GOES_ON = tuple("とってなのでがをにも")
# "23. August", "19. Jahrhundert": German writes ordinals so, and its nouns have capitals.
_ORDINAL_OF = re.compile(
    r"(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrestag|Weltkrieg|Bundesliga|Minute\b)"
)

_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm rev hon st jr sr vs no inc ltd co corp bros
    dept univ jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e
    etc approx
    bzw ca usw evtl ggf vgl nr z z.b d.h u.a mio mrd mme mlle sra srta dra avda núm ee г гг т.д т.п млн млрд тыс руб
    """  # noqa: RUF001 - Russian abbreviations are Cyrillic
)

STOP_WORDS = word_set(
    """
    a about above after again against ago all almost along already also although always am amid among an and
    another any are around as at away back be became because been before began behind being below between
    both but by call called came can cannot come could day days did do does done down during each either
    else end even ever every few first five for former four from further gave get give go goes going gone
    got great had has have having he her here hers herself him himself his how however i if in including
    instead into is it its itself just keep know last late later least less let like likely long made make
    makes making many may me might mine month months more most much must my myself near nearly need never
    new next no nor not nothing now of off often old on once one only onto or other others our ours out over
    own part people per perhaps place put rather really recent recently report reported right said same saw
    say saying says second see seen set several shall she should show since six so some still such take
    taken ten than that the their theirs them themselves then there these they thing things think this those
    though three through time times to today together told too took toward two under until up upon us use
    used using very want was way we week weeks well went were what when where whether which while who whole
    whom whose why will with within without work would year years yesterday yet you your yours monday
    tuesday wednesday thursday friday saturday sunday according added asked don't didn't it's that's he's
    she's i'm we're they're doesn't isn't wasn't mr mrs ms dr image photo read click share
    """
)


def fold(text: str) -> str:
    """Return `text` in NFKC, case-folded, with one kind of dash, quote and space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        for sign, put in _SIGNS:  # to look for twenty signs takes a quarter of the time of `str.translate`
            text = text.replace(sign, put)
    return " ".join(text.casefold().replace("`", "'").split())


def bare(text: str) -> str:
    """Return `text` folded and without diacritics: the form that names and places are compared in."""
    return _bare_word(text) if len(text) <= _LONGEST_CACHED else _bare(text)


def _bare(text: str) -> str:
    folded = fold(text)
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


_bare_word = lru_cache(maxsize=32768)(_bare)


def readable(text: str) -> str:
    """Return `text` with the space that hasty publishing lost: "Tokyo,Japan.The" is "Tokyo, Japan. The".

    Without it neither sentences nor names can be found. Numbers ("50,000", "10:30") stay as they are.
    """
    text = _GLUED_COMMA.sub(r"\g<0> ", text)
    return _GLUED_INITIALS.sub(r"\g<0> ", _GLUED_STOP.sub(r"\g<0> ", text))


@lru_cache(maxsize=512)  # the search for names and the reading of a page ask for the same blocks
def sentences(text: str) -> tuple[str, ...]:
    """Split `text` (made readable) into sentences; a line ends one, abbreviations and initials do not."""
    return tuple(sentence for line in readable(text).splitlines() for sentence in _sentences_of(line))


def _sentences_of(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _goes_on(text, stop) or _is_abbreviation(text[max(start, stop.start() - _LAST_TOKEN) : stop.start()]):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Tell whether what follows a full stop shows that it ended no sentence."""
    after, before = text[stop.end() : stop.end() + _LAST_TOKEN], text[max(0, stop.start() - 3) : stop.start()]
    if stop["wide"] is not None:
        return text[stop.end() - 1] in "\u300d\u300f\uff09" and after.startswith(_GOES_ON)
    if after[0].isascii() and not before[-1:].isdigit():
        return False
    ordinal = before[-1:].isdigit() and not before[0].isdigit() and _ORDINAL_OF.match(after)
    return after[0].islower() or bool(ordinal)


def _is_abbreviation(before: str) -> bool:
    token = before.rsplit(None, 1)[-1].lstrip("(\"'\u201c\u2018[") if before.strip() else ""
    return token.casefold() in _ABBREVIATIONS or (token[-1:].isupper() and (len(token) == 1 or token[-2] == "."))


def verbatim(text: str, sentence: str) -> str:
    """Return `sentence`, taken from the readable form of `text`, as `text` itself has it; "" if it is not there.

    Only spaces differ between the two, so they are found by everything else.
    """
    squeezed = "".join(sentence.split())
    place = text.find(sentence)
    if place >= 0:
        # Nearly always it stands there as it is; only the same signs with other spaces may come earlier.
        before = "".join(text[: place + len(sentence)].split())
        if before.find(squeezed) == len(before) - len(squeezed):
            return sentence.strip()
    places = [i for i, char in enumerate(text) if not char.isspace()]
    start = "".join(text.split()).find(squeezed)
    return text[places[start] : places[start + len(squeezed) - 1] + 1] if squeezed and start >= 0 else ""


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; inner hyphens and apostrophes belong to the word."""
    return _WORD.findall(fold(text))


def spaced_words(text: str) -> list[str]:
    """Return the folded words of `text` in order; of scripts without spaces, overlapping pieces of the clauses."""
    told = words(text)
    if not text.isascii() and _UNSPACED.search(text):
        return [piece for word in told for piece in _pieces(word)]
    return told


def content_words(text: str) -> list[str]:
    """Return the stems of the words that carry a subject: no stop words, no single letters, no bare numbers.

    Of Chinese and Japanese the overlapping pairs of signs, of Thai the overlapping runs of four.
    """
    return [
        stem(word) for word in spaced_words(text) if len(word) > 1 and word not in STOP_WORDS and not word.isdigit()
    ]


def _pieces(word: str) -> list[str]:
    """Return a word as it is, or the pieces of a clause that is written without spaces."""
    if not _UNSPACED.search(word):
        return [word]
    size = 4 if _THAI.search(word) else 2
    pieces = [word[i : i + size] for i in range(max(1, len(word) - size + 1))]
    return [piece for piece in pieces if not _GRAMMAR_SIGNS.fullmatch(piece)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the commonest English endings off a folded word.

    A light stemmer on purpose: for telling one story from another it only has to join "visit", "visits",
    "visited", "visiting".
    """
    word = word.removesuffix("'s").removesuffix("'")
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending) + put
    return word


_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ied", "y"), ("ed", ""), ("ss", "ss"), ("s", ""))
_SHORTEST_STEM = 3
