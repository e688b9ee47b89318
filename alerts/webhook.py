"""The webhook channel: JSON, signed by the Standard Webhooks specification."""

import binascii
import json
from datetime import UTC, datetime
from typing import Any

import httpx2
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from alerts.delivery import DeliverySettings
from alerts.guarded_http import CheckedAddresses
from domain.alert import CaseBrief, Message
from domain.errors import DeliveryError, Refused
from domain.run import RunReport
from domain.wire import listing_line, to_wire

TIMEOUT = 10.0
#: What a receiver answers that is only busy; so is every 5xx. Any other answer than 2xx stays the same on a new try.
BUSY = frozenset({408, 425, 429})


def deliver(message: Message, settings: DeliverySettings) -> None:
    """Posts one message to its recipient; raises DeliveryError."""
    target, body = message.recipient.target, payload(message)
    try:
        with (
            httpx2.Client(transport=CheckedAddresses(settings.allow_networks), timeout=TIMEOUT) as client,
            client.stream("POST", target, content=body, headers=_headers(message, body, settings)) as response,
        ):
            status = response.status_code
    except Refused as error:
        raise DeliveryError(f"The webhook {_where(target)} is not called: {error}", permanent=True) from None
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        raise DeliveryError(
            f"The webhook address '{_where(target)}' is no http or https URL.", permanent=True
        ) from None
    except httpx2.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise DeliveryError(f"The webhook {_where(target)} can't be reached ({reason}): is it up?") from None
    if not 200 <= status < 300:
        permanent = status < 500 and status not in BUSY
        raise DeliveryError(f"The webhook {_where(target)} answered {status}: {_remedy(status)}.", permanent=permanent)


def payload(message: Message) -> bytes:
    """The JSON of `alerts/webhook.schema.json`: the same bytes however often the message is sent."""
    data: dict[str, Any]
    if message.briefs:
        kind, data = (
            "case.digest",
            {
                "cases": [_case(brief) for brief in message.briefs],
                "sources": [_source(report) for report in message.sources],
            },
        )
    else:
        kind, data = "operator.notice", {"subject": message.subject, "lines": list(message.lines)}
    body = {"type": kind, "timestamp": to_wire(message.created_at), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _case(brief: CaseBrief) -> dict[str, Any]:
    verdict = to_wire(brief.verdict)
    return {
        "case_id": brief.case_id,
        "reason": brief.reason,
        "first_seen": to_wire(brief.first_seen),
        "brand": brief.brand,
        "product": {"sku": brief.product_sku, "name": brief.product_name},
        "reference_price": to_wire(brief.reference_price),
        **{key: verdict[key] for key in ("product_probability", "findings", "price_ratio", "evidence")},
        "listing": listing_line(brief.listing),
    }


def _source(report: RunReport) -> dict[str, Any]:
    wire = to_wire(report)
    names = ("watch", "marketplace", "outcome", "reason", "listings", "ended_at", "last_success", "coverage")
    return {name: wire[name] for name in names}


def _headers(message: Message, body: bytes, settings: DeliverySettings) -> dict[str, str]:
    """Signed at the moment of sending, because receivers refuse what was signed long ago."""
    variable, now = message.recipient.secret_env, datetime.now(UTC)
    secret = settings.secrets.get(variable or "")
    if not secret:
        missing = f"set {variable}" if variable else "name its environment variable as secret_env in the watch file"
        raise DeliveryError(f"The webhook secret is missing: {missing} (whsec_…).", permanent=True)
    try:
        signature = Webhook(secret).sign(message.message_id, now, body.decode())
    except (binascii.Error, EmptyWebhookSecretError, ValueError):
        raise DeliveryError(f"{variable} is no webhook secret: write whsec_ and Base64.", permanent=True) from None
    return {
        "content-type": "application/json",
        "user-agent": "Fakewatch",
        "webhook-id": message.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }


def _where(target: str) -> str:
    """The address without what may be secret in it: user, path and query."""
    try:
        url = httpx2.URL(target)
    except httpx2.InvalidURL:
        return "?"
    return f"{url.scheme}://{url.host}" + (f":{url.port}" if url.port else "")


def _remedy(status: int) -> str:
    if 300 <= status < 400:
        return "redirects are not followed, write the final address into the watch file"
    if status in (401, 403):
        return "check that both sides have the same secret"
    if status in (404, 410):
        return "check the address in the watch file"
    return "look into the receiver's log"
