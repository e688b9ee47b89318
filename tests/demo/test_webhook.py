"""The demo's webhook receiver keeps what is signed and refuses the rest."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from demo.webhook import Receiver, receive
from domain.errors import ConfigError


def post(receiver: Receiver, body: bytes, *, secret: str, webhook_id: str = "msg_1") -> int:
    now = datetime.now(UTC)
    headers = {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(msg_id=webhook_id, timestamp=now, data=body.decode()),
    }
    request = urllib.request.Request(receiver.url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_what_is_signed_is_kept() -> None:
    with receive() as hook:
        assert post(hook, json.dumps({"cases": ["né"]}).encode(), secret=hook.secret) == 204
    assert [(delivery.webhook_id, delivery.payload) for delivery in hook.deliveries] == [("msg_1", {"cases": ["né"]})]
    assert hook.refused == []


def test_a_wrong_signature_or_none_is_refused() -> None:
    with receive() as hook:
        assert post(hook, b"{}", secret="whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") == 401
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(hook.url, data=b"{}")
        refused.value.close()
    assert hook.deliveries == []
    assert len(hook.refused) == 2


def test_a_given_secret_and_port_are_used_and_a_taken_port_is_named() -> None:
    with receive(secret="whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") as hook:
        port = int(hook.url.rsplit(":", 1)[1].removesuffix("/hook"))
        assert hook.secret == "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        with pytest.raises(ConfigError, match=str(port)), receive(port=port):
            pytest.fail("two receivers on one port")
