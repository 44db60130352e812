"""The records: articles, revisions, segments, links, stories."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select, update

from schemas.records import (
    Article,
    DuplicateGroup,
    Feed,
    LinkRow,
    OutboxEvent,
    Revision,
    SegmentRow,
    Story,
)
from schemas.relations import CopyRow
from tasks.record.rows import Known, Rows
from worker.toolbox.copies import replace_keys
from worker.toolbox.database import View, table, upsert
from worker.toolbox.groups import Root, part, root_of, unite
from worker.toolbox.kinship import bring_up_to_date, homes_of, store_kinship

ARTICLE_FACE = (
    "title",
    "byline",
    "published",
    "updated",
    "site",
    "language",
    "description",
    "image",
    "revision_id",
    "duplicate_group_id",
)
# A segment that a new revision leaves alone keeps its id, and moves with the revision.
SEGMENT_FACE = (
    "revision_id",
    "position",
    "kind",
    "slug",
    "headline",
    "principals",
    "place",
    "date",
    "blocks",
    "serves",
    "score",
    "confidence",
    "place_confidence",
    "date_confidence",
    "share",
    "cues",
    "story_id",
)


class _Face(NamedTuple):
    """What an article was found and grouped by before."""

    sketch: tuple[int, ...]
    group: str
    published: dt.datetime | None


def _face(connection: Connection, article_id: str) -> _Face | None:
    articles, revisions = table(Article), table(Revision)
    row = connection.execute(
        select(revisions.c.sketch, articles.c.duplicate_group_id, articles.c.published)
        .join(revisions, revisions.c.id == articles.c.revision_id)
        .where(articles.c.id == article_id)
    ).first()
    return _Face(tuple(row.sketch or ()), row.duplicate_group_id, row.published) if row else None


class Archive:
    """Reads on its own; `store` writes inside the transaction it was opened with."""

    def __init__(self, view: View, trace: str = "") -> None:
        self._view = view
        self._trace = trace

    def has_revision(self, revision_id: str) -> bool:
        """Tell whether this version is stored."""
        revisions = table(Revision)
        with self._view.reading() as connection:
            return connection.scalar(select(revisions.c.id).where(revisions.c.id == revision_id)) is not None

    def known(self, article_id: str) -> Known | None:
        """Return what is stored of the article, or None."""
        articles, revisions = table(Article), table(Revision)
        with self._view.reading() as connection:
            article = connection.execute(
                select(articles.c.updated, articles.c.first_seen).where(articles.c.id == article_id)
            ).first()
            if article is None:
                return None
            versions = select(revisions.c.id).where(revisions.c.article_id == article_id).order_by(revisions.c.number)
            return Known(tuple(connection.scalars(versions)), article.updated, article.first_seen)

    def store(self, rows: Rows) -> None:
        """Write all rows, parents first. Doing it again changes nothing."""
        connection = self._view.connection
        assert connection is not None, "records are written inside a transaction"
        upsert(connection, DuplicateGroup, [rows.group])
        before = _face(connection, rows.article["id"])
        root = root_of(connection, rows.group["id"], rows.article["id"])
        self._store_article(connection, rows, root)
        # A version that waited for an upgrade may be stored already, without a sketch.
        upsert(connection, Revision, [rows.revision], update=("sketch", "sketch_version"))
        if rows.newest:
            self._store_copies(connection, rows, before)
            if before is not None and (before.group != root.id or before.published != rows.article["published"]):
                part(connection, rows.article["id"], before.group)
            if rows.united or before is not None or not root.is_own:
                unite(connection, rows.article["id"], rows.united)
        if rows.newest:
            self._store_current(connection, rows)
        else:
            # A late copy of an older version is in no story: it would be one that nothing of now tells.
            upsert(connection, SegmentRow, [{**row, "story_id": None} for row in rows.segments])
        self._store_event(connection, rows.event)

    def _store_current(self, connection: Connection, rows: Rows) -> None:
        """Write what the current version tells, and what that changes around it."""
        before = homes_of(connection, rows.article["id"])
        self._store_stories(connection, rows)
        upsert(connection, SegmentRow, rows.segments, update=SEGMENT_FACE)
        upsert(connection, LinkRow, rows.links, update=("score", "evidence"))
        store_kinship(connection, rows)
        for story in sorted(before - {row["id"] for row in rows.stories}):
            bring_up_to_date(connection, story)

    def _store_article(self, connection: Connection, rows: Rows, root: Root) -> None:
        articles, feeds = table(Article), table(Feed)
        # The feed may have been removed while its articles were on the line; they stay.
        feed = connection.scalar(select(feeds.c.id).where(feeds.c.id == rows.article["feed_id"]))
        row = {**rows.article, "feed_id": feed, "trace": self._trace, "duplicate_group_id": root.id}
        upsert(connection, Article, [row], update=ARTICLE_FACE if rows.newest else ())
        versions = select(func.max(articles.c.revisions)).where(articles.c.id == rows.article["id"])
        count = max(connection.scalar(versions) or 1, rows.article["revisions"])
        connection.execute(update(articles).where(articles.c.id == rows.article["id"]).values(revisions=count))

    @staticmethod
    def _store_copies(connection: Connection, rows: Rows, before: _Face | None) -> None:
        """Bring index and pairs to what the current version has; what its former one had is gone."""
        name, pairs = rows.article["id"], table(CopyRow)
        replace_keys(connection, name, before.sketch if before else (), rows.revision["sketch"])
        if before is not None:
            kept = [row["id"] for row in rows.copies]
            own = or_(pairs.c.article_id == name, pairs.c.of_id == name)
            connection.execute(pairs.delete().where(own, pairs.c.id.not_in(kept)))
        upsert(connection, CopyRow, rows.copies, update=("kind", "jaccard", "containment", "differences"))

    @staticmethod
    def _store_stories(connection: Connection, rows: Rows) -> None:
        stories = table(Story)
        upsert(connection, Story, rows.stories)
        for story in rows.stories:
            spans = update(stories).where(stories.c.id == story["id"])
            later, earlier = story["last_seen"], story["first_seen"]
            connection.execute(spans.where(stories.c.last_seen < later).values(last_seen=later))
            connection.execute(spans.where(stories.c.first_seen > earlier).values(first_seen=earlier))

    def _store_event(self, connection: Connection, event: dict[str, Any]) -> None:
        outbox = table(OutboxEvent)
        if connection.scalar(select(outbox.c.id).where(outbox.c.id == event["id"])) is None:
            connection.execute(outbox.insert().values(**event, trace=self._trace))
