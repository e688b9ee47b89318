"""What the reader of an e-mail sees, from the bytes that arrive."""

import io
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from lxml import html as lxml_html
from PIL import Image

from alerts.mail import compose
from domain.alert import Message
from domain.errors import DeliveryError
from domain.evidence import Action, Group, Kind
from domain.listing import Seller
from tests import factory
from tests.alerts.letters import brief, clue, digest, finding, notice, photo, to

SENDER = "Fakewatch <alerts@norvik.example>"


def received(message: Message, **changes: str) -> EmailMessage:
    """The mail after it went over the wire."""
    sent = compose(message, **{"mail_from": SENDER, **changes})
    mail = message_from_bytes(sent.as_bytes(), policy=policy.default)
    assert not mail.defects
    return mail


def plain(mail: EmailMessage) -> str:
    return str(mail.get_body(("plain",)).get_content()).replace("\r\n", "\n")  # type: ignore[union-attr]


def page(mail: EmailMessage) -> str:
    return str(mail.get_body(("html",)).get_content())  # type: ignore[union-attr]


def seen(mail: EmailMessage) -> str:
    """The text of the HTML as a browser shows it, on one line."""
    document = lxml_html.fromstring(page(mail))
    for hidden in document.xpath("//style|//title|//div[@class='preview']"):
        hidden.drop_tree()
    return " ".join(str(document.text_content()).split())


def test_the_plain_text_tells_the_whole_case() -> None:
    verdict = factory.verdict(
        price_ratio=0.0872,
        findings=(finding(probability=0.981), finding(Kind.GREY_MARKET, 0.2, bits=-2.0, action=Action.NONE)),
        evidence=(
            clue("The seller is not authorised.", 1.0),
            clue("The seller has sold since 2016.", -1.5),
            clue("The title calls the goods a replica.", 6.0),
            clue("It ships from another continent.", 2.0, Kind.GREY_MARKET),
        ),
    )
    mail = received(digest(brief(verdict=verdict)))
    assert plain(mail) == (
        "1 new suspected fake of Norvik on bazaar\n"
        "\n"
        "----------------------------------------------------------------------\n"
        "Suspected counterfeit, almost certain (98 %)\n"
        "\n"
        "Norvik Trail Runner 3 replica\n"
        "bazaar · Corner Shop (s1) · first seen Nov 22, 2026\n"
        "12.99 USD, 9 % of the 149.00 USD reference\n"
        "Compared with Norvik Trail Runner 3 (SKU-1)\n"
        "\n"
        "Evidence\n"
        "  + The title calls the goods a replica.\n"
        "  + The seller is not authorised.\n"
        "  - speaks against: The seller has sold since 2016.\n"
        "\n"
        "Why now: New case.\n"
        "Open the listing: https://bazaar.example/item/12\n"
        "Case 12\n"
        "Judge it (genuine, counterfeit or unsure):\n"
        "  fakewatch cases judge 12 genuine\n"
        "\n"
        "-- \n"
        "Fakewatch only ever suspects; a person decides. "
        "A case judged genuine stays silent until it gets materially worse.\n"
    )


def test_the_html_tells_the_same() -> None:
    mail = received(digest())
    for told in (
        "1 new suspected fake of Norvik on bazaar",
        "Suspected counterfeit very likely (95 %)",
        "Norvik Trail Runner 3 replica",
        "bazaar · Corner Shop (s1) · first seen Nov 22, 2026",
        "12.99 USD 9 % of the 149.00 USD reference",
        "+ The title calls the goods a replica.",
        "Why now: New case.",
        "fakewatch cases judge 12 genuine",
    ):
        assert told in seen(mail)
    assert lxml_html.fromstring(page(mail)).xpath("//a[.='Open the listing']/@href") == [
        "https://bazaar.example/item/12"
    ]


