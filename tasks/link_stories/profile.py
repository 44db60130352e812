"""What a segment is compared by: its people, its heaviest words, its place and date."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from schemas import ids
from schemas.events import SegmentsDetected
from schemas.segments import Segment
from tasks.shared.text import content_words, fold

PEOPLE = 6
TERMS = 24
TERM_KEYS = 10
# No word is that long, but a blob of base64 is one "word", and PostgreSQL indexes nothing above 2,704 bytes.
KEY_LENGTH = 200


@dataclass(frozen=True)
class Profile:
    """One segment, ready to be compared. `content_sha` is its article's."""

    people: tuple[str, ...]
    terms: tuple[str, ...]
    place: str | None
    date: dt.date | None
    at: dt.datetime
    content_sha: str

    @property
    def keys(self) -> tuple[str, ...]:
        """What the index finds it by, people first: they are the most selective."""
        place = (f"place:{fold(self.place)}",) if self.place else ()
        people = (f"person:{key}" for key in self.people)
        terms = (f"term:{term}" for term in self.terms[:TERM_KEYS])
        return tuple(key[:KEY_LENGTH] for key in (*people, *place, *terms))

    @property
    def day(self) -> dt.date:
        """The day the segment reports, else the day it appeared."""
        return self.date or self.at.date()


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
    """Return the profile of `segment`; the headline's words count three times, as an editor reads."""
    counts = Counter(content_words(segment_text(detected, segment)))
    for word in content_words(segment.headline):
        counts[word] += 2
    # Equal counts are ordered by the word, so the profile does not depend on hashing.
    heaviest = sorted(counts, key=lambda word: (-counts[word], word))[:TERMS]
    return Profile(
        people=tuple(principal.key for principal in segment.principals[:PEOPLE]),
        terms=tuple(heaviest),
        place=segment.place,
        date=segment.date,
        at=at,
        content_sha=detected.kept.content_sha,
    )
