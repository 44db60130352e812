"""Corrections: what a person or the repair decided about two segments."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import schemas.columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
ENDS = ("left_id", "right_id")


def upgrade() -> None:
    """Apply."""
    text = sqlmodel.sql.sqltypes.AutoString()
    op.create_table(
        "correction",
        sa.Column("id", text, nullable=False),
        sa.Column("kind", text, nullable=False),
        sa.Column("left_id", text, nullable=False),
        sa.Column("right_id", text, nullable=False),
        sa.Column("made_by", text, nullable=False),
        sa.Column("note", schemas.columns.SafeText(), nullable=False),
        sa.Column("created_at", schemas.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["left_id"], ["segment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["right_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ENDS:
        op.create_index(f"ix_correction_{name}", "correction", [name], unique=False)


def downgrade() -> None:
    """Take back."""
    for name in ENDS:
        op.drop_index(f"ix_correction_{name}", table_name="correction")
    op.drop_table("correction")
