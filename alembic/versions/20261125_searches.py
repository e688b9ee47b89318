"""What each query of a watch brought."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The searches of each run, and which of them first showed a listing."""
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("watch_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("listings", sa.Integer(), nullable=False),
        sa.Column("new_listings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_search_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_search"),
    )
    op.create_index("ix_search_watch_key_run_id", "search", ["watch_key", "run_id"])
    op.create_table(
        "search_find",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name="fk_search_find_listing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["search_id"], ["search.id"], name="fk_search_find_search_id"),
        sa.PrimaryKeyConstraint("listing_id", name="pk_search_find"),
    )
    op.create_index("ix_search_find_search_id", "search_find", ["search_id"])


def downgrade() -> None:
    """Back to queries of which nobody knows what they bring."""
    op.drop_table("search_find")
    op.drop_table("search")
