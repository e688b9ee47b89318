"""Which key or hosts a run asked, so that a source that refuses can be left alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the circuit of a run, and when a person closed it; earlier runs have none."""
    op.add_column("run", sa.Column("circuit", sa.Text()))
    op.add_column("run", sa.Column("resumed_at", sa.DateTime(timezone=True)))
    op.create_index("ix_run_circuit", "run", ["circuit"])


def downgrade() -> None:
    """Back to runs that know only their watch."""
    op.drop_index("ix_run_circuit", "run")
    op.drop_column("run", "resumed_at")
    op.drop_column("run", "circuit")
