"""Photos: switched off one by one, the same to the eye as another, what is written in them and who shows what."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what counts copies among the photos of listings; what is there is looked at by the next weighing."""
    op.add_column("reference_photo", sa.Column("off", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("photo", sa.Column("twin", sa.Text()))
    op.add_column("photo", sa.Column("words", sa.JSON().with_variant(JSONB(), "postgresql")))
    op.create_index("ix_photo_twin", "photo", ["twin"])
    op.create_table(
        "photo_part",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "part", name="pk_photo_part"),
        sa.ForeignKeyConstraint(["sha256"], ["photo.sha256"], name="fk_photo_part_sha256"),
    )
    op.create_index("ix_photo_part_part", "photo_part", ["part"])
    op.create_table(
        "shown",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("listing_id", "value", name="pk_shown"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_shown_listing_id"),
    )
    op.create_index("ix_shown_value", "shown", ["value"])


def downgrade() -> None:
    """Back to photos that are only compared one by one."""
    op.drop_table("shown")
    op.drop_table("photo_part")
    op.drop_index("ix_photo_twin", "photo")
    op.drop_column("photo", "words")
    op.drop_column("photo", "twin")
    op.drop_column("reference_photo", "off")
