"""Fingerprints without histograms of colours, which nothing compares any more."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("photo", "reference_photo")


def upgrade() -> None:
    """Takes the histograms out; the fingerprints themselves are made anew by the next weighing or import."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        smaller = "fingerprint - 'colour'" if postgres else "json_remove(fingerprint, '$.colour')"
        op.execute(sa.text(f"UPDATE {table} SET fingerprint = {smaller} WHERE fingerprint IS NOT NULL"))


def downgrade() -> None:
    """Histograms may be missing: nothing to take back."""
