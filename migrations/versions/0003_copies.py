"""Copies that differ a little: sketches, the index they are found by, pairs, and groups that became one."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import schemas.columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sketch_key",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", schemas.columns.CompactId(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("of_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("jaccard", sa.Float(), nullable=False),
        sa.Column("containment", sa.Float(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("created_at", schemas.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["of_id"], ["article.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_copy_article_id", "copy", ["article_id"])
    op.create_index("ix_copy_of_id", "copy", ["of_id"])
    op.add_column("revision", sa.Column("sketch", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("revision", sa.Column("sketch_version", sa.Integer(), nullable=True))
    op.add_column("duplicate_group", sa.Column("merged_into", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_index("ix_duplicate_group_merged_into", "duplicate_group", ["merged_into"])
    # The leg has a new first room; what waits for it goes on waiting for it under the new name.
    op.execute("UPDATE entry SET stage = 'find_copies' WHERE stage = 'link_stories'")


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE entry SET stage = 'link_stories' WHERE stage = 'find_copies'")
    op.drop_index("ix_duplicate_group_merged_into", "duplicate_group")
    op.drop_column("duplicate_group", "merged_into")
    op.drop_column("revision", "sketch_version")
    op.drop_column("revision", "sketch")
    op.drop_table("copy")
    op.drop_table("sketch_key")
