"""The tables. Every key is derived from content (`schemas.ids`), every time is aware and in UTC.

`Poll` and `Entry` are the ledger: their rows say what is to be done next, Redis only rings. The other
tables are the records that people read; how they find each other is kept in `schemas.relations`.

No index holds a URL: ids derived from URLs are unique as they are, and PostgreSQL refuses index rows above 2,704
bytes, which a URL may exceed.
"""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer
from sqlmodel import Field, SQLModel

from schemas.columns import SafeText, UtcDateTime

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Feed(SQLModel, table=True):
    """A subscription. `status`: active, paused or gone. The validators stand for the stored entries.

    `interval_s` is a fixed interval that somebody chose, 0 where the feed's own rhythm decides: `rhythm` (JSON, see
    `tasks.plan_fetches.rates`), with `per_hour` entries as its mean.
    """

    id: str = Field(primary_key=True)
    url: str = Field(sa_type=SafeText)
    host: str = ""
    title: str = Field("", sa_type=SafeText)
    site_url: str | None = Field(None, sa_type=SafeText)
    language: str | None = Field(None, sa_type=SafeText)
    status: str = "active"
    etag: str | None = Field(None, sa_type=SafeText)
    last_modified: str | None = Field(None, sa_type=SafeText)
    body_sha: str | None = None
    interval_s: float
    next_poll_at: dt.datetime = Field(sa_type=UtcDateTime, index=True)
    errors: int = 0
    code: str | None = None
    detail: str | None = Field(None, sa_type=SafeText)
    failing_since: dt.datetime | None = Field(None, sa_type=UtcDateTime)
    last_success_at: dt.datetime | None = Field(None, sa_type=UtcDateTime)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    rhythm: str | None = Field(None, sa_type=SafeText)
    per_hour: float = Field(0.0, sa_column_kwargs={"server_default": "0"})


class HubSubscription(SQLModel, table=True):
    """A feed asked for by push (WebSub). `id` is the secret end of its callback URL.

    `state`: wanted, active, denied, leaving or left. `pending` is what the hub was asked for and has not come back to
    verify (subscribe, unsubscribe), `due_at` when it is to be asked next. The hub pushes until `expires_at`. `trusted`
    tells that pushes bring the news, so that looks may be rare; `own_poll_at` is when the feed would be looked at
    otherwise. `feed_id` is null when the feed was removed; the row stays until the hub knows.
    """

    __tablename__ = "hub_subscription"

    id: str = Field(primary_key=True)
    feed_id: str | None = Field(None, foreign_key="feed.id", ondelete="SET NULL", index=True)
    hub: str = Field(sa_type=SafeText)
    topic: str = Field(sa_type=SafeText)
    secret: str
    state: str = "wanted"
    pending: str | None = None
    due_at: dt.datetime = Field(sa_type=UtcDateTime, index=True)
    expires_at: dt.datetime = Field(EPOCH, sa_type=UtcDateTime)
    trusted: bool = False
    own_poll_at: dt.datetime = Field(EPOCH, sa_type=UtcDateTime)
    pushed_at: dt.datetime | None = Field(None, sa_type=UtcDateTime)
    errors: int = 0
    code: str | None = None
    detail: str | None = Field(None, sa_type=SafeText)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)


class Work(SQLModel):
    """What a ledger row holds beside its subject: where it stands and who may touch it.

    `stage` is the room that is to work on it next, or an end: done, skipped, failed, dead. `fact` is that
    room's input as JSON, or `raw:<key>` where it lies in the raw store. A row may be claimed when
    `due_at` and `lease_until` have passed; claiming raises `token`, and every later write names the
    token it was claimed with (a fencing token, so a writer that lost its lease writes nothing).
    `attempts` counts tries at this stage and `losses` the workers in a row that did not live to tell how it went;
    both are counted before the work starts. `holder` is the process that claimed last, as `<machine>/<pid>`;
    `host` is the server (with its port, if unusual) that the next stage would speak to.
    """

    stage: str
    fact: str = Field(sa_type=SafeText)
    host: str = ""
    trace: str
    due_at: dt.datetime = Field(sa_type=UtcDateTime)
    rung_at: dt.datetime = Field(EPOCH, sa_type=UtcDateTime)
    lease_until: dt.datetime = Field(EPOCH, sa_type=UtcDateTime)
    holder: str = ""
    token: int = 0
    attempts: int = 0
    losses: int = 0
    code: str | None = None
    detail: str | None = Field(None, sa_type=SafeText)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    updated_at: dt.datetime = Field(sa_type=UtcDateTime)


class Poll(Work, table=True):
    """One look at a feed."""

    __table_args__ = (
        Index("ix_poll_stage_due_at", "stage", "due_at"),
        Index("ix_poll_feed_id", "feed_id", "due_at"),
        Index("ix_poll_stage_host_due_at", "stage", "host", "due_at"),
        Index("ix_poll_host_lease", "host", "lease_until"),
    )

    id: str = Field(primary_key=True)
    feed_id: str = Field(foreign_key="feed.id", ondelete="CASCADE")
    status: int | None = None
    body_bytes: int = 0
    entries_new: int = 0


class Entry(Work, table=True):
    """One item of a feed, or one pushed item.

    `digest` tells whether the feed's words for it changed. `origin` is the `EntryFound` it began with:
    the work can always start over from it, by hand or because a stored body is gone.
    """

    __table_args__ = (
        Index("ix_entry_stage_due_at", "stage", "due_at"),
        Index("ix_entry_host_lease", "host", "lease_until"),
    )

    id: str = Field(primary_key=True)
    feed_id: str | None = Field(None, foreign_key="feed.id", ondelete="SET NULL", index=True)
    identity: str = Field(sa_type=SafeText)
    url: str | None = Field(None, sa_type=SafeText)
    title: str = Field("", sa_type=SafeText)
    digest: str = ""
    origin: str = Field(sa_type=SafeText)
    article_id: str | None = Field(None, index=True)


