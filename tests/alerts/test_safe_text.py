"""What strangers wrote is inert in a message."""

import pytest

from alerts.safe_text import clean, link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\nBcc: all@norvik.example", "one Bcc: all@norvik.example"),
        ("\u202egnp.eohs\u202c shoe", "gnp.eohs shoe"),
        ("No\u200brv\u00adik\ufeff", "Norvik"),
        ("\x1b[31mred\x07\0", "[31mred"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("  many \u3000\u2028 spaces ", "many spaces"),
        ("Fälschung, contrefaçon, 诺维克 👟", "Fälschung, contrefaçon, 诺维克 👟"),
    ],
)
def test_a_text_is_one_visible_line(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert clean("word " * 100, 12) == "word word w…"
    assert clean("x" * 12, 12) == "x" * 12


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://bazaar.example/item/1?a=b&c=d", "https://bazaar.example/item/1?a=b&c=d"),
        ("HTTP://Bazaar.example/ü \"<'", "http://bazaar.example/%C3%BC%20%22%3C'"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("//bazaar.example/", None),
        ("https://", None),
        ("https://bazaar.example/\nBcc: x", None),
        ("https://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: str | None) -> None:
    assert link(url) == linked
