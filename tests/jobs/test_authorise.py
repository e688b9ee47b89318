"""A person signs in with AliExpress once; runs refresh the token from then on, and nothing tells it."""

import json
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from demo.gateway.goods import made
from demo.gateway.serving import serve
from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process

KEYS = {"ALIEXPRESS_APP_KEY": "501234", "ALIEXPRESS_APP_SECRET": "aliexpress-s3cret"}
CALLBACK = "https://norvik.example/callback"


def signed_in(address: str) -> str:
    """Where somebody is led who opens the address and says yes."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 302
    return answer.headers["Location"]


def test_a_sign_in_is_kept_and_refreshed(place: Place) -> None:
    place.extra.update(KEYS)
    stored = place.folder / "fakewatch-data" / "tokens" / "aliexpress.json"
    with serve(made(4, currency="USD"), KEYS) as gateway:
        place.write(Shop(), norvik())
        block = {"marketplace": "aliexpress", "terms": ["Norvik"], "api": gateway.url, "delay": 0, "photos": 0}
        place.write_watch_file(block)
        assert "fakewatch authorise aliexpress" in place.run("crawl", "aliexpress", code=None).stdout

        shown = place.run("authorise", "aliexpress", "--redirect", CALLBACK, "--api", gateway.url).stdout
        (address,) = [line for line in shown.splitlines() if line.startswith("http")]
        back = signed_in(address)
        said = place.run("authorise", "aliexpress", "--code", back, "--api", gateway.url)
        token = json.loads(stored.read_text())
        assert said.stdout.startswith("AliExpress, dropshipping API: the token holds until 20")
        assert not any(secret in said.stdout + said.stderr for secret in (token["value"], token["refresh"]))
        assert stored.stat().st_mode & 0o777 == 0o600
        again = place.error("authorise", "aliexpress", "--code", back, "--api", gateway.url)
        assert "Mend ALIEXPRESS_APP_KEY or ALIEXPRESS_APP_SECRET, or get a new code" in again
        assert back.partition("code=")[2] not in again

        assert place.run("crawl", "aliexpress", "--resume").returncode == 0
        assert json.loads(stored.read_text()) == token
        soon = (datetime.now(UTC) + timedelta(seconds=5)).isoformat()
        stored.write_text(json.dumps({**token, "ends": soon}))
        place.run("crawl", "aliexpress")
        assert json.loads(stored.read_text())["value"] != token["value"]
    assert not any("s3cret" in path.read_text("latin-1") for path in place.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1688", "put the token of your app into ALI1688_REFRESH_TOKEN"),
        ("ebay", "eBay, Browse API needs no sign-in: it needs EBAY_CLIENT_ID, EBAY_CLIENT_SECRET"),
        ("aliexpress", "ALIEXPRESS_APP_KEY, ALIEXPRESS_APP_SECRET must be set first"),
        ("nowhere", "No source is called 'nowhere'"),
    ],
)
def test_other_sources_say_what_they_need(source: str, said: str, place: Place) -> None:
    assert said in place.error("authorise", source)
