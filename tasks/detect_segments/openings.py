"""What the first and the last words of a block say of a report that opens or ends there."""

import re
from functools import lru_cache

from tasks.shared.datelines import dateline_place
from tasks.shared.dates import full_dates, weekdays
from tasks.shared.text import fold, word_set, words

_PRONOUN = word_set("he she they it his her their its this that these those him them such both")
_CONNECTIVE = word_set(
    """
    but and also however meanwhile still yet so then nor or moreover furthermore instead despite besides
    additionally nevertheless nonetheless likewise similarly indeed thus therefore later earlier though
    although because
    """
)
_STAMP = re.compile(
    r"^\W*(?:published|posted|updated|by)\b[: ]|\b\d{1,2}:\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b", re.IGNORECASE
)
# Looked for in lower case, so that the search may skip to the letters that a call begins with: ten times faster.
_CLOSING = re.compile(
    r"what are your|contributed to this|in the comments|what do you think|your thoughts|share your|tell us|"
    r"follow (?:us|him|her|@|on|\w{1,20} on)|sign up|subscribe|newsletter|all rights reserved|copyright|\xa9|read more|"
    r"for more (?:on|information)|reporting by|editing by|written by|contact the (?:writer|reporter)|staff writer|"
    r"this (?:story|article|report) (?:was|has been|originally)|stay tuned|"
    r"is (?:a|the) (?:reporter|writer|correspondent|columnist|author)"
)
_ADDRESS = re.compile(r"[\w.]{1,40}@[\w.]{1,40}\.\w{2,6}")
_CAPTION = re.compile(
    r"\b(?:reuters|afp|epa|ap photo|getty)\b.{0,4}/|/\s?(?:reuters|afp|ap|getty|epa)\b|getty images|ap photo|"
    r"file photo|image (?:copyright|caption)|media (?:caption|playback)|photo(?:graph)?(?: by|:)",
    re.IGNORECASE,
)
_CAPTION_MARKS = ("/", "photo", "getty", "image ", "media ")
# Every span of a page asks the same of its blocks.
_asked_often = lru_cache(maxsize=1024)
_HEADLINE_WORDS = range(3, 19)
_LEAD_WORDS = range(16, 61)
_STAMP_WORDS = 16
_CAPTION_WORDS = 60
_CLOSING_REACH = 400


@_asked_often
def leans_back(text: str) -> bool:
    """Tell whether `text` starts with a pronoun or a connective, which needs something before it."""
    opening = words(text[:80])[:1]
    return bool(opening) and (opening[0] in _PRONOUN or opening[0] in _CONNECTIVE)


def opens_with_quote(text: str) -> bool:
    """Tell whether `text` starts inside somebody's mouth: a report seldom does."""
    return text[:1] in "\"'\u201c\u2018\xab\u201e"


@_asked_often
def is_stamp(text: str) -> bool:
    """Tell whether a short `text` is a byline or a time stamp, as stand under a headline."""
    size = text.count(" ") + 1
    if size < _STAMP_WORDS // 2:
        return _only_names(text) or bool(_STAMP.search(text) or full_dates(text))
    return size < _STAMP_WORDS and bool(_STAMP.search(text))


def _only_names(text: str) -> bool:
    """Tell whether every word is capitalised: "Cara Kelly and Erin Jensen", "USA TODAY"."""
    rest = [word for word in text.split() if word not in {"and", "&", "of", "the", "for"}]
    return len(rest) > 1 and all(word[0].isupper() for word in rest) and text[-1:] not in ".!?:"


def is_headline(text: str) -> bool:
    """Tell whether `text` has the form of a headline: 3 to 18 words and no full stop."""
    return (text.count(" ") + 1) in _HEADLINE_WORDS and text.rstrip(" \"'\u201d\u2019)")[-1:] not in ".!?:;,"


@_asked_often
def is_caption(text: str) -> bool:
    """Tell whether a short `text` credits a picture or a player: it opens and heads nothing."""
    if (text.count(" ") + 1) >= _CAPTION_WORDS:
        return False
    folded = text.lower()
    return any(mark in folded for mark in _CAPTION_MARKS) and bool(_CAPTION.search(text))


@_asked_often
def has_dateline(text: str) -> bool:
    """Tell whether `text` opens wire style with a place ("TOKYO (AP) —")."""
    return dateline_place(text) is not None


@_asked_often
def tells_when(text: str) -> bool:
    """Tell whether the first sentence is of a lead's length and names a weekday."""
    return (text.count(" ") + 1) in _LEAD_WORDS and bool(weekdays(text))


@_asked_often
def tells_full_date(text: str) -> bool:
    """Tell whether `text` gives a day with month and year within its first 300 characters."""
    return bool(full_dates(text[:300]))


def introduces(text: str) -> bool:
    """Tell whether `text` starts with an indefinite article: who or what comes is new."""
    return fold(text[:8]).startswith(("a ", "an ", "two ", "three ", "at least "))


@_asked_often
def is_closing(text: str) -> bool:
    """Tell whether `text` says what stands below reports: calls to comment or follow, credits, copyright."""
    end = text[-_CLOSING_REACH:]
    return bool(_CLOSING.search(end.lower())) or ("@" in end and bool(_ADDRESS.search(end)))