def test_the_photos_stand_side_by_side_inside_the_mail() -> None:
    mail = received(digest())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "multipart/related"]  # type: ignore[attr-defined]
    bodies = {part["Content-ID"].strip("<>"): part for part in mail.walk() if part.get_content_type() == "image/jpeg"}
    row = lxml_html.fromstring(page(mail)).xpath("//tr[count(td/img) = 2]")
    (genuine, suspect) = row[0].xpath("td/img")
    assert (genuine.get("alt"), suspect.get("alt")) == ("Genuine", "Suspect")
    for image, colour in ((genuine, (0, 128, 128)), (suspect, (0, 0, 128))):
        part = bodies[image.get("src").removeprefix("cid:")]
        assert part.get_content_disposition() == "inline"
        centre = Image.open(io.BytesIO(part.get_content())).getpixel((120, 90))
        assert all(abs(got - wanted) < 12 for got, wanted in zip(centre, colour, strict=True))  # type: ignore[arg-type]


def test_a_photo_that_many_cases_show_is_attached_once() -> None:
    mail = received(digest(brief(1), brief(2), brief(3, suspect_photo=photo("red"))))
    assert len([part for part in mail.walk() if part.get_content_maintype() == "image"]) == 3


def test_a_missing_photo_is_said() -> None:
    mail = received(digest(brief(suspect_photo=None, reference_photo=None)))
    assert seen(mail).count("No photo") == 2
    assert "multipart/related" not in [part.get_content_type() for part in mail.walk()]


def test_the_headers_are_those_of_the_stored_message() -> None:
    mail = received(digest(message_id="<" + "long" * 30 + "@norvik.example>"))
    assert mail["Message-ID"] == "<" + "long" * 30 + "@norvik.example>"
    assert mail["Date"] == "Mon, 23 Nov 2026 06:00:00 +0000"
    assert (mail["From"], mail["To"]) == (SENDER, "brand@norvik.example")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "1 new suspected fake of Norvik on bazaar: Norvik Trail Runner 3 replica"


def test_the_subject_counts_what_is_new_and_where() -> None:
    here = brief(1)
    there = brief(2, listing=factory.listing(marketplace="souk"))
    cheap = brief(3, verdict=factory.verdict(findings=(finding(Kind.UNDERPRICED),)))
    old = brief(4, reason="The price fell from 60% to 35% of the reference price.")
    assert received(digest(here, there))["Subject"] == "2 new suspected fakes of Norvik on 2 sites"
    assert (
        received(digest(here, cheap))["Subject"]
        == "1 new suspected fake and 1 new suspicious offer of Norvik on bazaar"
    )
    assert received(digest(here, old))["Subject"] == "2 suspected fakes of Norvik on bazaar"
    assert old.reason in plain(received(digest(here, old)))


def test_the_subject_names_a_few_brands_and_counts_many() -> None:
    brands = [brief(number, brand=name) for number, name in enumerate(["Norvik", "Fjell", "Sund", "Vik"])]
    assert "of Norvik and Fjell on" in received(digest(*brands[:2]))["Subject"]
    assert "of 4 brands on" in received(digest(*brands))["Subject"]


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("de", "2 neue mutmaßliche Fälschungen von Norvik auf bazaar", "9 % des Referenzpreises von 149,00 USD"),
        (
            "fr",
            "2 nouvelles contrefaçons présumées visant la marque Norvik sur bazaar",
            "première fois le 22 nov. 2026",
        ),
        ("zh", "Norvik：2件新增疑似假货（bazaar）", "为参考价 149.00 USD 的 9 %"),
    ],
)
def test_the_frame_speaks_the_readers_language_and_the_title_its_own(
    language: str, subject: str, sentence: str
) -> None:
    title = "诺维克 Schöne Laufschuhe, contrefaçon, Фальшивка, أحذية"
    briefs = [brief(number, listing=factory.listing(title=title)) for number in (1, 2)]
    raw = compose(digest(*briefs, recipient=to(language)), mail_from=SENDER).as_bytes()
    assert raw.isascii()
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["Subject"] == subject
    assert f'<html lang="{language}">' in page(mail)
    for text in (plain(mail), seen(mail)):
        assert title in text
        assert sentence in text
        assert "The title calls the goods a replica." in text


