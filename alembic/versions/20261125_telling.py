"""What listings say themselves of their seller."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds whether a listing says itself that it is a fake; the next weighing finds out."""
    op.add_column("screening", sa.Column("telling", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back to listings that say nothing of each other."""
    op.drop_column("screening", "telling")
