"""What the source of a run shows at best."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RUN_HEALTH = """
    CREATE VIEW run_health AS
    SELECT r.watch_key AS watch, r.marketplace, r.id AS last_run, r.started_at AS last_started,
           r.ended_at AS last_ended, r.outcome AS last_outcome, r.reason AS last_reason,
           good.ended_at AS last_success,
           (SELECT count(*) FROM run
            WHERE watch_key = r.watch_key AND id > coalesce(good.id, 0)) AS runs_since_success,
           (SELECT count(*) FROM sighting WHERE run_id = r.id) AS listings,
           (SELECT count(*) FROM observation WHERE run_id = r.id) AS new_observations,
           (SELECT count(*) FROM fetches WHERE run_id = r.id) AS fetches{coverage}
    FROM run r
    LEFT JOIN run good ON good.id = (SELECT max(id) FROM run
                                     WHERE watch_key = r.watch_key AND outcome IN ('ok', 'ok_empty'))
    WHERE r.id = (SELECT max(id) FROM run WHERE watch_key = r.watch_key)
    ORDER BY r.watch_key
"""


def upgrade() -> None:
    """Adds it to the runs and to the view of their health."""
    op.add_column("run", sa.Column("coverage", sa.Text()))
    op.execute("DROP VIEW run_health")
    op.execute(RUN_HEALTH.format(coverage=", r.coverage"))


def downgrade() -> None:
    """Back to runs that don't say what they could not see."""
    op.execute("DROP VIEW run_health")
    op.execute(RUN_HEALTH.format(coverage=""))
    op.drop_column("run", "coverage")
