"""Each feed's rhythm, what it asks of its readers, where it moved to; when a server was last asked."""

import sqlalchemy as sa
from alembic import op

import schemas.columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXTS = ("rhythm", "asks", "moved_to", "former_url")
TIMES = ("full_at", "moved_at")


def upgrade() -> None:
    """Apply."""
    for name in TEXTS:
        op.add_column("feed", sa.Column(name, schemas.columns.SafeText(), nullable=True))
    for name in TIMES:
        op.add_column("feed", sa.Column(name, schemas.columns.UtcDateTime(timezone=True), nullable=True))
    op.add_column("feed", sa.Column("per_hour", sa.Float(), nullable=False, server_default="0"))
    op.add_column("feed", sa.Column("moved_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("host", sa.Column("asked_at", schemas.columns.UtcDateTime(timezone=True), nullable=True))
    op.create_index("ix_feed_status_next_poll_at", "feed", ["status", "next_poll_at"])
    # Until now no command set it: it was the setting of the day of the subscription. Now 0 means the feed's own rhythm.
    op.execute("UPDATE feed SET interval_s = 0")


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE feed SET interval_s = 600 WHERE interval_s = 0")
    op.drop_index("ix_feed_status_next_poll_at", "feed")
    op.drop_column("host", "asked_at")
    for name in ("moved_days", "per_hour", *TIMES, *TEXTS):
        op.drop_column("feed", name)
