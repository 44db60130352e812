"""How far a segment's reading, its place and its day can be trusted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
COLUMNS = ("confidence", "place_confidence", "date_confidence")


def upgrade() -> None:
    """Apply."""
    for name in COLUMNS:
        op.add_column("segment", sa.Column(name, sa.Float(), nullable=True))


def downgrade() -> None:
    """Take back."""
    for name in COLUMNS:
        op.drop_column("segment", name)