class DuplicateGroup(SQLModel, table=True):
    """Articles that carry the same text. Grouped and shown, never thrown away.

    One row a content hash. Where copies differ a little, their groups are one: `merged_into` names it, and is null in
    the group that stands for all (that of the earliest article), which every article names.
    """

    __tablename__ = "duplicate_group"

    id: str = Field(primary_key=True)
    content_sha: str = Field(unique=True)
    first_article_id: str
    first_seen: dt.datetime = Field(sa_type=UtcDateTime)
    merged_into: str | None = Field(None, index=True)


class Article(SQLModel, table=True):
    """The page, or full-content entry, at one canonical URL, as its newest revision shows it."""

    id: str = Field(primary_key=True)
    canonical_url: str = Field(sa_type=SafeText)
    url: str = Field(sa_type=SafeText)
    feed_id: str | None = Field(None, foreign_key="feed.id", ondelete="SET NULL", index=True)
    external_id: str | None = Field(None, sa_type=SafeText)
    title: str = Field("", sa_type=SafeText)
    byline: list[str] = Field(default_factory=list, sa_type=JSON)
    published: dt.datetime | None = Field(None, sa_type=UtcDateTime, index=True)
    updated: dt.datetime | None = Field(None, sa_type=UtcDateTime)
    site: str | None = Field(None, sa_type=SafeText)
    language: str | None = Field(None, sa_type=SafeText)
    description: str | None = Field(None, sa_type=SafeText)
    image: str | None = Field(None, sa_type=SafeText)
    revision_id: str
    revisions: int = 1
    duplicate_group_id: str = Field(foreign_key="duplicate_group.id", index=True)
    trace: str
    first_seen: dt.datetime = Field(sa_type=UtcDateTime, index=True)


class Revision(SQLModel, table=True):
    """One version of an article's content. Never overwritten: `number` counts from 1."""

    __table_args__ = (Index("ux_revision_article_number", "article_id", "number", unique=True),)

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", ondelete="CASCADE")
    number: int
    content_sha: str
    title: str = Field("", sa_type=SafeText)
    text: str = Field(sa_type=SafeText)
    blocks: list[dict[str, Any]] = Field(sa_type=JSON)
    body_key: str = Field(index=True)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    sketch: list[int] | None = Field(None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    sketch_version: int | None = None


class Story(SQLModel, table=True):
    """Segments, across articles and time, that report one running story."""

    id: str = Field(primary_key=True)
    slug: str = Field(sa_type=SafeText)
    headline: str = Field(sa_type=SafeText)
    first_seen: dt.datetime = Field(sa_type=UtcDateTime)
    last_seen: dt.datetime = Field(sa_type=UtcDateTime, index=True)


class SegmentRow(SQLModel, table=True):
    """A stored segment. `revision_id` is the newest revision that holds it, `blocks` index into that one."""

    __tablename__ = "segment"

    id: str = Field(primary_key=True)
    article_id: str = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    revision_id: str = Field(foreign_key="revision.id", ondelete="CASCADE", index=True)
    position: int
    kind: str
    slug: str = Field(sa_type=SafeText)
    headline: str = Field(sa_type=SafeText)
    principals: list[dict[str, Any]] = Field(sa_type=JSON)
    place: str | None = Field(None, sa_type=SafeText)
    date: dt.date | None = None
    blocks: list[int] = Field(sa_type=JSON)
    serves: int | None = None
    score: float
    confidence: float | None = None
    place_confidence: float | None = None
    date_confidence: float | None = None
    share: float
    cues: list[dict[str, Any]] = Field(sa_type=JSON)
    story_id: str | None = Field(None, foreign_key="story.id", ondelete="SET NULL", index=True)
    first_seen: dt.datetime = Field(sa_type=UtcDateTime)


class LinkRow(SQLModel, table=True):
    """A typed, scored, explained relation between two segments."""

    __tablename__ = "link"

    id: str = Field(primary_key=True)
    source_id: str = Field(foreign_key="segment.id", ondelete="CASCADE", index=True)
    target_id: str = Field(foreign_key="segment.id", ondelete="CASCADE", index=True)
    kind: str
    score: float
    evidence: dict[str, Any] = Field(sa_type=JSON)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)


class OutboxEvent(SQLModel, table=True):
    """An event that is still to be told, or was: written with the rows it speaks of."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_told_seq", "told_at", "seq"),)

    # SQLite counts rows by itself only in a column of type INTEGER.
    seq: int | None = Field(
        None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
    )
    id: str = Field(unique=True)
    type: str
    subject: str
    data: dict[str, Any] = Field(sa_type=JSON)
    trace: str
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    told_at: dt.datetime | None = Field(None, sa_type=UtcDateTime)


class Host(SQLModel, table=True):
    """A server that asked to be left alone until `not_before` (Retry-After), shared by all workers."""

    name: str = Field(primary_key=True)
    not_before: dt.datetime = Field(sa_type=UtcDateTime)
    code: str | None = None


class Pulse(SQLModel, table=True):
    """When something that must happen regularly last happened (`plan_fetches`, `announce`, `sweep`, `prune`)."""

    name: str = Field(primary_key=True)
    at: dt.datetime = Field(sa_type=UtcDateTime)
