"""Feeds that hubs push to us (WebSub)."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import schemas.columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
INDEXED = ("feed_id", "due_at")


def upgrade() -> None:
    """Apply."""
    text, safe = sqlmodel.sql.sqltypes.AutoString(), schemas.columns.SafeText()
    moment = schemas.columns.UtcDateTime(timezone=True)
    op.create_table(
        "hub_subscription",
        sa.Column("id", text, nullable=False),
        sa.Column("feed_id", text, nullable=True),
        sa.Column("hub", safe, nullable=False),
        sa.Column("topic", safe, nullable=False),
        sa.Column("secret", text, nullable=False),
        sa.Column("state", text, nullable=False),
        sa.Column("pending", text, nullable=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("own_poll_at", moment, nullable=False),
        sa.Column("pushed_at", moment, nullable=True),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("code", text, nullable=True),
        sa.Column("detail", safe, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in INDEXED:
        op.create_index(f"ix_hub_subscription_{name}", "hub_subscription", [name], unique=False)


def downgrade() -> None:
    """Take back."""
    for name in INDEXED:
        op.drop_index(f"ix_hub_subscription_{name}", table_name="hub_subscription")
    op.drop_table("hub_subscription")
