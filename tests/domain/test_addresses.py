"""Private addresses are refused in every disguise, and allowed only where a network was named."""

import pytest

from domain.addresses import host_of, is_own, refusal, url_refusal

LOOPBACK = ("127.0.0.0/8",)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "no address",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert refusal(address, ())


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_fine(address: str) -> None:
    assert refusal(address, ()) is None


def test_a_named_network_is_allowed_also_when_it_is_carried() -> None:
    assert refusal("127.0.0.1", LOOPBACK, port=45123) is None
    assert refusal("::ffff:127.0.0.1", LOOPBACK) is None
    assert refusal("10.0.0.1", LOOPBACK)
    assert refusal("::1", LOOPBACK)


def test_the_refusal_says_what_to_do() -> None:
    assert (
        refusal("10.0.0.1", ()) == "10.0.0.1 is a private address: name its network under allow_networks to allow it."
    )


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://shop.example/",
        "//shop.example/",
        "http://",
        "http://user:secret@shop.example/",
        "http://shop.example:22/",
        "http://shop.example:99999/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://93.184.215.14:25/",
        "http://[broken/",
    ],
)
def test_urls_that_are_no_public_web_address_are_refused(url: str) -> None:
    assert url_refusal(url, ())


def test_web_addresses_are_fine() -> None:
    assert url_refusal("https://shop.example/a?b=c", ()) is None
    assert url_refusal("http://shop.example:8080/", ()) is None
    assert url_refusal("http://127.0.0.1:45123/", LOOPBACK) is None
    assert url_refusal("http://localhost:45123/", LOOPBACK) is None


def test_a_host_is_named_with_its_port_unless_it_is_the_default() -> None:
    assert host_of("HTTP://Shop.Example:80/a") == "shop.example"
    assert host_of("https://user:x@shop.example:8443/") == "shop.example:8443"
    assert host_of("http://[::1]:81/") == "[::1]:81"
    assert host_of("http://shop.example:99999/") == ""
    assert host_of("mailto:x") == ""


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", False),
        ("shop.example", False),
        ("8.8.8.8", False),
        ("", False),
    ],
)
def test_a_server_of_ones_own_is_an_address_in_a_named_network(host: str, own: bool) -> None:
    assert is_own(host, LOOPBACK) is own
