"""What a digest says of the sources behind it."""

from domain.outcome import Outcome
from tests.alerts.letters import blocked, digest, source
from tests.alerts.test_mail import plain, received, seen


def test_what_was_not_read_comes_first_and_every_source_says_what_it_shows_at_best() -> None:
    failing = source("half", outcome=Outcome.PARTIAL, listings=3, reason="3 listings.", last_success=None)
    mail = received(digest(sources=(source(), failing, blocked())))
    told = plain(mail).partition("What was read\n\n")[2].splitlines()[:3]
    assert told[0] == (
        "wall: not read: what is there is unknown. The source answered with captcha; 0 listings were read before. "
        "Never read well yet. At best: The whole catalogue of the shop that is named."
    )
    assert told[1].startswith("half: only in part. 3 listings. Never read well yet. ")
    assert told[2] == "bazaar: read. 412 listings. At best: Affiliate pool only: goods whose seller pays commission."
    html = seen(mail)
    assert html.index("wall · not read") < html.index("half · only in part") < html.index("bazaar · read")
    assert "What was read" not in plain(received(digest()))
