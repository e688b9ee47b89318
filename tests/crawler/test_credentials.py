"""Secrets show up neither in texts and bytes nor in logs."""

import subprocess
import sys
from pathlib import Path

from crawler.credentials import Credentials

ROOT = Path(__file__).parents[2]
VALUES = {"SHOP_APP_SECRET": "s3cr3t-value", "SHOP_PARTNER_TAG": "norvik-21", "SHOP_APP_KEY": "12"}


def test_values_are_replaced_by_their_names() -> None:
    credentials = Credentials(VALUES)
    credentials.hide("token", "s3cr3t-value-longer")
    assert credentials.hidden("key=s3cr3t-value&t=s3cr3t-value-longer") == "key=[SHOP_APP_SECRET]&t=[token]"
    assert credentials.hidden_bytes(b'{"echo":"s3cr3t-value"}') == b'{"echo":"[SHOP_APP_SECRET]"}'
    assert "s3cr3t" not in repr(credentials)


def test_what_is_public_or_too_short_to_be_told_apart_stays() -> None:
    assert Credentials(VALUES).hidden("norvik-21 costs 12") == "norvik-21 costs 12"


def test_missing_ones_are_named() -> None:
    assert Credentials(VALUES).lacking(("SHOP_APP_SECRET", "SHOP_TOKEN")) == ("SHOP_TOKEN",)


def test_logs_and_tracebacks_never_show_them() -> None:
    script = (
        "import logging\n"
        "from crawler.credentials import Credentials, hide_in_logs\n"
        "logging.basicConfig()\n"
        "hide_in_logs(Credentials({'A_SECRET': 'tell-nobody'}))\n"
        "logging.warning('asked %s', 'https://x/?k=tell-nobody')\n"
        "try:\n"
        "    raise ValueError('tell-nobody was wrong')\n"
        "except ValueError:\n"
        "    logging.exception('failed')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "tell-nobody" not in done.stderr
    assert done.stderr.count("[A_SECRET]") == 2
