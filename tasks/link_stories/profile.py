"""What a segment is compared by: its people, its telling words, its place and date."""

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from schemas import ids
from schemas.events import SegmentsDetected
from schemas.segments import Segment
from tasks.shared.rarity import rarity
from tasks.shared.text import content_words, fold

PEOPLE = 6
TERMS = 60
TERM_KEYS = 10
# PostgreSQL refuses an index entry of more than 2,704 bytes, and a hostile page can hold a "word" of any length.
KEY_LENGTH = 200
# An editor reads the headline first: its words count as if the text had them so many times more.
HEADLINE = 2


@dataclass(frozen=True)
class Profile:
    """One segment, ready to be compared. `terms` is a unit vector; `content_sha` is its article's."""

    people: tuple[str, ...]
    names: tuple[str, ...]
    terms: dict[str, float]
    place: str | None
    date: dt.date | None
    at: dt.datetime
    content_sha: str

    @property
    def keys(self) -> tuple[str, ...]:
        """What the index finds it by: people, place, and the words that say most."""
        place = (f"place:{fold(self.place)}",) if self.place else ()
        heaviest = list(self.terms)[:TERM_KEYS]
        keys = (*(f"person:{key}" for key in self.people), *place, *(f"term:{term}" for term in heaviest))
        return tuple(key[:KEY_LENGTH] for key in keys)


def segment_text(detected: SegmentsDetected, segment: Segment) -> str:
    """Return the text of a segment's blocks, one a line."""
    blocks = detected.kept.extracted.blocks
    return "\n".join(blocks[index].text for index in segment.blocks)


def segment_ids(detected: SegmentsDetected) -> tuple[str, ...]:
    """Return the id of every segment: derived from the article and the segment's own text.

    A revision that leaves a segment alone keeps its id; equal texts in one revision are counted apart.
    """
    seen: Counter[str] = Counter()
    names = []
    for segment in detected.segments:
        digest = sha256(fold(segment_text(detected, segment)).encode("utf-8", "surrogatepass")).hexdigest()
        names.append(ids.segment_id(detected.kept.article_id, digest, seen[digest]))
        seen[digest] += 1
    return tuple(names)


def profile(detected: SegmentsDetected, segment: Segment, at: dt.datetime) -> Profile:
    """Return the profile of `segment`, which appeared at `at`."""
    chief = segment.principals[:PEOPLE]
    return Profile(
        people=tuple(principal.key for principal in chief),
        names=tuple(principal.name for principal in chief),
        terms=_terms(segment_text(detected, segment), segment.headline),
        place=segment.place,
        date=segment.date,
        at=at,
        content_sha=detected.kept.content_sha,
    )


def _terms(text: str, headline: str) -> dict[str, float]:
    """Return the heaviest words by (1 + log tf) · idf as a unit vector, heaviest first.

    Equal weights are ordered by the word, so the profile does not depend on hashing.
    """
    counts = Counter(content_words(text))
    for word in content_words(headline):
        counts[word] += HEADLINE
    weights = {word: (1 + math.log(count)) * rarity(word) for word, count in counts.items()}
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:TERMS]
    length = math.sqrt(sum(weights[word] ** 2 for word in heaviest)) or 1.0
    return {word: round(weights[word] / length, 5) for word in heaviest}
