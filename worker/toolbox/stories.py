"""Finding stored segments that may tell the same story, and what holds stories together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from schemas.columns import id_bytes, id_text
from schemas.events import StoredSegment
from schemas.segments import CorrectionKind, LinkKind
from tasks.link_stories.grouping import pair_of
from tasks.link_stories.neighbourhood import Rules, Standing
from worker.toolbox.asking import ask, mark
from worker.toolbox.database import View
from worker.toolbox.rules import any_rules, corrected_stories, rules_on

# Of a common word only the nearest reports are looked at, so that a lookup costs the same among a million.
PER_KEY_BEFORE, PER_KEY_AFTER = 100, 40
# Pairs whose shared keys weigh less are not compared: of those that would be kin, 0.5 % (docs/stories.md).
LEAST_SHARED, TINY = 0.015, 1e-9
# In a hundredth of a millionth: as exact as products of two weights are, so that a sum does not depend on its order.
DIGITS = 8

OF_ARTICLE = "SELECT segment_id, day FROM segment_profile WHERE article_id = {mark}"
PROFILES = "SELECT segment_id, article_id, profile FROM segment_profile WHERE segment_id IN ({list})"
# Pairs with both ends in the list are told by the first half.
AROUND = (
    "SELECT left_id, right_id, score FROM likeness WHERE left_id IN ({list}) UNION ALL "
    "SELECT left_id, right_id, score FROM likeness WHERE right_id IN ({list}) AND left_id NOT IN ({list})"
)
ALIKE = (
    "SELECT left_id FROM likeness WHERE left_id IN ({list}) UNION "
    "SELECT right_id FROM likeness WHERE right_id IN ({list})"
)
STANDING = (
    "SELECT segment.id, segment.story_id, segment_profile.day FROM segment "
    "JOIN segment_profile ON segment_profile.segment_id = segment.id "
    "WHERE segment.id IN ({list}) AND segment.story_id IS NOT NULL"
)
STANDING_BETWEEN = (
    "SELECT segment.id, segment.story_id, segment_profile.day FROM segment_profile "
    "JOIN segment ON segment.id = segment_profile.segment_id "
    "WHERE segment_profile.day BETWEEN {mark} AND {mark} AND segment_profile.segment_id IN ({list}) "
    "AND segment.story_id IS NOT NULL"
)
SIZES = (
    "SELECT segment.story_id, count(*) FROM segment "
    "JOIN segment_profile ON segment_profile.segment_id = segment.id "
    "WHERE segment_profile.day BETWEEN {mark} AND {mark} AND segment.story_id IN ({list}) GROUP BY segment.story_id"
)
# Segments of one page: only pages contradict themselves.
CONTRADICTING = (
    f"SELECT source_id, target_id FROM link WHERE kind = '{LinkKind.CONTRADICTS.value}' AND source_id IN ({{list}})"  # noqa: S608 - a constant
)


class StoryBook:
    """Reads inside the transaction it was opened with, so that a batch sees its own earlier members."""

    def __init__(self, view: View) -> None:
        self._view = view

    def near(
        self, keys: Mapping[str, float], *, since: dt.date, until: dt.date, day: dt.date, without: str, limit: int
    ) -> Sequence[StoredSegment]:
        """Return current story segments of the days from `since` to `until`, none of article `without`.

        Those come first whose keys weigh most together; of a common key only those nearest to `day` are looked at.
        """
        with self._view.reading() as connection:
            shared = _shared(connection, keys, since, until, day)
            ranked = _heaviest(shared, 2 * limit)
            found: list[StoredSegment] = []
            # Hardly any is of the article itself, or gone: nearly always the first helping is enough.
            for start in range(0, len(ranked), limit):
                told = _profiles(connection, [id_text(name) for name in ranked[start : start + limit]])
                found += [stored for stored in told if stored.article_id != without]
                if len(found) >= limit:
                    break
        return found[:limit]

    def of_article(self, article: str) -> Mapping[str, dt.date]:
        """Return the current story segments of an article with their day."""
        with self._view.reading() as connection:
            told = connection.exec_driver_sql(OF_ARTICLE.format(mark=mark(connection)), (article,))
            return {name: _day(day) for name, day in told}

    def around(self, segments: Collection[str]) -> Sequence[tuple[str, str, float]]:
        """Return the likenesses that have an end in `segments`."""
        with self._view.reading() as connection:
            # A name comes a hundred times in a giant story, and to write one out costs more than to look it up.
            named = _Names({id_bytes(name): name for name in segments})
            rows = ask(connection, AROUND, list(named), times=3)
            return [(named[left], named[right], score) for left, right, score in rows]

    def alike(self, segments: Collection[str]) -> Collection[str]:
        """Return those of `segments` that resemble any other."""
        with self._view.reading() as connection:
            return {id_text(name) for (name,) in ask(connection, ALIKE, [id_bytes(name) for name in segments], times=2)}

    def standing(
        self, segments: Collection[str], between: tuple[dt.date, dt.date] | None = None
    ) -> Mapping[str, Standing]:
        """Return where stored segments stand; those that are not current any more are left out.

        `between` are the first and the last day of those that are asked for.
        """
        days = [day.isoformat() for day in between or ()]
        with self._view.reading() as connection:
            rows = ask(connection, STANDING_BETWEEN if between else STANDING, segments, days)
            return {name: Standing(_day(day), story) for name, story, day in rows}

    def sizes(self, stories: Collection[str], since: dt.date, until: dt.date) -> Mapping[str, int]:
        """Return how many current segments of the days from `since` to `until` each story has."""
        days = (since.isoformat(), until.isoformat())
        with self._view.reading() as connection:
            return dict(ask(connection, SIZES, stories, days))

    def rules(self, segments: Collection[str], stories: Collection[str]) -> Rules:
        """Return the rules that have an end in `segments`, and which of `stories` people have corrected."""
        with self._view.reading() as connection:
            contradicting = [pair_of(*row) for row in ask(connection, CONTRADICTING, segments)]
            if not any_rules(connection):
                return Rules(contradicting=contradicting)
            told = rules_on(connection, sorted(segments))
            corrected = corrected_stories(connection, sorted(stories))
        pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for rule in told:
            pairs[rule.kind].append((rule.left_id, rule.right_id))
        together, apart, rejected = (pairs[kind] for kind in CorrectionKind)
        return Rules(together, apart, rejected, corrected, contradicting)


class _Names(dict[bytes, str]):
    """Ids by their bytes; what is not there yet is written out."""

    def __missing__(self, key: bytes) -> str:
        return self.setdefault(key, id_text(key))


@cache
def _lookup(count: int, mark: str) -> str:
    # One statement, and for each key two short walks in the index that end at their limits whatever is behind them.
    part = "SELECT {n} AS n, * FROM (SELECT segment_id, weight FROM segment_key WHERE key = {m} AND day {which} {m} AND day {other} {m} ORDER BY day {order}, segment_id {order} LIMIT {limit}) AS found{n}{order}"  # noqa: E501 - one statement
    before = {"which": "<=", "other": ">=", "order": "DESC", "limit": PER_KEY_BEFORE}
    after = {"which": ">", "other": "<=", "order": "ASC", "limit": PER_KEY_AFTER}
    parts = [part.format(n=n, m=mark, **which) for n in range(count) for which in (before, after)]
    return " UNION ALL ".join(parts)


def _shared(
    connection: Connection, keys: Mapping[str, float], since: dt.date, until: dt.date, day: dt.date
) -> Mapping[bytes, float]:
    """Return the weight that each stored segment shares of `keys`, by the bytes of its id."""
    sign = mark(connection)
    days = [one.isoformat() for one in (day, since, day, until)]
    asked = tuple(value for key in keys for value in (key, days[0], days[1], key, days[2], days[3]))
    weights, shared = list(keys.values()), dict[bytes, float]()
    before = shared.get
    rows = connection.exec_driver_sql(_lookup(len(keys), sign), asked).all() if keys else ()
    for number, name, weight in rows:
        shared[name] = before(name, 0.0) + weights[number] * weight
    return shared


def _heaviest(shared: Mapping[bytes, float], most: int) -> list[bytes]:
    """Return those that share enough, most first.

    Ties are broken by id: the outcome must not depend on the order in which rows come back.
    """
    last = sorted(shared.values(), reverse=True)[:most][-1:]
    least = max([LEAST_SHARED, *last]) - TINY
    return [
        name for _, name in sorted((-round(weight, DIGITS), name) for name, weight in shared.items() if weight > least)
    ]


def _profiles(connection: Connection, names: Sequence[str]) -> list[StoredSegment]:
    """Return the current segments of these ids in their order."""
    found = {
        name: StoredSegment(segment_id=name, article_id=article, profile=profile)
        for name, article, profile in ask(connection, PROFILES, names)
    }
    return [found[name] for name in names if name in found]


def _day(told: Any) -> dt.date:
    """Return a day as the driver tells it: SQLite keeps it as text."""
    return dt.date.fromisoformat(told) if isinstance(told, str) else told