@pytest.mark.parametrize(
    "subject",
    [
        "1 new suspected fake of Norvik on bazaar: Norvik Trail Runner 3 – replica with a box",
        "1 neue mutmaßliche Fälschung von Norvik auf bazaar: " + "Schöne Laufschuhe für Damen " * 5 + "neu",
        "诺维克 越野跑鞋 " * 9 + "👟",
        "short",
    ],
)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    raw = compose(notice(subject=subject), mail_from=SENDER).as_bytes()
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == subject
    assert max(len(line) for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n")) <= 78


def test_a_subject_that_hides_a_header_in_its_encoding_stays_a_subject() -> None:
    mail = received(notice(subject="=?utf-8?q?x=0D=0ABcc:_all@norvik.example?="))
    assert mail["Subject"] == "= ?utf-8?q?x=0D=0ABcc:_all@norvik.example?="
    assert "Bcc" not in mail


def test_the_worst_comes_first_whatever_its_bits_are_called() -> None:
    doubt = brief(1, verdict=factory.verdict(findings=(finding(action=Action.REVIEW, bits=30.0),)))
    cheap = brief(2, verdict=factory.verdict(findings=(finding(Kind.UNDERPRICED, 0.99, bits=20.0),)))
    fake = brief(3, verdict=factory.verdict(findings=(finding(probability=0.999, bits=9.9),)))
    worst = brief(4, verdict=factory.verdict(findings=(finding(probability=0.999, bits=12.0),)))
    text = plain(received(digest(doubt, cheap, fake, worst)))
    assert re.findall(r"^Case (\d+)", text, re.MULTILINE) == ["4", "3", "2", "1"]


def test_one_fact_that_serves_two_findings_is_told_once() -> None:
    seen = {"group": Group.IMAGE, "observed": "1.jpg: 90 fitting details", "reference": "a.jpg"}
    strong = replace(clue("The photo is the brand's own.", 3.5), **seen)
    weak = replace(clue("The photo is genuine.", 1.5), **seen)
    other = replace(clue("Another photo is genuine too.", 0.5), **{**seen, "reference": "b.jpg"})
    text = plain(received(digest(brief(verdict=factory.verdict(evidence=(weak, strong, other))))))
    assert "The photo is the brand's own." in text
    assert "Another photo is genuine too." in text
    assert "The photo is genuine." not in text


def test_each_sentence_is_said_once_and_the_weakest_are_left_to_the_command() -> None:
    evidence = [clue(f"Clue number {bits}.", float(bits)) for bits in range(1, 10)]
    verdict = factory.verdict(evidence=(*evidence, clue("Clue number 9.", 0.5), clue("Nothing.", 0.0)))
    text = plain(received(digest(brief(verdict=verdict))))
    assert re.findall(r"Clue number (\d)", text) == ["9", "8", "7", "6", "5", "4"]
    assert "3 more clues: fakewatch cases show 12" in text
    assert "Nothing." not in text


def test_beyond_twenty_cases_there_are_lines_and_beyond_those_a_count() -> None:
    mail = received(digest(*[brief(number) for number in range(1, 126)]))
    text = plain(mail)
    assert text.count("fakewatch cases judge") == 20
    assert len(re.findall(r"^Case \d+ · Suspected counterfeit, very likely \(95 %\) · ", text, re.MULTILINE)) == 100
    assert "5 more cases: fakewatch cases list" in text
    document = lxml_html.fromstring(page(mail))
    assert len(document.xpath("//img")) == 40
    assert len(document.xpath("//table[@class='rows']//tr")) == 100


def test_a_case_can_be_opened_where_a_console_runs() -> None:
    assert "https://console.norvik.example/cases/12" not in page(received(digest()))
    mail = received(digest(), console_url="https://console.norvik.example/")
    assert lxml_html.fromstring(page(mail)).xpath("//a[.='Case 12']/@href") == [
        "https://console.norvik.example/cases/12"
    ]
    assert "Case 12: https://console.norvik.example/cases/12" in plain(mail)


def test_what_a_seller_wrote_stays_text() -> None:
    evil = '</td><script>alert(1)</script>"\r\nBcc: all@norvik.example\u202e{{ 7*7 }}{title}'
    listing = factory.listing(
        title=evil, marketplace=evil, url="javascript:alert(1)", seller=Seller(id=evil, name=evil), price=None
    )
    verdict = factory.verdict(evidence=(clue(evil, 5.0),))
    mail = received(
        digest(brief(listing=listing, verdict=verdict, brand=evil, product_name=evil, reason=evil, product_sku=evil))
    )
    assert "Bcc" not in mail
    assert "\n" not in mail["Subject"]
    assert "{{ 7*7 }}{title}" in plain(mail)
    assert not [line for line in plain(mail).splitlines() if line.startswith("Bcc")]
    for text in (plain(mail), page(mail)):
        assert "\u202e" not in text
        assert "javascript:" not in text
    document = lxml_html.fromstring(page(mail))
    assert document.xpath("//script") == []
    assert document.xpath("//a/@href") == []
    assert evil.split("\r")[0] in seen(mail)


def test_nothing_is_loaded_from_outside() -> None:
    document = lxml_html.fromstring(page(received(digest())))
    assert document.xpath("//link|//iframe|//script|//form|//object") == []
    assert all(source.startswith("cid:") for source in document.xpath("//@src"))
    assert set(document.xpath("//a/@href")) == {"https://bazaar.example/item/12"}
    assert "url(" not in page(received(digest()))


def test_dark_mode_and_small_screens_are_told_in_the_head_and_the_rest_inline() -> None:
    document = lxml_html.fromstring(page(received(digest())))
    (style,) = document.xpath("//head/style/text()")
    assert re.findall(r"@media ?\(([^:]+):", style) == ["max-width", "prefers-color-scheme"]
    assert document.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert "background:#ffffff" in document.xpath("//td[@class='card']/@style")[0].replace(" ", "")


def test_a_case_without_anything_known_is_still_a_mail() -> None:
    listing = factory.listing(url=None, title=None, price=None, seller=Seller())
    verdict = factory.verdict(findings=(), evidence=(), price_ratio=None)
    bare = brief(
        listing=listing,
        verdict=verdict,
        product_sku=None,
        product_name=None,
        reference_price=None,
        suspect_photo=None,
        reference_photo=None,
    )
    mail = received(digest(bare, *[bare] * 21))
    assert "Listing without a title" in plain(mail)
    assert "No price shown" in seen(mail)


def test_a_notice_to_the_operator_is_plain_and_short() -> None:
    mail = received(notice())
    assert mail["Subject"] == "bazaar answers with a captcha"
    assert plain(mail).split("\n\n")[:2] == ["bazaar answers with a captcha", "12 listings were read before."]
    assert "12 listings were read before." in seen(mail)
    assert mail["Message-ID"] == "<notice-1@norvik.example>"


@pytest.mark.parametrize(
    "target", ["nobody", "a@b@c", "x@norvik.example\r\nBcc: y@norvik.example", "ü@norvik.example", ""]
)
def test_an_address_that_is_none_is_told_for_good(target: str) -> None:
    with pytest.raises(DeliveryError, match="The recipient has the e-mail address") as caught:
        compose(digest(recipient=to(target=target)), mail_from=SENDER)
    assert caught.value.permanent
    with pytest.raises(DeliveryError, match="FAKEWATCH_MAIL_FROM"):
        compose(digest(), mail_from=target)
