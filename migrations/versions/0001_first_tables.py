"""The tables of the first release."""

import sqlalchemy as sa
import sqlmodel  # autogenerate writes sqlmodel's string type without importing it
from alembic import op

import schemas.records

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "duplicate_group",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content_sha", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_seen", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("content_sha"),
    )
    op.create_table(
        "feed",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", schemas.records.SafeText(), nullable=False),
        sa.Column("host", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", schemas.records.SafeText(), nullable=False),
        sa.Column("site_url", schemas.records.SafeText(), nullable=True),
        sa.Column("language", schemas.records.SafeText(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("etag", schemas.records.SafeText(), nullable=True),
        sa.Column("last_modified", schemas.records.SafeText(), nullable=True),
        sa.Column("body_sha", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("interval_s", sa.Float(), nullable=False),
        sa.Column("next_poll_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("detail", schemas.records.SafeText(), nullable=True),
        sa.Column("failing_since", schemas.records.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_success_at", schemas.records.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_next_poll_at"), ["next_poll_at"], unique=False)

    op.create_table(
        "host",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("not_before", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("trace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("told_at", schemas.records.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_told_seq", ["told_at", "seq"], unique=False)

    op.create_table(
        "pulse",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "story",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slug", schemas.records.SafeText(), nullable=False),
        sa.Column("headline", schemas.records.SafeText(), nullable=False),
        sa.Column("first_seen", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_seen", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_last_seen"), ["last_seen"], unique=False)

    op.create_table(
        "article",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("canonical_url", schemas.records.SafeText(), nullable=False),
        sa.Column("url", schemas.records.SafeText(), nullable=False),
        sa.Column("feed_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("external_id", schemas.records.SafeText(), nullable=True),
        sa.Column("title", schemas.records.SafeText(), nullable=False),
        sa.Column("byline", sa.JSON(), nullable=False),
        sa.Column("published", schemas.records.UtcDateTime(timezone=True), nullable=True),
        sa.Column("updated", schemas.records.UtcDateTime(timezone=True), nullable=True),
        sa.Column("site", schemas.records.SafeText(), nullable=True),
        sa.Column("language", schemas.records.SafeText(), nullable=True),
        sa.Column("description", schemas.records.SafeText(), nullable=True),
        sa.Column("image", schemas.records.SafeText(), nullable=True),
        sa.Column("revision_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("duplicate_group_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("trace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_seen", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["duplicate_group_id"],
            ["duplicate_group.id"],
        ),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_duplicate_group_id"), ["duplicate_group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_feed_id"), ["feed_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_first_seen"), ["first_seen"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_published"), ["published"], unique=False)

    op.create_table(
        "entry",
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fact", schemas.records.SafeText(), nullable=False),
        sa.Column("host", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("trace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("rung_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease_until", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("detail", schemas.records.SafeText(), nullable=True),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("feed_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("identity", schemas.records.SafeText(), nullable=False),
        sa.Column("url", schemas.records.SafeText(), nullable=True),
        sa.Column("title", schemas.records.SafeText(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("origin", schemas.records.SafeText(), nullable=False),
        sa.Column("article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_feed_id"), ["feed_id"], unique=False)
        batch_op.create_index("ix_entry_host_lease", ["host", "lease_until"], unique=False)
        batch_op.create_index("ix_entry_stage_due_at", ["stage", "due_at"], unique=False)

    op.create_table(
        "poll",
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fact", schemas.records.SafeText(), nullable=False),
        sa.Column("host", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("trace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("rung_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease_until", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("detail", schemas.records.SafeText(), nullable=True),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("feed_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body_bytes", sa.Integer(), nullable=False),
        sa.Column("entries_new", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.create_index("ix_poll_feed_id", ["feed_id", "due_at"], unique=False)
        batch_op.create_index("ix_poll_host_lease", ["host", "lease_until"], unique=False)
        batch_op.create_index("ix_poll_stage_due_at", ["stage", "due_at"], unique=False)
        batch_op.create_index("ix_poll_stage_host_due_at", ["stage", "host", "due_at"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_sha", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", schemas.records.SafeText(), nullable=False),
        sa.Column("text", schemas.records.SafeText(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("body_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_body_key"), ["body_key"], unique=False)
        batch_op.create_index("ux_revision_article_number", ["article_id", "number"], unique=True)

    op.create_table(
        "segment",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("revision_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slug", schemas.records.SafeText(), nullable=False),
        sa.Column("headline", schemas.records.SafeText(), nullable=False),
        sa.Column("principals", sa.JSON(), nullable=False),
        sa.Column("place", schemas.records.SafeText(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("serves", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("story_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("first_seen", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_story_id"), ["story_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("target_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("created_at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["segment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_target_id"), ["target_id"], unique=False)

    op.create_table(
        "segment_key",
        sa.Column("segment_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", schemas.records.SafeText(), nullable=False),
        sa.Column("at", schemas.records.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("segment_id", "key"),
    )
    with op.batch_alter_table("segment_key", schema=None) as batch_op:
        batch_op.create_index("ix_segment_key_key_at", ["key", "at"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("segment_key", schema=None) as batch_op:
        batch_op.drop_index("ix_segment_key_key_at")

    op.drop_table("segment_key")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_target_id"))
        batch_op.drop_index(batch_op.f("ix_link_source_id"))

    op.drop_table("link")
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_story_id"))
        batch_op.drop_index(batch_op.f("ix_segment_revision_id"))
        batch_op.drop_index(batch_op.f("ix_segment_article_id"))

    op.drop_table("segment")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index("ux_revision_article_number")
        batch_op.drop_index(batch_op.f("ix_revision_body_key"))

    op.drop_table("revision")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index("ix_poll_stage_host_due_at")
        batch_op.drop_index("ix_poll_stage_due_at")
        batch_op.drop_index("ix_poll_host_lease")
        batch_op.drop_index("ix_poll_feed_id")

    op.drop_table("poll")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_stage_due_at")
        batch_op.drop_index("ix_entry_host_lease")
        batch_op.drop_index(batch_op.f("ix_entry_feed_id"))
        batch_op.drop_index(batch_op.f("ix_entry_article_id"))

    op.drop_table("entry")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_published"))
        batch_op.drop_index(batch_op.f("ix_article_first_seen"))
        batch_op.drop_index(batch_op.f("ix_article_feed_id"))
        batch_op.drop_index(batch_op.f("ix_article_duplicate_group_id"))

    op.drop_table("article")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_last_seen"))

    op.drop_table("story")
    op.drop_table("pulse")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_told_seq")

    op.drop_table("outbox")
    op.drop_table("host")
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feed_next_poll_at"))

    op.drop_table("feed")
    op.drop_table("duplicate_group")
