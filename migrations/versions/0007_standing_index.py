"""The day of a segment is told by an index alone: profiles are wide, and hundreds are asked for a newcomer."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_segment_profile_standing", "segment_profile", ["segment_id", "day"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_segment_profile_standing", table_name="segment_profile")
