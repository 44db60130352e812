"""Each feed's rhythm; an interval of 0 leaves the feed to it."""

import sqlalchemy as sa
from alembic import op

import schemas.columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("feed", sa.Column("rhythm", schemas.columns.SafeText(), nullable=True))
    op.add_column("feed", sa.Column("per_hour", sa.Float(), nullable=False, server_default="0"))
    # Until now no command set it: it was the setting of the day of the subscription. Now 0 means the feed's own rhythm.
    op.execute("UPDATE feed SET interval_s = 0")


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE feed SET interval_s = 600 WHERE interval_s = 0")
    op.drop_column("feed", "per_hour")
    op.drop_column("feed", "rhythm")
