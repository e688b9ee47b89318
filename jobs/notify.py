"""Sends what is due: claims messages, sends each, records how it went."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import alerts
from alerts.thumbnails import thumbnail
from domain.alert import CaseBrief, Message, Recipient
from domain.errors import DeliveryError, StorageError
from jobs.installation import Installation
from storage import locks, outbox

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Messages that left, failed for now and were given up; `alerts` counts the cases told in the sent ones."""

    messages: int = 0
    alerts: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0


def run(
    installation: Installation,
    *,
    everything: bool = False,
    revive: bool = False,
    say: Callable[[str], None] = print,
) -> Sent:
    """Sends every message that is due, `everything` also those that wait for their hour or their next try.

    `revive` tries again what was given up. Each recipient is reached as the watch file says now; who no longer stands
    there is told nothing. Only one sender works at a time (raises Busy), so a claim found here
    belongs to a sender that died.
    """
    database = installation.database
    watch_file = installation.watch_file()
    recipients = {recipient.key: recipient for recipient in (*watch_file.operators, *watch_file.recipients)}
    watched = frozenset(watch.key for watch in watch_file.watches)
    delivery = installation.delivery(watch_file)
    sent = told = failed = given_up = 0
    with locks.exclusive(database, "notify", installation.folder):
        now = datetime.now(UTC)
        with database.session() as session:
            outbox.release_claims(session)
            if revive:
                outbox.revive(session, recipients)
            outbox.claim_digests(session, now, everything=everything)
            due = outbox.claimable(session, now, everything=everything)
        for key in due:
            with database.session() as session:
                pending = outbox.claim(session, key, datetime.now(UTC))
            if pending is None:
                continue
            message = _with_photos(installation, pending)
            try:
                alerts.send(_addressed(_with_sources(message, watched), recipients), delivery)
            except DeliveryError as error:
                with database.session() as session:
                    last = outbox.failed(session, key, datetime.now(UTC), str(error), permanent=error.permanent)
                failed += 1
                given_up += last
                outcome = "given up" if last else "will be tried again"
                say(f"Message to {message.recipient.name} was not delivered ({outcome}): {error}")
            else:
                with database.session() as session:
                    outbox.sent(session, key, datetime.now(UTC))
                sent += 1
                told += len(message.briefs)
        with database.session() as session:
            waiting = outbox.waiting(session)
    return Sent(messages=sent, alerts=told, failed=failed, given_up=given_up, waiting=waiting)


def _addressed(message: Message, recipients: Mapping[str, Recipient]) -> Message:
    recipient = recipients.get(message.recipient.key)
    if recipient is None:
        raise DeliveryError(f"{message.recipient.name} no longer stands in the watch file.", permanent=True)
    return replace(message, recipient=recipient)


def _with_sources(message: Message, watched: frozenset[str]) -> Message:
    """Without the runs of watches that are no more; what was read by hand is told on the day."""
    since = message.created_at - timedelta(days=1)
    told = (run for run in message.sources if run.watch in watched or (run.ended_at and run.ended_at >= since))
    return replace(message, sources=tuple(told))


def _with_photos(installation: Installation, pending: outbox.PendingMessage) -> Message:
    pairs = zip(pending.message.briefs, pending.photos, strict=True)
    return replace(
        pending.message,
        briefs=tuple(
            replace(
                brief,
                suspect_photo=_small(installation, pair.suspect, brief),
                reference_photo=_small(installation, pair.reference, brief),
            )
            for brief, pair in pairs
        ),
    )


def _small(installation: Installation, digest: str | None, brief: CaseBrief) -> bytes | None:
    if digest is None:
        return None
    try:
        return thumbnail(installation.blobs.get(digest))
    except StorageError:
        logger.warning("a photo of case %d is missing from the data folder", brief.case_id)
        return None
