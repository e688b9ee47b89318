"""First tables and views."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

VIEWS = {
    "open_cases": """
        SELECT c.id AS case_id, c.opened_at, c.brand, c.sku, p.name AS product, c.kind, c.probability, c.action,
               l.marketplace, l.listing_key, l.url, o.title, o.price_amount AS price, o.price_currency AS currency,
               p.price_amount AS reference_price, p.price_currency AS reference_currency, s.price_ratio,
               o.seller_id, o.seller_name, l.first_seen, l.last_seen, l.gone_at
        FROM cases c
        JOIN listing l ON l.id = c.listing_id
        JOIN screening s ON s.listing_id = l.id
        JOIN observation o ON o.id = s.observation_id
        LEFT JOIN product p ON p.sku = c.sku
        WHERE c.state = 'open' AND c.action IN ('review', 'alert')
        ORDER BY c.action, c.probability DESC, c.id DESC
    """,
    "sellers_by_risk": """
        SELECT l.marketplace, l.seller_key AS seller, max(o.seller_name) AS seller_name,
               count(DISTINCT l.id) AS listings,
               sum(CASE WHEN c.state = 'open' AND c.action IN ('review', 'alert') THEN 1 ELSE 0 END) AS open_cases,
               sum(CASE WHEN c.state = 'confirmed' THEN 1 ELSE 0 END) AS confirmed,
               sum(CASE WHEN c.state = 'dismissed' THEN 1 ELSE 0 END) AS dismissed,
               sum(CASE WHEN c.state = 'confirmed' THEN 1.0
                        WHEN c.state = 'open' AND c.action IN ('review', 'alert') THEN c.probability
                        ELSE 0.0 END) AS expected_fakes,
               min(l.first_seen) AS first_seen, max(l.last_seen) AS last_seen
        FROM listing l
        JOIN observation o ON o.id = (SELECT max(id) FROM observation WHERE listing_id = l.id)
        LEFT JOIN cases c ON c.listing_id = l.id
        WHERE l.seller_key IS NOT NULL
        GROUP BY l.marketplace, l.seller_key
        ORDER BY expected_fakes DESC, listings DESC
    """,
    "price_gaps": """
        SELECT l.marketplace, l.listing_key, l.url, o.title, s.brand, s.sku, p.name AS product,
               o.price_amount AS price, o.price_currency AS currency,
               p.price_amount AS reference_price, p.price_currency AS reference_currency, s.price_ratio,
               o.seller_id, o.seller_name, l.last_seen
        FROM screening s
        JOIN listing l ON l.id = s.listing_id
        JOIN observation o ON o.id = s.observation_id
        LEFT JOIN product p ON p.sku = s.sku
        WHERE s.price_ratio < 1 AND l.gone_at IS NULL
        ORDER BY s.price_ratio
    """,
    "run_health": """
        SELECT r.watch_key AS watch, r.marketplace, r.id AS last_run, r.started_at AS last_started,
               r.ended_at AS last_ended, r.outcome AS last_outcome, r.reason AS last_reason,
               good.ended_at AS last_success,
               (SELECT count(*) FROM run
                WHERE watch_key = r.watch_key AND id > coalesce(good.id, 0)) AS runs_since_success,
               (SELECT count(*) FROM sighting WHERE run_id = r.id) AS listings,
               (SELECT count(*) FROM observation WHERE run_id = r.id) AS new_observations,
               (SELECT count(*) FROM fetches WHERE run_id = r.id) AS fetches
        FROM run r
        LEFT JOIN run good ON good.id = (SELECT max(id) FROM run
                                         WHERE watch_key = r.watch_key AND outcome IN ('ok', 'ok_empty'))
        WHERE r.id = (SELECT max(id) FROM run WHERE watch_key = r.watch_key)
        ORDER BY r.watch_key
    """,
}


def upgrade() -> None:
    """The tables, then the views over them."""
    op.create_table(
        "brand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_brand"),
        sa.UniqueConstraint("name", name="uq_brand_name"),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("marketplace", sa.Text(), nullable=False),
        sa.Column("listing_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("seller_key", sa.Text()),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("last_seen", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_listing"),
        sa.UniqueConstraint("marketplace", "listing_key", name="uq_listing_marketplace_listing_key"),
    )
    op.create_index("ix_listing_marketplace_seller_key", "listing", ["marketplace", "seller_key"])
    op.create_index("ix_listing_url", "listing", ["url"], postgresql_using="hash")
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", DOCUMENT, nullable=False),
        sa.Column("subject", sa.Text()),
        sa.Column("lines", DOCUMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("message_id", name="uq_message_message_id"),
    )
    op.create_index("ix_message_state_next_try_at", "message", ["state", "next_try_at"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_key", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_watch_key", "notice", ["watch_key"])
    op.create_table(
        "photo",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("fingerprint", DOCUMENT),
        sa.Column("version", sa.Text()),
        sa.Column("error", sa.Text()),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_photo"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_key", sa.Text(), nullable=False),
        sa.Column("marketplace", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("outcome", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_watch_key", "run", ["watch_key"])
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text()),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("bits", sa.Double(), nullable=False),
        sa.Column("standing", DOCUMENT, nullable=False),
        sa.Column("told", DOCUMENT),
        sa.Column("told_times", sa.Integer(), nullable=False),
        sa.Column("judged", DOCUMENT),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_cases_listing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("listing_id", "brand", name="uq_cases_listing_id_brand"),
    )
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_table(
        "fetches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("media_type", sa.Text()),
        sa.Column("page_sha256", sa.Text()),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_fetches_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fetches"),
    )
    op.create_index("ix_fetches_fetched_at", "fetches", ["fetched_at"])
    op.create_index("ix_fetches_page_sha256", "fetches", ["page_sha256"])
    op.create_index("ix_fetches_run_id", "fetches", ["run_id"])
    op.create_table(
        "listing_photo",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_listing_photo_listing_id"),
        sa.PrimaryKeyConstraint("listing_id", "position", name="pk_listing_photo"),
    )
    op.create_index("ix_listing_photo_url", "listing_photo", ["url"])
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("observed_at", MOMENT, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("page_sha256", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("price_amount", sa.Numeric()),
        sa.Column("price_currency", sa.Text()),
        sa.Column("seller_id", sa.Text()),
        sa.Column("seller_name", sa.Text()),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_observation_listing_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_observation_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
    )
    op.create_index("ix_observation_listing_id", "observation", ["listing_id"])
    op.create_index("ix_observation_page_sha256", "observation", ["page_sha256"])
    op.create_index("ix_observation_run_id", "observation", ["run_id"])
    op.create_table(
        "photo_url",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["photo.sha256"], name="fk_photo_url_sha256"),
        sa.PrimaryKeyConstraint("url", name="pk_photo_url"),
    )
    op.create_index("ix_photo_url_sha256", "photo_url", ["sha256"])
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price_amount", sa.Numeric()),
        sa.Column("price_currency", sa.Text()),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name="fk_product_brand_id"),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("sku", name="uq_product_sku"),
    )
    op.create_index("ix_product_brand_id", "product", ["brand_id"])
    op.create_table(
        "robots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_robots_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_robots"),
    )
    op.create_index("ix_robots_host_fetched_at", "robots", ["host", "fetched_at"])
    op.create_index("ix_robots_run_id", "robots", ["run_id"])
    op.create_table(
        "sighting",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_sighting_listing_id"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_sighting_run_id"),
        sa.PrimaryKeyConstraint("run_id", "listing_id", name="pk_sighting"),
    )
    op.create_index("ix_sighting_listing_id", "sighting", ["listing_id"])
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("recipient_key", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recipient", DOCUMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("message_id", sa.Integer()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_alert_case_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_alert_message_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("case_id", "recipient_key", "sequence", name="uq_alert_case_id_recipient_key_sequence"),
    )
    op.create_index("ix_alert_message_id", "alert", ["message_id"])
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_judgement_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_index("ix_judgement_case_id", "judgement", ["case_id"])
    op.create_table(
        "reference_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("fingerprint", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_reference_photo_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reference_photo"),
        sa.UniqueConstraint("product_id", "bank", "source", name="uq_reference_photo_product_id_bank_source"),
    )
    op.create_index("ix_reference_photo_source", "reference_photo", ["source"])
    op.create_table(
        "screening",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("context_digest", sa.Text(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("screened_at", MOMENT, nullable=False),
        sa.Column("brand", sa.Text()),
        sa.Column("sku", sa.Text()),
        sa.Column("price_ratio", sa.Double()),
        sa.Column("verdict", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_screening_listing_id"),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name="fk_screening_observation_id"),
        sa.PrimaryKeyConstraint("listing_id", name="pk_screening"),
    )
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    """Back to the empty database."""
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")
    for table in (
        "screening",
        "reference_photo",
        "judgement",
        "alert",
        "sighting",
        "robots",
        "product",
        "photo_url",
        "observation",
        "listing_photo",
        "fetches",
        "cases",
        "run",
        "photo",
        "notice",
        "message",
        "listing",
        "brand",
    ):
        op.drop_table(table)
