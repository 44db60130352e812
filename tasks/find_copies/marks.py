"""The words by which a page says that it is a new version."""

import re
from collections.abc import Iterable

from schemas.blocks import Block
from tasks.shared.text import fold, word_set, words

# At the head of a headline or a paragraph: "UPDATE 2-", "Correction:", "UPDATED at 5 p.m. (adds quotes):".
_HEAD = re.compile(
    r"[\W_]{0,3}(?:update[ds]?|correct(?:ion|ed|s)|clarification|wrapup|amended|refile"
    r"|aktualisiert|korrektur|mise à jour|correctif|actualizaci[oó]n|correcci[oó]n|aggiornamento|correzione"
    r"|atualiza[cç][aã]o|correção)\b[^:\-\u2014]{0,40}[:\-\u2014]"
)
_SAID = tuple(
    f"{what} {how}"
    for what in ("story", "article", "report", "post", "page")
    for how in ("has been updated", "was updated", "has been corrected", "was corrected")
)
_SAID += ("earlier version of this", "previous version of this", "adds details", "adds quotes", "updates with")
# Every note has one of these; to look for them first takes a tenth of the time.
_STEMS = (
    "updat", "corre", "clarif", "wrapup", "amended", "refile", "aktualis", "korrekt", "mise à jour", "actualiz",
    "aggiorn", "atualiz", "version of this", "adds details", "adds quotes",
)  # fmt: skip
# "Updated: 24 Nov, 10:00 GMT" is a line of the page; a note of what is new takes other words, and some.
FEWEST_WORDS = 4
_TIMES = word_set(
    """updated update at on by ago am pm gmt utc est edt pst pdt et bst cet local time min minutes hour hours day days
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"""
)
LONGEST = 1000


def marks(title: str, blocks: Iterable[Block]) -> int:
    """Return how many headlines and paragraphs of an article announce a new version."""
    return bool(_HEAD.match(fold(title[:LONGEST]))) + sum(_announces(block.text) for block in blocks)


def _announces(text: str) -> bool:
    head = text[:LONGEST].lower()
    if not any(stem in head for stem in _STEMS):
        return False
    told = fold(head)
    announced = _HEAD.match(told) is not None or any(words in told for words in _SAID)
    return announced and sum(word not in _TIMES and not word.isdigit() for word in words(told)) >= FEWEST_WORDS
