"""Finding stored segments that may tell the same story."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from schemas.events import StoredSegment
from schemas.records import Article, Revision, SegmentKey, SegmentRow
from schemas.segments import SegmentKind
from worker.toolbox.database import View, table


class StoryBook:
    """Reads inside the transaction it was opened with, so that a batch sees its own earlier members."""

    def __init__(self, view: View) -> None:
        self._view = view

    def near(
        self, keys: Sequence[str], *, since: datetime, until: datetime, without: str, limit: int
    ) -> Sequence[StoredSegment]:
        """Return current story segments that share most of `keys` in the window, most shared first."""
        index, segments = table(SegmentKey), table(SegmentRow)
        articles, revisions = table(Article), table(Revision)
        shared = (
            select(index.c.segment_id, func.count().label("shared"), func.max(index.c.at).label("at"))
            .join(segments, segments.c.id == index.c.segment_id)
            .where(index.c.key.in_(keys), index.c.at.between(since, until), segments.c.article_id != without)
            .group_by(index.c.segment_id)
            .order_by(func.count().desc(), index.c.segment_id)
            .limit(limit)
            .subquery()
        )
        statement = (
            select(segments, shared.c.at, revisions.c.content_sha)
            .join(shared, shared.c.segment_id == segments.c.id)
            .join(articles, articles.c.id == segments.c.article_id)
            .join(revisions, revisions.c.id == segments.c.revision_id)
            .where(segments.c.revision_id == articles.c.revision_id, segments.c.kind == SegmentKind.STORY.value)
            .order_by(shared.c.shared.desc(), segments.c.id)
        )
        with self._view.reading() as connection:
            return [_stored(row) for row in connection.execute(statement)]

    def story_of(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return the story of each segment that is stored already and has one."""
        segments = table(SegmentRow)
        statement = select(segments.c.id, segments.c.story_id).where(
            segments.c.id.in_(names), segments.c.story_id.is_not(None)
        )
        with self._view.reading() as connection:
            return {row.id: row.story_id for row in connection.execute(statement)}


def _stored(row: Row[Any]) -> StoredSegment:
    return StoredSegment(
        segment_id=row.id,
        article_id=row.article_id,
        story_id=row.story_id,
        slug=row.slug,
        headline=row.headline,
        content_sha=row.content_sha,
        at=row.at,
        people=tuple(principal["key"] for principal in row.principals),
        names=tuple(principal["name"] for principal in row.principals),
        terms=row.terms,
        place=row.place,
        date=row.date,
    )
