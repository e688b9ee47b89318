"""`fakewatch read` on what people save: every form of file, its address, and what is wrong with it."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest

from cli.commands import program
from crawler import saved
from domain.errors import InputError
from tests.crawler import saved_files as forms
from tests.crawler.loopback import PHOTO, product

URL = "https://shop.example/item/stove"
PAGE = product("stove", image="https://cdn.example/stove.jpg").replace("Lamp", "Réchaud")
RESPONSES = [(URL, "text/html", PAGE.encode()), ("https://cdn.example/stove.jpg", "image/jpeg", PHOTO)]
CAPTCHA = "<html><head><title>Robot or human?</title></head><body>Activate and hold the button</body></html>"

Read = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Read:
    def run(body: bytes | str, *options: str) -> list[dict[str, Any]]:
        path = tmp_path / "saved"
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        program(["read"])(["read", str(path), *options], standalone_mode=False)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.mark.parametrize(
    "body",
    [
        forms.commented(URL, PAGE),
        forms.single_file(URL, PAGE),
        PAGE.replace("<head>", f'<head><link rel="canonical" href="{URL}">').encode(),
        PAGE.replace("<head>", f'<head><meta property="og:url" content="{URL}">').encode(),
        forms.mhtml(RESPONSES),
        forms.mhtml(RESPONSES).replace(b"\r\n", b"\n"),
        forms.warc(RESPONSES),
        forms.warc(RESPONSES, packed=False),
        forms.har(RESPONSES),
        forms.webarchive(RESPONSES),
        gzip.compress(forms.commented(URL, PAGE)),
        gzip.compress(forms.har(RESPONSES)),
        forms.zipped(a__stove_html=forms.commented(URL, PAGE), a__b_css=b"p {}"),
        forms.zipped(datapackage_json=b"{}", archive__data_warc_gz=forms.warc(RESPONSES), pages__p_jsonl=b"{}"),
    ],
    ids=[
        *("commented", "SingleFile", "canonical", "og:url", "MHTML", "MHTML, bare line ends", "WARC.gz", "WARC", "HAR"),
        *("web archive", "gzip", "HAR.gz", "ZIP", "WACZ"),
    ],
)
def test_a_saved_page_is_read_and_says_where_it_came_from(read: Read, body: bytes) -> None:
    (listing,) = read(body)
    assert (listing["url"], listing["title"], listing["listing_id"]) == (URL, "Réchaud stove", "stove")
    assert listing["images"][0]["url"] == "https://cdn.example/stove.jpg"


def test_the_moment_is_that_of_the_file(read: Read) -> None:
    for body in (forms.mhtml(RESPONSES), forms.warc(RESPONSES), forms.har(RESPONSES)):
        assert read(body)[0]["seen_at"] == "2026-11-20T08:30:00Z"


def test_a_page_without_an_address_has_none_and_takes_the_one_given(read: Read) -> None:
    (listing,) = read(PAGE)
    assert (listing["url"], listing["seller"]["id"]) == (None, None)
    assert "unknown" not in json.dumps(listing)
    assert read(PAGE, "--url", "//shop.example/x")[0]["url"] == "https://shop.example/x"
    assert read(forms.commented(URL, PAGE), "--url", "https://other.example/")[0]["url"] == URL


def test_a_visit_gives_a_line_for_each_listing_and_leaves_out_the_rest(read: Read) -> None:
    visit = [
        *RESPONSES,
        ("https://shop.example/about", "text/html", b"<html><body><p>About us</p></body></html>"),
        ("https://shop.example/track", "application/json", b'{"ok": true}'),
        ("https://shop.example/app.js", "text/javascript", b"var a = 1;"),
        (f"{URL}?again", "text/html", PAGE.encode()),
        ("https://shop.example/item/pan", "text/html", product("pan").encode()),
        ("https://widgets.example/captcha/", "text/html", CAPTCHA.encode()),
    ]
    for body in (forms.har(visit), forms.warc(visit)):
        assert [line["listing_id"] for line in read(body)] == ["stove", "pan"]


def test_a_block_page_in_a_visit_is_told_beside_the_listings(read: Read) -> None:
    visit = [*RESPONSES, ("https://shop.example/next", "text/html", CAPTCHA.encode())]
    assert [line.get("outcome") for line in read(forms.har(visit))] == ["ok", "captcha"]
    assert [line["outcome"] for line in read(forms.mhtml(visit[2:]))] == ["captcha"]
    (refused,) = read(forms.warc([(URL, "text/html", b"<html><body>No</body></html>")], status="403 Forbidden"))
    assert (refused["url"], refused["outcome"]) == (URL, "blocked")


def test_a_visit_that_shows_nothing_has_one_outcome(read: Read) -> None:
    about = [(f"https://shop.example/{n}", "text/html", b"<html><body><p>About</p></body></html>") for n in range(3)]
    assert [line["outcome"] for line in read(forms.har(about))] == ["layout_changed"]
    assert [line["outcome"] for line in read(forms.har([RESPONSES[1]]))] == ["unexpected_type"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (gzip.compress(PAGE.encode())[:-20], "a packed file that is damaged"),
        (forms.warc(RESPONSES, packed=False) + b"garbage " * 99, "WARC file that is damaged"),
        (forms.har(RESPONSES)[:-9], "HAR file that is damaged"),
        (forms.webarchive(RESPONSES)[:-9], "web archive that is damaged"),
        (forms.zipped(a=PAGE.encode())[:-9], "ZIP archive that is damaged"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))), "again and again"),
    ],
)
def test_a_broken_file_is_one_sentence_that_names_it(read: Read, tmp_path: Path, body: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read(body)
    assert str(caught.value).startswith(f"{tmp_path / 'saved'} ")


def test_a_bomb_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MAX_UNPACKED", 1_000_000)
    zeros = bytes(3_000_000)
    for bomb in (gzip.compress(zeros), forms.zipped(a=zeros), forms.har([(URL, "text/html", b"<" + zeros)])):
        with pytest.raises(InputError, match="unpacks to"):
            read(bomb)
    page = forms.har([(URL, "text/html", b"<p>")]).replace(b"<p>", b"")
    assert [line["outcome"] for line in read(page)] == ["unexpected_type"]
    monkeypatch.setattr(saved, "MAX_PAGE", 1_000_000)
    packed = brotli.compress(zeros)
    assert saved.warc.decoded(packed, "br", 1_000_000) is None
    assert saved.warc.decoded(packed, "br", 3_000_000) == zeros
