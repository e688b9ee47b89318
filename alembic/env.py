"""Runs the migrations: on the connection that the program hands over, else on the database of the settings."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from storage.columns import Amount, Choice, Document, UtcDateTime, Words
from storage.models import TABLES

#: Tables in the same database that other programs look after.
FOREIGN = ("apscheduler_", "procrastinate_")
RENDERED = {
    Amount: "sa.Numeric()",
    Choice: "sa.Text()",
    Document: 'sa.JSON().with_variant(JSONB(), "postgresql")',
    UtcDateTime: "sa.DateTime(timezone=True)",
    Words: "sa.Text()",
}


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether a thing found in the database is ours to compare."""
    return kind != "table" or not (name or "").startswith(FOREIGN)


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Column types as plain ones, so that a migration never depends on code that changes later."""
    return next((text for ours, text in RENDERED.items() if kind == "type" and isinstance(item, ours)), False)


def run(connection: Connection) -> None:
    """All migrations that were asked for, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=TABLES,
        render_as_batch=connection.dialect.name == "sqlite",
        include_name=include_name,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


if handed := context.config.attributes.get("connection"):
    run(handed)
else:
    from config.settings import load_settings
    from jobs.installation import database_url
    from storage.database import open_database
    from storage.migrations import migrating

    with migrating(open_database(database_url(load_settings()))) as opened:
        run(opened)
