"""Finding stored segments that may tell the same story, and what holds stories together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, func, select

from schemas.events import Likeness, StoredSegment
from schemas.records import LinkRow, SegmentRow
from schemas.relations import LikenessRow, SegmentProfile
from schemas.segments import CorrectionKind, LinkKind
from tasks.link_stories.placing import Rules, Standing
from worker.toolbox.database import View, table
from worker.toolbox.rules import corrected_stories, rules_on

# Of a common word only the nearest reports are looked at, so that a lookup costs the same among a million.
PER_KEY_BEFORE, PER_KEY_AFTER = 100, 40
# Millionths. Pairs whose shared keys weigh less are not compared: of those that would be kin, 0.5 % (docs/stories.md).
LEAST_SHARED = 15_000
# SQLite takes at most 32,766 values in a statement, and a list of ids is planned anew for each length.
CHUNK = 500


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
            alike = [name for name in shared if shared[name] >= LEAST_SHARED]
            # Ties are broken by id: the outcome must not depend on the order in which rows come back. The article's
            # own former segments may be among them, but hardly more than the limit again.
            ranked = sorted(alike, key=lambda name: (-shared[name], name))[: 2 * limit]
            found = _profiles(connection, [str(UUID(bytes=name)) for name in ranked])
        return [stored for stored in found if stored.article_id != without][:limit]

    def of_article(self, article: str) -> Collection[str]:
        """Return the current story segments of an article."""
        profiles = table(SegmentProfile)
        with self._view.reading() as connection:
            return list(connection.scalars(select(profiles.c.segment_id).where(profiles.c.article_id == article)))

    def around(self, segments: Collection[str]) -> Sequence[Likeness]:
        """Return the likenesses that have an end in `segments`."""
        rows = table(LikenessRow)
        found: list[Likeness] = []
        with self._view.reading() as connection:
            for chunk in _chunks(segments):
                for end in (rows.c.left_id, rows.c.right_id):
                    told = connection.execute(select(rows).where(end.in_(chunk)))
                    found += [Likeness(row.left_id, row.right_id, row.score) for row in told]
        return found

    def standing(self, segments: Collection[str]) -> Mapping[str, Standing]:
        """Return where stored segments stand; those that are not current any more are left out."""
        profiles, rows = table(SegmentProfile), table(SegmentRow)
        told = select(rows.c.id, rows.c.story_id, profiles.c.day).join(profiles, profiles.c.segment_id == rows.c.id)
        found: dict[str, Standing] = {}
        with self._view.reading() as connection:
            for chunk in _chunks(segments):
                here = told.where(rows.c.id.in_(chunk), rows.c.story_id.is_not(None))
                found |= {row.id: Standing(row.day, row.story_id) for row in connection.execute(here)}
        return found

    def sizes(self, stories: Collection[str], since: dt.date, until: dt.date) -> Mapping[str, int]:
        """Return how many current segments of the days from `since` to `until` each story has."""
        profiles, rows = table(SegmentProfile), table(SegmentRow)
        told = (
            select(rows.c.story_id, func.count().label("size"))
            .join(profiles, profiles.c.segment_id == rows.c.id)
            .where(profiles.c.day.between(since, until))
            .group_by(rows.c.story_id)
        )
        found: dict[str, int] = {}
        with self._view.reading() as connection:
            for chunk in _chunks(stories):
                counted = connection.execute(told.where(rows.c.story_id.in_(chunk)))
                found |= {row.story_id: row.size for row in counted}
        return found

    def rules(self, segments: Collection[str], stories: Collection[str]) -> Rules:
        """Return the rules that have an end in `segments`, and which of `stories` people have corrected."""
        pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        with self._view.reading() as connection:
            for rule in rules_on(connection, sorted(segments)):
                pairs[rule.kind].append((rule.left_id, rule.right_id))
            corrected = corrected_stories(connection, sorted(stories))
            contradicting = _contradicting(connection, segments)
        together, apart, rejected = (tuple(pairs[kind]) for kind in CorrectionKind)
        return Rules(together, (*apart, *contradicting), rejected, corrected)


def _contradicting(connection: Connection, segments: Collection[str]) -> list[tuple[str, str]]:
    """Return the pairs of segments of one page that contradict each other."""
    links = table(LinkRow)
    told = select(links.c.source_id, links.c.target_id).where(links.c.kind == LinkKind.CONTRADICTS.value)
    found: list[tuple[str, str]] = []
    for chunk in _chunks(segments):
        ends = connection.execute(told.where(links.c.source_id.in_(chunk)))
        found += [(min(row), max(row)) for row in ends]
    return found


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
) -> Mapping[bytes, int]:
    """Return the weight in millionths that each stored segment shares of `keys`, by the bytes of its id."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    days = [one.isoformat() for one in (day, since, day, until)]
    asked = tuple(value for key in keys for value in (key, days[0], days[1], key, days[2], days[3]))
    weights, shared = list(keys.values()), defaultdict[bytes, int](int)
    rows = connection.exec_driver_sql(_lookup(len(keys), mark), asked) if keys else ()
    for number, name, weight in rows:
        # Whole numbers, as sums of floats depend on their order.
        shared[bytes(name)] += round(weights[number] * weight * 1e6)
    return shared


def _profiles(connection: Connection, names: Sequence[str]) -> list[StoredSegment]:
    """Return the current segments of these ids in their order."""
    profiles = table(SegmentProfile)
    told = connection.execute(select(profiles).where(profiles.c.segment_id.in_(names))) if names else ()
    found = {
        row.segment_id: StoredSegment(segment_id=row.segment_id, article_id=row.article_id, profile=row.profile)
        for row in told
    }
    return [found[name] for name in names if name in found]


def _chunks(names: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(names)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
