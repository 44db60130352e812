"""How much the opening of a block reads like the first sentence of a report.

The judge is a table of words and pairs of words with weights, learned from the first and the other paragraphs of news
articles (see `docs/segments-model.md`). Names are masked: what counts is how a report begins, not whom it is about.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise, repeat

from tasks.shared.dates import MONTHS, WEEKDAYS
from tasks.shared.text import STOP_WORDS, word_set

_PIECE = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*|[\"\u201c\u201d.,:;?!()$-]")
_READ = 400
_MOST_PIECES = 45
_YEAR_DIGITS = 4
_KEPT = word_set("president senator sen rep gov secretary minister house senate") | {*MONTHS, *WEEKDAYS}


@lru_cache(maxsize=4096)
def lead_traits(opening: str) -> tuple[str, ...]:
    """Return what an opening (the first 400 characters of a block) is judged by, each once.

    Masked words and pairs of the first sentence; the first one, two and three words marked "^"; the words of later
    sentences marked "~". "Xx" stands for a capitalised word, "XX" for one in capitals, "9" for a number, "9999" for
    a year, "$" for the end.
    """
    read = [_mask(piece) for piece in _PIECE.findall(opening[:_READ])[:_MOST_PIECES]]
    end = read.index(".") + 1 if "." in read else len(read)
    first = [*read[:end], "$"]
    traits = dict.fromkeys(first)
    traits |= dict.fromkeys(f"{a} {b}" for a, b in pairwise(first))
    traits |= dict.fromkeys(f"^{' '.join(read[:count])}" for count in (1, 2, 3))
    traits |= dict.fromkeys(f"~{piece}" for piece in read[end:])
    return tuple(traits)


def _mask(piece: str) -> str:
    folded = piece.casefold().replace("\u2019", "'")
    if piece[0].isdigit():
        return "9999" if len(piece) == _YEAR_DIGITS and piece.isdigit() else "9"
    if not piece[0].isupper() or folded in _KEPT or (folded in STOP_WORDS and len(folded) > 1):
        return folded
    return "XX" if piece.isupper() and len(piece) > 1 else "Xx"


def lead_score(text: str, weights: Mapping[str, float], bias: float) -> float:
    """Return the log-odds that `text` opens a report."""
    return bias + sum(map(weights.get, lead_traits(text[:_READ]), repeat(0.0)))
