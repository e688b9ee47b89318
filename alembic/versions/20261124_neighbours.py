"""Offers by which sellers are compared, and contacts, as digests, by which they are tied."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what surrounds a listing."""
    op.add_column("screening", sa.Column("offer", sa.JSON().with_variant(JSONB(), "postgresql")))
    op.create_table(
        "contact",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("listing_id", "kind", "digest", name="pk_contact"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_contact_listing_id"),
    )
    op.create_index("ix_contact_kind_digest", "contact", ["kind", "digest"])


def downgrade() -> None:
    """Back to listings that stand alone."""
    op.drop_table("contact")
    op.drop_column("screening", "offer")
