"""Invented news for measuring how linking scales: events with names and words of their own, and reports of them.

Words come as often as in real news (`tasks/shared/word_counts.json`), the names of an event are made up and rare. A
report exists in two forms: as a text for the stages to read, and, for filling a database with a million of them, as the
profile that such a text would have.
"""

import datetime as dt
import random
from collections import Counter
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, islice
from math import log, sqrt
from operator import itemgetter
from typing import NamedTuple

import msgspec

from schemas import ids
from schemas.blocks import ArticleMeta, Block, BlockKind, lay_out
from schemas.events import ArticleKept, BlocksExtracted, Hints, PageFetched, SegmentsDetected
from schemas.segments import Principal, Segment, SegmentKind
from tasks.link_stories.profile import LEAD_NAMES, LEAD_WORDS, PROPER_WORDS, WORDS, Profile
from tasks.shared.names import read_name
from tasks.shared.rarity import rarity
from tasks.shared.text import content_words

NEWEST = dt.date(2026, 11, 20)
# The window of a report of the newest day holds all of them.
DAYS = 8
BEATS, BEAT_WORDS = 300, 200
COMMON, COMMON_DRAWS, OWN_WORDS, PEOPLE = 3000, 170, 24, 3
# How often a report has a word of its event, and the share of them that it has at all.
COUNTS, TOLD = (1, 2, 3, 5, 8), 0.75
OFTEN = [1 + log(count) for count in COUNTS]
SYLLABLES = (
    "ba", "be", "bor", "ca", "cor", "da", "del", "du", "el", "far", "fen", "gal", "go", "har", "il", "jor", "ka", "kel",
    "lan", "lo", "mar", "mi", "nor", "o", "pel", "qua", "ra", "ro", "sa",
)  # fmt: skip
LINKING = ("the", "of", "and", "to", "in", "a", "for", "on", "with", "said", "by", "at", "from", "that", "was", "after")
PLACES = ("Tokyo", "Lisbon", "Oslo", "Lima", "Nairobi", "Ottawa", "Hanoi", "Quito", "Dakar", "Riga")


class Event(NamedTuple):
    """What reports of one event share: people, telling words, a place, a day, a count."""

    number: int
    people: tuple[str, ...]
    words: tuple[str, ...]
    place: str
    day: dt.date
    count: str


