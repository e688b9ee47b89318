"""The watch file as a person writes it, and what is said when it is wrong."""

from datetime import time
from pathlib import Path

import pytest

from config.watch_file import WatchFile, load_watch_file
from domain.alert import Channel, Recipient
from domain.errors import ConfigError
from domain.watch import Cadence, Selectors, Watch

WHOLE = """
brands: [catalog.yml]
timezone: Europe/Paris
alerts:
  - {to: brand@norvik.example, when: "07:00", timezone: Europe/Berlin, language: de, brands: [Norvik]}
  - {webhook: "https://hooks.norvik.example/fakewatch", secret_env: NORVIK_HOOK_SECRET, when: immediately}
  - {to: law@norvik.example}
operators: [{to: it@norvik.example}]
watches:
  - marketplace: aliexpress
    terms: auto
    every: monday at 03:00
    expect: {min: 20, max: 2000}
  - marketplace: shop
    name: our neighbour
    start: ["http://127.0.0.1:8086/catalogue/"]
    delay: 0
    photos: 1
    browser: no
    timezone: Asia/Tokyo
    selectors: {listing: "article h3 a", title: h1, image: "#gallery img::attr(src)"}
  - marketplace: shop
    search: "https://shop.example/search?q={term}"
    terms: [Norvik, 2020]
allow_networks: [127.0.0.0/8]
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "watch.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(folder: Path, text: str | bytes) -> WatchFile:
    return load_watch_file(written(folder, text))


def complaint(folder: Path, text: str | bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(folder, text)
    message = str(caught.value)
    assert message.startswith(str(folder / "watch.yml"))
    return message.removeprefix(str(folder / "watch.yml"))


def watch(*lines: str) -> str:
    return "\n    ".join(["watches:\n  - marketplace: shop", *lines]) + "\n"


def test_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").touch()
    found = loaded(tmp_path, WHOLE)
    assert found.catalogs == (tmp_path / "catalog.yml",)
    assert found.recipients == (
        Recipient(
            channel=Channel.EMAIL,
            target="brand@norvik.example",
            at=time(7),
            timezone="Europe/Berlin",
            language="de",
            brands=("Norvik",),
        ),
        Recipient(
            channel=Channel.WEBHOOK,
            target="https://hooks.norvik.example/fakewatch",
            each=True,
            timezone="Europe/Paris",
            secret_env="NORVIK_HOOK_SECRET",
        ),
        Recipient(channel=Channel.EMAIL, target="law@norvik.example", timezone="Europe/Paris"),
    )
    assert [operator.target for operator in found.operators] == ["it@norvik.example"]
    assert found.watches == (
        Watch(
            key="aliexpress",
            marketplace="aliexpress",
            every=Cadence(days=(0,)),
            timezone="Europe/Paris",
            expect_min=20,
            delay=0.5,
        ),
        Watch(
            key="our neighbour",
            marketplace="shop",
            start=("http://127.0.0.1:8086/catalogue/",),
            delay=0,
            photos=1,
            browser=False,
            timezone="Asia/Tokyo",
            selectors=Selectors(listing="article h3 a", title="h1", image="#gallery img::attr(src)"),
        ),
        Watch(
            key="shop shop.example",
            marketplace="shop",
            search="https://shop.example/search?q={term}",
            terms=("Norvik", "2020"),
            timezone="Europe/Paris",
        ),
    )
    assert found.allow_networks == ("127.0.0.0/8",)
    assert found.terms_auto == {"aliexpress"}


def test_an_hour_without_quotes_is_an_hour(tmp_path: Path) -> None:
    text = "alerts: [{to: a@norvik.example, when: 07:30}, {to: b@norvik.example, when: 7:30}]\n"
    assert [recipient.at for recipient in loaded(tmp_path, text).recipients] == [time(7, 30), time(7, 30)]


def test_a_key_without_a_value_counts_as_not_written(tmp_path: Path) -> None:
    found = loaded(tmp_path, "alerts:\nwatches:\n  - marketplace: shop\n    start: [https://a.example/]\n    delay:\n")
    assert (found.recipients, found.watches[0].delay) == ((), 3.0)


def test_a_search_without_terms_uses_those_of_the_catalog(tmp_path: Path) -> None:
    found = loaded(tmp_path, watch('search: "https://a.example/?q={term}"'))
    assert found.terms_auto == {"shop a.example"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", " is empty: it must hold keys"),
        ("# only a comment\n", " is empty"),
        ("- a\n", " is a list: it must hold keys"),
        ("hello\n", " is one text"),
        ("watches:\n\t- marketplace: shop\n", ", line 2: this is not YAML: it is indented with a tab: use spaces."),
        ("brands: [a\nwatches: []\n", ", line 2: this is not YAML"),
        ('a: "unclosed\n', ", line 1: this is not YAML"),
        ("brands: []\nbrands: []\n", ", line 2: the key 'brands' stands twice in one block"),
        ("a: &x [*x]\n", ", line 1: references (& and *) are not used here"),
        (b"brands: [\xff]\n", ", line 1: this is not UTF-8"),
        ("[" * 5000, "this is not YAML"),
    ],
)
def test_a_file_that_is_no_block_of_keys_is_explained(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    assert sentence in complaint(tmp_path, text)


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist: check the path, or write one with 'fakewatch init'"):
        load_watch_file(tmp_path / "watch.yml")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("alert: []\n", ", line 1: alert is an unknown key: did you mean 'alerts'?"),
        ("brands: a.yml\n", ", line 1: brands must be a list, such as [a, b], not 'a.yml'."),
        ("brands: [a.yml]\n", "a.yml: check the path."),
        ("timezone: Berlin\n", ", line 1: timezone is 'Berlin': write a time zone such as Europe/Berlin or UTC."),
        ("alerts: [{to: brand}]\n", "write one e-mail address"),
        ("alerts: [{when: immediately}]\n", "needs either 'to: brand@norvik.example' or 'webhook: https://…'."),
        ("alerts: [{webhook: https://a.example/}]\n", "needs 'secret_env: NAME'"),
        ("alerts: [{webhook: a.example, secret_env: A}]\n", "write a full address"),
        ("alerts: [{to: a@b.example, secret_env: A}]\n", "only webhooks have a secret"),
        ('alerts: [{to: a@b.example, when: "25:00"}]\n', "when is '25:00': write \"07:00\", 'immediately' or"),
        ("alerts: [{to: a@b.example, language: german}]\n", "write a language code such as en, de or zh"),
        ("allow_networks: [localhost]\n", "allow_networks item 1 is 'localhost': write a network such as 127.0.0.0/8"),
        ("watches: [{terms: auto}]\n", ", line 1: watches item 1.marketplace is missing."),
        ("watches: [shop]\n", "watches item 1 must be a block of keys with values, not 'shop'."),
        ("watches:\n  - marketplace: Ali Express\n    terms: auto\n", ", line 2: watches 'Ali Express'.marketplace is"),
        (watch(), "needs 'terms: auto', a list of 'start' addresses or a 'search' address."),
        (watch("terms: shoes"), "terms is 'shoes': write auto, or a list such as [shoes]."),
        (watch("terms: auto", "evry: day"), ", line 4: watches 'shop'.evry is an unknown key: did you mean 'every'?"),
        (watch("terms: auto", "every: dayly"), "write 'day at 03:00', 'monday, thursday at 09:30' or '6 hours'."),
        (watch("terms: auto", "every: [1]"), "write 'day at 03:00'"),
        (watch("terms: auto", "expect: {min: many}"), "expect.min must be a whole number, not 'many'."),
        (watch("terms: auto", "expect: {min: 9, max: 3}"), "expect has min 9 above max 3."),
        (watch("terms: auto", "photos: -1"), "photos must be at least 0, not '-1'."),
        (watch("terms: auto", "browser: maybe"), "browser must be true or false, not 'maybe'."),
        (watch('search: "https://a.example/?q="'), "put {term} where the search words go."),
        (watch("start: [a.example/all]"), "start item 1 is 'a.example/all': write a full address"),
        (watch("start: [https://u:p@a.example/]"), "pages behind a private login are never fetched"),
        (
            watch("start: [https://a.example/]", 'selectors: {title: "h1["}'),
            "selectors.title is 'h1[', which is no CSS",
        ),
        (watch("start: [https://a.example/]", "selectors: {titel: h1}"), "did you mean 'title'?"),
        (watch("start: [https://a.example/]", "delay: nan"), "delay must be a number, not 'nan'."),
    ],
)
def test_each_mistake_is_named_with_its_place_and_remedy(tmp_path: Path, text: str, sentence: str) -> None:
    message = complaint(tmp_path, text)
    assert sentence in message
    assert "\n" not in message


def test_all_mistakes_are_told_at_once_but_no_more_than_ten(tmp_path: Path) -> None:
    message = complaint(tmp_path, "\n".join(f"wrong{number}: 1" for number in range(12)))
    assert message.startswith(" has 12 problems:\n  line 1: ")
    assert message.count("\n") == 11
    assert message.endswith("and 2 more.")


@pytest.mark.parametrize(
    ("networks", "address", "fine"),
    [
        ("[127.0.0.0/8]", "http://127.0.0.1:8086/", True),
        ("[]", "http://localhost:8086/", True),
        ("[fd00::/8]", "http://[fd00::1]/", True),
        ("[127.0.0.0/8]", "http://shop.example/", False),
        ("[10.0.0.0/8]", "http://127.0.0.1/", False),
        ("[]", "http://127.0.0.1/", False),
    ],
)
def test_haste_is_only_for_addresses_of_ones_own(tmp_path: Path, networks: str, address: str, fine: bool) -> None:
    text = f"allow_networks: {networks}\n" + watch(f'start: ["{address}"]', "delay: 0.5")
    if fine:
        assert loaded(tmp_path, text).watches[0].delay == 0.5
    else:
        assert ", line 5: delay is 0.5 seconds: below 3 only for addresses of your own" in complaint(tmp_path, text)


def test_haste_needs_an_address(tmp_path: Path) -> None:
    assert "which shop is not" in complaint(tmp_path, watch("terms: auto", "delay: 1"))
    mixed = watch('start: ["http://localhost/", "https://shop.example/"]', "delay: 1")
    assert "which shop.example is not" in complaint(tmp_path, mixed)


def test_two_watches_of_one_name_are_refused(tmp_path: Path) -> None:
    text = watch("start: [https://a.example/x]") + "  - marketplace: shop\n    start: [https://a.example/y]\n"
    assert ", line 4: two watches are called 'shop a.example': give one a 'name'." in complaint(tmp_path, text)


@pytest.mark.parametrize("kind", ["alerts", "operators"])
def test_two_alerts_to_one_address_are_refused(tmp_path: Path, kind: str) -> None:
    text = f"{kind}:\n  - {{to: a@norvik.example, brands: [A]}}\n  - {{to: a@norvik.example, brands: [B]}}\n"
    assert f", line 3: two {kind} are called 'email:a@norvik.example': put both into one." in complaint(tmp_path, text)
