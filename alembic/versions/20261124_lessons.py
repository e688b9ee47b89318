"""Lessons from judgements, and each result's surroundings, so that it can be replayed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Adds what learning and replaying need."""
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("document", DOCUMENT),
        sa.PrimaryKeyConstraint("id", name="pk_lesson"),
    )
    op.add_column("screening", sa.Column("context", DOCUMENT))
    op.drop_column("screening", "context_digest")


def downgrade() -> None:
    """Back to results that can't be replayed."""
    op.add_column("screening", sa.Column("context_digest", sa.Text(), nullable=False, server_default=""))
    op.drop_column("screening", "context")
    op.drop_table("lesson")
