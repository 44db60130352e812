"""Likenesses are read from both ends without a second look into the table."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_likeness_right_id", table_name="likeness")
    op.create_index("ix_likeness_right", "likeness", ["right_id", "left_id", "score"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_likeness_right", table_name="likeness")
    op.create_index("ix_likeness_right_id", "likeness", ["right_id"])