class Newsroom:
    """Events and reports by number; the same seed and numbers give the same words."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        data = files("tasks.shared").joinpath("word_counts.json").read_bytes()
        counts: dict[str, int] = msgspec.json.decode(data)["words"]
        self.words = [word for word in counts if content_words(word) == [word]]
        self.steps = list(accumulate(counts[word] for word in self.words))
        # What a beat speaks of is neither the commonest nor the rarest of words.
        self._telling = [word for word in self.words if counts[word] < 60]

    def event(self, number: int) -> Event:
        rng = random.Random(f"{self.seed} {number}")
        beat = self._beats[rng.randrange(BEATS)]
        people = tuple(f"{_name(rng, 2)} {_name(rng, 3)}" for _ in range(PEOPLE))
        words = (*rng.sample(beat, OWN_WORDS - 8), *rng.choices(self._telling, k=8))
        day = NEWEST - dt.timedelta(days=rng.randrange(DAYS + 1))
        return Event(number, people, words, rng.choice(PLACES), day, str(rng.randrange(2, 90)))

    @cached_property
    def _beats(self) -> list[list[str]]:
        rng = random.Random(self.seed)
        return [rng.sample(self._telling, BEAT_WORDS) for _ in range(BEATS)]

    @cached_property
    def _common(self) -> list[Counter[str]]:
        """Common words and how often a report has them, of some thousand reports."""
        rng = random.Random(f"{self.seed} common")
        return [Counter(rng.choices(self.words, cum_weights=self.steps, k=COMMON_DRAWS)) for _ in range(COMMON)]

    @cached_property
    def _weighed(self) -> list[dict[str, float]]:
        return [{word: (1 + log(count)) * rarity(word) for word, count in told.items()} for told in self._common]

    def profile(self, event: Event, rng: random.Random, day: dt.date) -> Profile:
        """Return what a report is compared by, made directly: a million texts would take an hour to read."""
        own, common = own_words(event), rng.choice(self._weighed)
        told = {word: OFTEN[int(rng.random() * len(OFTEN))] * rarity(word) for word in own if rng.random() < TOLD}
        head = dict(islice(common.items(), int(rng.random() * 60), None))
        lead = dict(islice(told.items(), 12)) | dict(islice(head.items(), 12))
        names = {word: weight for word, weight in told.items() if word in own[: 2 * PEOPLE]}
        return Profile(
            day=day,
            words=_vector(common | told, WORDS),
            lead=_vector(lead, LEAD_WORDS),
            proper=_vector(names | dict(islice(head.items(), 16)), PROPER_WORDS),
            lead_names=_vector(dict(islice(names.items(), 4)), LEAD_NAMES),
            title=tuple(sorted(islice(lead, 7))),
            people={read_name(name).key: 1 + int(rng.random() * 5) for name in event.people},
            chief=event.people[:2],
            place=event.place if rng.random() < 0.6 else None,
            date=event.day if rng.random() < 0.5 else None,
            years=("2026",),
            month_days=("nov20",),
            weekdays=("friday",),
            counts={event.words[0]: (event.count,)},
        )

    def report(self, event: Event, rng: random.Random, url: str, tail: str = "") -> SegmentsDetected:
        """Return a report of the newest day as the stage gets it: one story segment of some 500 words."""
        own, common = own_words(event), rng.choice(self._common)
        told = {word: rng.choice(COUNTS) for word in own if rng.random() < TOLD}
        lead = dict.fromkeys([*list(told)[:12], *list(common)[:12]], 1)
        headline = " ".join([event.people[0], *list(lead)[:6]])
        return detected(url, headline, _sentences(Counter(told) + common, Counter(lead), event, rng) + tail, event)


def _name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=syllables)).capitalize()


@lru_cache(maxsize=256)
def own_words(event: Event) -> tuple[str, ...]:
    """Return the words of the names first, as they are compared."""
    return (*(part for name in event.people for part in content_words(name)), *event.words)


def _vector(weights: dict[str, float], most: int) -> dict[str, float]:
    """Return the heaviest as a profile has them, of length 1."""
    heaviest = sorted(weights.items(), key=itemgetter(1), reverse=True)[:most]
    length = sqrt(sum([weight * weight for _, weight in heaviest]))
    return {word: round(weight / length, 4) for word, weight in heaviest}


def _sentences(body: Counter[str], lead: Counter[str], event: Event, rng: random.Random) -> str:
    names = {part: part.capitalize() for name in event.people for part in content_words(name)}
    rest = list((body - lead).elements())
    rng.shuffle(rest)
    told, sentence = [], [event.people[0]]
    for word in [*lead.elements(), *rest]:
        sentence += [rng.choice(LINKING), names.get(word, word)]
        if len(sentence) > 20:
            told.append(" ".join([*sentence, "on Friday." if not told else f"with {event.count} {event.words[0]}."]))
            sentence = [rng.choice(event.people)]
    return " ".join(told)


def detected(url: str, headline: str, text: str, event: Event) -> SegmentsDetected:
    written, blocks = lay_out([Block(index=0, kind=BlockKind.PARAGRAPH, text=text, start=0, end=0)])
    page = PageFetched(
        entry_id=ids.entry_id(None, url),
        url=url,
        body_key="0" * 64,
        media_type="text/html",
        hints=Hints(external_id=None),
    )
    at = dt.datetime.combine(NEWEST, dt.time(9), dt.UTC)
    kept = ArticleKept(
        extracted=BlocksExtracted(
            page=page, article=ArticleMeta(title=headline, published=at), text=written, blocks=blocks
        ),
        article_id=ids.article_id(url),
        revision_id=ids.revision_id(ids.article_id(url), url),
        canonical_url=url,
        content_sha=ids.article_id(url),
    )
    people = tuple(Principal(name=name, key=read_name(name).key, mentions=3) for name in event.people)
    segment = Segment(
        index=0,
        kind=SegmentKind.STORY,
        slug=event.people[0].split()[-1],
        headline=headline,
        blocks=(0,),
        score=1.0,
        principals=people,
        place=event.place,
        date=event.day,
    )
    return SegmentsDetected(kept=kept, segments=(segment,))
