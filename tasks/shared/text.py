"""Reading helpers over plain text: folding, repairing glued punctuation, sentences, words.

Offsets of blocks always point into the text as published; what is returned here is for reading only.
"""

import re
import unicodedata
from functools import lru_cache


def word_set(listing: str) -> frozenset[str]:
    """Return the words of a listing, separated by white space, as a set."""
    return frozenset(listing.split())


_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_QUOTES = {**dict.fromkeys((0x2018, 0x2019, 0x201B, 0x02BC, 0x60, 0xB4), "'"), **dict.fromkeys(map(ord, "“”„‟«»"), '"')}
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_GLUED_COMMA = re.compile(r"(?<=[^\W_])([,;:])(?=[^\W\d_])")
_GLUED_STOP = re.compile(r"(?<=[^\W\d_A-Z])([.!?])(?=[A-Z][a-z])")
_GLUED_INITIALS = re.compile(r"(?<=[A-Z]\.[A-Z])(\.)(?=[A-Z][a-z])")
# One start for each run of stops and no way back into it: "......" is read once.
_STOP = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)\]]*+\s++(?=[\"'\u201c\u2018(\[]?[^\W_a-z])")
_LAST_TOKEN = 24

_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm rev hon st jr sr vs no inc ltd co corp bros
    dept univ jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e
    etc approx
    """
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
        text = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES)
    return _SPACES.sub(" ", text.casefold().replace("`", "'")).strip()


def bare(text: str) -> str:
    """Return `text` folded and without diacritics: the form that names and places are compared in."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def readable(text: str) -> str:
    """Return `text` with the space that hasty publishing lost: "Tokyo,Japan.The" is "Tokyo, Japan. The".

    Without it neither sentences nor names can be found. Numbers ("50,000", "10:30") stay as they are.
    """
    text = _GLUED_COMMA.sub(r"\1 ", text)
    return _GLUED_INITIALS.sub(r"\1 ", _GLUED_STOP.sub(r"\1 ", text))


def sentences(text: str) -> tuple[str, ...]:
    """Split `text` (made readable) into sentences; a line ends one, abbreviations and initials do not."""
    return tuple(sentence for line in readable(text).splitlines() for sentence in _sentences_of(line))


def _sentences_of(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _is_abbreviation(text[max(start, stop.start() - _LAST_TOKEN) : stop.start()]):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _is_abbreviation(before: str) -> bool:
    token = before.rsplit(None, 1)[-1].lstrip("(\"'\u201c\u2018[") if before.strip() else ""
    return token.casefold() in _ABBREVIATIONS or (token[-1:].isupper() and (len(token) == 1 or token[-2] == "."))


def verbatim(text: str, sentence: str) -> str:
    """Return `sentence`, taken from the readable form of `text`, as `text` itself has it; "" if it is not there.

    Only spaces differ between the two, so they are found by everything else.
    """
    places = [i for i, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(sentence.split())
    start = "".join(text.split()).find(squeezed)
    return text[places[start] : places[start + len(squeezed) - 1] + 1] if squeezed and start >= 0 else ""


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; inner hyphens and apostrophes belong to the word."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> list[str]:
    """Return the stems of the words that carry a subject: no stop words, no single letters, no bare numbers."""
    return [stem(word) for word in words(text) if len(word) > 1 and word not in STOP_WORDS and not word.isdigit()]


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
