"""Downloads reach only what is allowed, stop at their limits, and say what went wrong."""

from collections.abc import Iterator

import pytest

from crawler.download import Downloaded, download
from domain.errors import InputError, Refused
from tests.crawler.loopback import Answer, Site, serve

AGENT = "FakewatchBot/0.1 (+test)"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def get(url: str, *, allow: tuple[str, ...] = ("127.0.0.0/8",), max_bytes: int = 1000) -> Downloaded:
    return download(url, allow_networks=allow, max_bytes=max_bytes, user_agent=AGENT)


def test_bytes_and_type_come_back(site: Site) -> None:
    site.pages["/photo"] = Answer(b"bytes", type="Image/JPEG; x=y")
    assert get(f"{site.url}/photo") == Downloaded(url=f"{site.url}/photo", media_type="image/jpeg", body=b"bytes")
    assert site.hits[0].headers["User-Agent"] == AGENT
    assert site.hits[0].headers["Host"] == site.url.removeprefix("http://")


def test_redirects_are_followed_up_to_five(site: Site) -> None:
    site.pages["/1"] = Answer(status=302, headers={"Location": "/2"})
    site.pages["/2"] = Answer(status=301, headers={"Location": f"{site.url}/3"})
    site.pages["/3"] = Answer(b"here")
    site.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    assert get(f"{site.url}/1").url == f"{site.url}/3"
    with pytest.raises(InputError, match="more than 5 times"):
        get(f"{site.url}/round")
    assert site.paths().count("/round") == 6


def test_a_private_address_is_refused_unless_its_network_is_named(site: Site) -> None:
    for url in (site.url, site.url.replace("127.0.0.1", "localhost"), site.url.replace("127.0.0.1", "127.1")):
        with pytest.raises(Refused):
            get(url, allow=())
    assert site.hits == []


def test_a_redirect_does_not_inherit_the_permission(site: Site) -> None:
    with serve({"/secret": Answer(b"secret")}) as inside:
        site.pages["/by-address"] = Answer(status=302, headers={"Location": f"{inside.url}/secret"})
        local = inside.url.replace("127.0.0.1", "localhost")
        site.pages["/by-name"] = Answer(status=302, headers={"Location": f"{local}/secret"})
        for path in ("/by-address", "/by-name"):
            with pytest.raises(Refused):
                get(f"{site.url}{path}")
        assert inside.hits == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://a:b@shop.example/", "no address", "http://[x/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        get(url)


def test_a_download_ends_at_its_limit_and_unpacks_nothing(site: Site) -> None:
    import gzip

    site.pages["/endless"] = Answer(pieces=(bytes(65536) for _ in range(10_000)))
    site.pages["/bomb"] = Answer(gzip.compress(bytes(100_000_000)), headers={"Content-Encoding": "gzip"})
    for path, reason in (("/endless", r"more than 0\.001 MB"), ("/bomb", "it is packed")):
        with pytest.raises(InputError, match=reason):
            get(f"{site.url}{path}")


def test_a_redirect_to_nowhere_is_an_error(site: Site) -> None:
    site.pages["/unreadable"] = Answer(status=302, headers={"Location": "http://["})
    site.pages["/none"] = Answer(status=302)
    with pytest.raises(Refused):
        get(f"{site.url}/unreadable")
    with pytest.raises(InputError, match="HTTP 302"):
        get(f"{site.url}/none")


def test_errors_name_the_address(site: Site) -> None:
    with pytest.raises(InputError, match="/nothing can't be downloaded: HTTP 404"):
        get(f"{site.url}/nothing")
    with pytest.raises(InputError, match="can't be downloaded"):
        get("http://127.0.0.1:9/")
    with pytest.raises(InputError, match="not known"):
        get("http://nowhere.invalid/")
