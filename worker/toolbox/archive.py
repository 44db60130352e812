"""The records: articles, revisions, segments, links, stories."""

from typing import Any

from sqlalchemy import Connection, func, select, update

from schemas.records import (
    Article,
    DuplicateGroup,
    Feed,
    LinkRow,
    OutboxEvent,
    Revision,
    SegmentKey,
    SegmentRow,
    Story,
)
from tasks.record.rows import Known, Rows
from worker.toolbox.database import View, table, upsert

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
    "terms",
    "story_id",
)


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
        self._store_article(connection, rows)
        upsert(connection, Revision, [rows.revision])
        self._store_stories(connection, rows)
        upsert(connection, SegmentRow, rows.segments, update=SEGMENT_FACE if rows.newest else ())
        self._store_keys(connection, rows)
        upsert(connection, LinkRow, rows.links, update=("score", "evidence"))
        self._store_event(connection, rows.event)

    def _store_article(self, connection: Connection, rows: Rows) -> None:
        articles, feeds = table(Article), table(Feed)
        # The feed may have been removed while its articles were on the line; they stay.
        feed = connection.scalar(select(feeds.c.id).where(feeds.c.id == rows.article["feed_id"]))
        row = {**rows.article, "feed_id": feed, "trace": self._trace}
        upsert(connection, Article, [row], update=ARTICLE_FACE if rows.newest else ())
        versions = select(func.max(articles.c.revisions)).where(articles.c.id == rows.article["id"])
        count = max(connection.scalar(versions) or 1, rows.article["revisions"])
        connection.execute(update(articles).where(articles.c.id == rows.article["id"]).values(revisions=count))

    @staticmethod
    def _store_stories(connection: Connection, rows: Rows) -> None:
        stories = table(Story)
        upsert(connection, Story, rows.stories)
        for story in rows.stories:
            connection.execute(
                update(stories)
                .where(stories.c.id == story["id"], stories.c.last_seen < story["last_seen"])
                .values(last_seen=story["last_seen"])
            )
            connection.execute(
                update(stories)
                .where(stories.c.id == story["id"], stories.c.first_seen > story["first_seen"])
                .values(first_seen=story["first_seen"])
            )

    @staticmethod
    def _store_keys(connection: Connection, rows: Rows) -> None:
        # A revision may move a segment's terms: its old keys go, or it would be found by words it lost. So do the
        # keys of segments that the article no longer has: a live blog would crowd the index with its past.
        keys, segments = table(SegmentKey), table(SegmentRow)
        of_article = select(segments.c.id).where(segments.c.article_id == rows.article["id"])
        past = of_article.where(segments.c.revision_id != rows.revision["id"])
        renewed = [row["id"] for row in rows.segments]
        connection.execute(keys.delete().where(keys.c.segment_id.in_(past if rows.newest else [])))
        connection.execute(keys.delete().where(keys.c.segment_id.in_(renewed)))
        upsert(connection, SegmentKey, rows.keys)

    def _store_event(self, connection: Connection, event: dict[str, Any]) -> None:
        outbox = table(OutboxEvent)
        if connection.scalar(select(outbox.c.id).where(outbox.c.id == event["id"])) is None:
            connection.execute(outbox.insert().values(**event, trace=self._trace))
