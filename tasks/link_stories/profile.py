"""What a segment is compared by: its telling words, its people, its place, its days, its counts."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

import msgspec
from msgspec import Struct

from schemas import ids
from schemas.events import SegmentsDetected
from schemas.segments import Segment
from tasks.link_stories.details import counts_of, month_days_of, proper_words, weekdays_of, years_of
from tasks.link_stories.meaning import Meaning
from tasks.shared.rarity import rarity
from tasks.shared.text import content_words, fold

WORDS, LEAD_WORDS, PROPER_WORDS, LEAD_NAMES, TITLE_WORDS = 150, 30, 30, 20, 20
PEOPLE, CHIEF = 12, 2
# The heaviest words find a segment's kin: of pairs of one story, 99 % are among the 60 that share most of 24 (docs).
KEYS = 24
# An editor reads the headline first: its words count as if the text had them so many times more.
HEADLINE = 2
LEAD_LENGTH, NAMES_LENGTH = 250, 400
# A hostile page can hold a "word" of any length.
LONGEST_WORD = 60
CACHED = 1024


class Profile(Struct, frozen=True, omit_defaults=True):
    """One segment, ready to be compared.

    `words`, `lead`, `proper` and `lead_names` are unit vectors of stems, heaviest first: of the text with its headline,
    of headline and first 250 characters, of the words with a capital in the text and in its first 400 characters.
    `people` are principals' keys with their mentions, in order of prominence, `chief` the names of the first two, as
    far as they are people and not bodies.
    `day` is when the article appeared (UTC), or was first seen where it does not say. `meaning` is there if there was
    an encoder.
    """

    day: dt.date
    words: dict[str, float]
    lead: dict[str, float] = {}
    proper: dict[str, float] = {}
    lead_names: dict[str, float] = {}
    title: tuple[str, ...] = ()
    people: dict[str, int] = {}
    chief: tuple[str, ...] = ()
    place: str | None = None
    date: dt.date | None = None
    years: tuple[str, ...] = ()
    month_days: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    counts: dict[str, tuple[str, ...]] = {}
    meaning: Meaning | None = None

    @property
    def keys(self) -> dict[str, float]:
        """What the index finds it by: its heaviest words with their weights, and what its meaning is found by."""
        words = dict(list(self.words.items())[:KEYS])
        return words if self.meaning is None else words | self.meaning.keys


def profile(segment: Segment, text: str, day: dt.date, meaning: Meaning | None = None) -> Profile:
    """Return the profile of `segment`, whose blocks read `text`, in an article of `day`."""
    headline = content_words(segment.headline)
    lead = f"{segment.headline} {text[:LEAD_LENGTH]}"
    return Profile(
        day=day,
        words=_heaviest(Counter(content_words(text) + HEADLINE * headline), WORDS),
        lead=_heaviest(Counter(content_words(lead)), LEAD_WORDS),
        proper=_heaviest(proper_words(text), PROPER_WORDS),
        lead_names=_heaviest(proper_words(f"{segment.headline} . {text[:NAMES_LENGTH]}"), LEAD_NAMES),
        title=tuple(sorted(_heaviest(Counter(headline), TITLE_WORDS))),
        people={principal.key[:LONGEST_WORD]: principal.mentions for principal in segment.principals[:PEOPLE]},
        chief=tuple(one.name[:LONGEST_WORD] for one in segment.principals[:CHIEF] if not one.organisation),
        place=segment.place,
        date=segment.date,
        years=years_of(text),
        month_days=month_days_of(text),
        weekdays=weekdays_of(text),
        counts=counts_of(text),
        meaning=meaning,
    )


def _heaviest(counts: Mapping[str, int], most: int) -> dict[str, float]:
    """Return the heaviest words by (1 + log tf) · idf as a unit vector, heaviest first.

    Equal weights are ordered by the word, so the vector does not depend on hashing.
    """
    weights = {w: (1 + math.log(count)) * rarity(w) for w, count in counts.items() if len(w) <= LONGEST_WORD}
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:most]
    length = math.sqrt(sum(weights[word] ** 2 for word in heaviest)) or 1.0
    return {word: round(weights[word] / length, 4) for word in heaviest}


_READER = msgspec.json.Decoder(Profile)


def to_json(told: Profile) -> str:
    """Return a profile as it is stored."""
    return msgspec.json.encode(told).decode()


@lru_cache(maxsize=CACHED)  # the stories of the hour are asked for again and again; an entry holds about 30 kB
def from_json(stored: str) -> Profile:
    """Return a stored profile."""
    return _READER.decode(stored)


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
