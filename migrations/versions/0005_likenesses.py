"""Stories by learned likenesses: profiles, weighted keys, and the likenesses themselves.

The former keys and terms go; `slugline db reindex` reads the stored segments anew.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import schemas.columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_table("segment_key")
    op.drop_column("segment", "terms")
    op.create_table(
        "segment_profile",
        sa.Column("segment_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("article_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("segment_id"),
    )
    for name in ("article_id", "day"):
        op.create_index(f"ix_segment_profile_{name}", "segment_profile", [name])
    op.create_table(
        "segment_key",
        sa.Column("key", schemas.columns.SafeText(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("segment_id", schemas.columns.CompactId(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "segment_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likeness",
        sa.Column("left_id", schemas.columns.CompactId(), nullable=False),
        sa.Column("right_id", schemas.columns.CompactId(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("left_id", "right_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likeness_right_id", "likeness", ["right_id"])


def downgrade() -> None:
    """Take back. The keys of before are not made again: nothing can be linked until articles come in anew."""
    op.drop_table("likeness")
    op.drop_table("segment_key")
    op.drop_table("segment_profile")
    op.add_column("segment", sa.Column("terms", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "segment_key",
        sa.Column("segment_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", schemas.columns.SafeText(), nullable=False),
        sa.Column("at", schemas.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("segment_id", "key"),
    )
    op.create_index("ix_segment_key_key_at", "segment_key", ["key", "at"])
