"""What a segment means as a direction in space: an encoder of sentences may tell it, in whatever language it is.

Optional: without an encoder no segment has a meaning, and everything else is as if this file did not exist
(docs/semantic.md).
"""

import math
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from operator import mul
from typing import Protocol

from msgspec import Struct

from tasks.shared.languages import UNDETERMINED, language_of

# Headline and so many characters: of 250, 500 and 1,000 the middle told twin events apart best, at half the time of the
# last. A hostile headline can be of any length.
LEAD_LENGTH, HEADLINE_LENGTH = 500, 300
# One byte a number: cosines are off by 0.001 at most, and a vector of 512 takes 700 characters.
FULL = 127
# Reports in two languages share no words, so they find each other by the pairs among their vectors' greatest numbers:
# of hand-made pairs in three languages 96 % share one at least, of strangers 10 % do. With this weight one shared pair
# makes a candidate, four shared numbers weigh what two shared words do.
GREATEST, KEY_WEIGHT = 8, 0.13
# Two earthquakes mean nearly the same; their magnitudes and victims are written alike in every language.
MOST_FIGURES = 20
_FIGURE = re.compile(r"\d{1,12}(?:[.,]\d{1,6})*")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")


class Encoder(Protocol):
    """Tells what texts mean."""

    @property
    def model(self) -> str:
        """The name of what encodes: vectors of two models are not compared."""
        ...

    def encode(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return a vector for each text. They point to all sides: their mean over much news is about zero."""
        ...


class Meaning(Struct, frozen=True, omit_defaults=True):
    """A direction, one signed byte a number, by the encoder `model`.

    `language` is the text's where it is sure, `figures` are the numbers that it tells in digits: "2.25", "1000".
    """

    model: str
    vector: bytes
    language: str | None = None
    figures: tuple[str, ...] = ()

    @property
    def keys(self) -> dict[str, float]:
        """What the index finds it by. No word begins like them."""
        told = array("b", self.vector)
        order = sorted(range(len(told)), key=lambda place: (-abs(told[place]), place))
        greatest = sorted(f"{place}{'+' if told[place] > 0 else '-'}" for place in order[:GREATEST] if told[place])
        return {f"~{self.model}:{one}{other}": KEY_WEIGHT for one, other in combinations(greatest, 2)}


def read_meanings(texts: Sequence[tuple[str, str]], encoder: Encoder | None) -> list[Meaning | None]:
    """Return the meaning of each (headline, text); None without an encoder, and of what has no direction."""
    if encoder is None or not texts:
        return [None] * len(texts)
    leads = [f"{headline[:HEADLINE_LENGTH]}. {text[:LEAD_LENGTH]}" for headline, text in texts]
    # An encoder need not know half a surrogate pair.
    vectors = encoder.encode([lead.encode("utf-8", "replace").decode() for lead in leads])
    return [_meaning(encoder.model, vector, lead) for vector, lead in zip(vectors, leads, strict=True)]


def _meaning(model: str, vector: Sequence[float], lead: str) -> Meaning | None:
    most = max(map(abs, vector), default=0.0)
    if not most or not math.isfinite(sum(vector)):
        return None
    language = language_of([lead])
    numbers = array("b", (round(float(number) / most * FULL) for number in vector))
    return Meaning(model, numbers.tobytes(), None if language == UNDETERMINED else language, figures_of(lead))


def figures_of(text: str) -> tuple[str, ...]:
    """Return the numbers that the text tells in digits, with a decimal point and no separators."""
    found = {_THOUSANDS.sub("", figure).replace(",", ".") for figure in _FIGURE.findall(text)}
    return tuple(sorted(found)[:MOST_FIGURES])


def likeness_of_meaning(one: Meaning, other: Meaning) -> float | None:
    """Return the cosine of two meanings, -1 to 1 to four digits; None where they are not of one model."""
    if one.model != other.model or len(one.vector) != len(other.vector):
        return None
    mine, theirs = _numbers(one.vector), _numbers(other.vector)
    product: int = sum(map(mul, mine, theirs))
    return round(product / (_length(one.vector) * _length(other.vector)), 4)


@lru_cache(maxsize=1024)  # as many as there are profiles kept ready
def _numbers(vector: bytes) -> tuple[int, ...]:
    return tuple(array("b", vector))


@lru_cache(maxsize=1024)
def _length(vector: bytes) -> float:
    numbers = _numbers(vector)
    return math.sqrt(sum(map(mul, numbers, numbers))) or 1.0
