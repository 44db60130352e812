"""How records find each other and are compared, and what people ruled about them.

The indexes (sketch and segment keys, profiles) can be rebuilt from the records: `slugline db reindex`. The keys have
no foreign keys: articles and segments are not deleted, and a key of one that is gone finds nothing.
"""

import datetime as dt

from sqlalchemy import JSON, BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from schemas.columns import CompactId, SafeText, UtcDateTime

# Where the rows are the primary key and hardly more, SQLite's own rowid table would store them twice.
ONCE = {"sqlite_with_rowid": False}


class SketchKey(SQLModel, table=True):
    """The index by which copies find each other: one row a hash of the sketch of an article's current revision."""

    __tablename__ = "sketch_key"
    __table_args__ = (ONCE,)

    hash: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    article_id: str = Field(primary_key=True, sa_type=CompactId)


class CopyRow(SQLModel, table=True):
    """Two articles that carry the same text: `article_id` is the later one, `of_id` the one that was there first."""

    __tablename__ = "copy"

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    of_id: str = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    kind: str
    jaccard: float
    containment: float
    differences: list[list[str]] = Field(sa_type=JSON)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)


class SegmentProfile(SQLModel, table=True):
    """What a story segment of a current revision is compared by (`tasks.link_stories.profile`), as JSON.

    `day` is when its article appeared or was first seen, UTC.
    """

    __tablename__ = "segment_profile"
    # Days are asked for by the hundred, and a profile fills a page: this index answers alone.
    __table_args__ = (Index("ix_segment_profile_standing", "segment_id", "day"),)

    segment_id: str = Field(primary_key=True, foreign_key="segment.id", ondelete="CASCADE")
    article_id: str = Field(index=True)
    day: dt.date = Field(index=True)
    profile: str = Field(sa_type=Text)


class SegmentKey(SQLModel, table=True):
    """The index by which segments find each other: one row a telling word, with its weight in the segment."""

    __tablename__ = "segment_key"
    __table_args__ = (ONCE,)

    key: str = Field(primary_key=True, sa_type=SafeText)
    day: dt.date = Field(primary_key=True)
    segment_id: str = Field(primary_key=True, sa_type=CompactId)
    weight: float


class LikenessRow(SQLModel, table=True):
    """How likely two current segments are to tell one story, by themselves: 0 to 1. `left_id` is the lesser id.

    Stories are made of these; a link is what people are shown of one.
    """

    __tablename__ = "likeness"
    # The score is in the index, too: with it the index answers alone.
    __table_args__ = (Index("ix_likeness_right", "right_id", "left_id", "score"), ONCE)

    left_id: str = Field(primary_key=True, sa_type=CompactId)
    right_id: str = Field(primary_key=True, sa_type=CompactId)
    score: float


class Correction(SQLModel, table=True):
    """What a person, or the repair, decided about two segments; kept as a rule that the linker obeys ever after.

    `kind`: `together` (one story), `apart` (two stories) or `rejected` (no link). The pair has no direction, so
    `left_id` is the lesser id and a pair has one row a kind. `made_by`: `person` or `repair`.
    """

    id: str = Field(primary_key=True)
    kind: str
    left_id: str = Field(foreign_key="segment.id", ondelete="CASCADE", index=True)
    right_id: str = Field(foreign_key="segment.id", ondelete="CASCADE", index=True)
    made_by: str
    note: str = Field("", sa_type=SafeText)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
