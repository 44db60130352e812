"""The stored segments that resemble a segment."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from schemas.events import Likeness, StoredSegment
from tasks.link_stories.grouping import MOST_KIN, pair_of
from tasks.link_stories.judge import LEAST_LIKENESS
from tasks.link_stories.profile import Profile, from_json
from tasks.link_stories.relation import Compared, Told, compare
from tasks.shared.dates import days_around

WINDOW_DAYS = 8
CANDIDATES = 60


class Index(Protocol):
    """The stored segments, found by their keys."""

    def near(
        self, keys: Mapping[str, float], *, since: dt.date, until: dt.date, day: dt.date, without: str, limit: int
    ) -> Sequence[StoredSegment]:
        """Return current story segments of the days from `since` to `until`, none of article `without`.

        Those come first whose keys weigh most together; of a common key only those nearest to `day` are looked at.
        """
        ...


def kin_of(mine: Profile, article: str, index: Index) -> list[tuple[Told, Compared]]:
    """Return the stored segments that resemble `mine`, a segment of `article`, most alike first, 40 at most."""
    since, until = days_around(mine.day, WINDOW_DAYS)
    candidates = index.near(mine.keys, since=since, until=until, day=mine.day, without=article, limit=CANDIDATES)
    others = [Told(stored.segment_id, from_json(stored.profile)) for stored in candidates]
    compared = [(other, compare(mine, other.profile)) for other in others]
    alike = [pair for pair in compared if pair[1].score >= LEAST_LIKENESS]
    return sorted(alike, key=lambda pair: (-pair[1].score, pair[0].segment_id))[:MOST_KIN]


def likeness_of(one: str, other: str, found: Compared) -> Likeness:
    """Return the likeness of two segments by their ids, the lesser first."""
    return Likeness(*pair_of(one, other), found.score)
