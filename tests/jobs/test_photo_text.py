"""Words in photos, read when the extra `ocr` is there, count like other fields but are never taken for a disguise."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from typer.testing import CliRunner

from cli.commands import program
from config.settings import Settings
from domain.errors import ConfigError
from domain.listing import Image as ListingImage
from domain.photo import ListingPhoto
from domain.wire import listing_line
from jobs import check, match, photo_text, screen
from jobs.installation import open_installation
from matchers import fingerprint
from storage.catalog import save_catalog
from storage.models import PhotoRow
from tests.factory import catalog, listing
from tests.matchers.weighing import weigh
from tests.storage.stored import fetch_photo, see

needs_ocr = pytest.mark.skipif(not photo_text.installed(), reason="the extra `ocr` is not installed")
CATALOG = "brands: [{name: Norvik, products: [{sku: A, name: Norvik Trail Runner 3}]}]"


def written(*lines: str) -> bytes:
    """A photo with these lines in it."""
    picture = Image.effect_noise((900, 700), 30).convert("RGB").resize((90, 70)).resize((900, 700))
    draw = ImageDraw.Draw(picture)
    for place, line in enumerate(lines):
        draw.text((60, 80 + 120 * place), line, fill=(20, 20, 60), font=ImageFont.load_default(48))
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=85)
    return body.getvalue()


def said(*words: str, title: str = "running shoes for men", brand: str | None = None) -> set[tuple[str, str | None]]:
    """What is said of the only photo of a listing, which holds these words."""
    photo = ListingPhoto(position=0, url=None, sha256="1", fingerprint=fingerprint(written()), words=words)
    verdict = weigh(title, photos=(photo,), brand=brand)
    return {(clue.code, clue.level) for clue in verdict.evidence if clue.where == "images[0]"}


def test_what_photos_say_counts_less_than_a_title() -> None:
    only_there = ("E4", "photo")
    assert said("Norvik trail", "1:1 replica") == {("T1", "photo"), only_there}
    assert said("1:1 replica", title="Norvik Trail Runner 3", brand="Norvik") == {("T1", "photo")}
    assert said("Norvik", "WhatsApp +86 138 0013 8000") == {("E6", "contact"), only_there}
    assert said("Norvik", "x.yupoo.com") == {("E6", "contact"), ("I4", "album"), only_there}
    assert said("Norvik", "www.luckysole.com") == {("I4", "shop"), only_there}


def test_what_photos_may_honestly_say() -> None:
    assert said("Norvik", "www.norvik.com", "corner-shop.de", "used", "box only", "instagram.com") == {("E4", "photo")}
    assert said("Norvik", "Questions? Call 1-800-761-5550", "bamba") == {("E4", "photo")}
    assert said("N0rvik", "Norvlk") == set()
    assert said("Sorvik vs Norvik", brand="Sorvik") == set()


@needs_ocr
def test_match_reads_the_words_in_photos_when_asked(tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").write_text(CATALOG)
    (tmp_path / "1.jpg").write_bytes(written("NORVIK 1:1 replica", "WhatsApp +86 138 0013 8000"))
    offered = listing(title="running shoes", images=(ListingImage(path="1.jpg"),))
    (tmp_path / "in.jsonl").write_text(json.dumps(listing_line(offered)))
    found = []
    for options in ([], ["--ocr"]):
        command = ["match", str(tmp_path / "in.jsonl"), "--catalog", str(tmp_path / "catalog.yml"), *options]
        result = CliRunner().invoke(program(["match"]), command)
        assert result.exit_code == 0, result.output
        found.append({(clue["code"], clue["where"]) for clue in json.loads(result.stdout)["evidence"]})
    assert not {where for _, where in found[0]} & {"images[0]"}
    assert {("T1", "images[0]"), ("E4", "images[0]"), ("E6", "images[0]")} <= found[1]


@needs_ocr
def test_the_service_reads_a_photo_once_and_keeps_its_words(tmp_path: Path) -> None:
    installation = open_installation(Settings(data=tmp_path, ocr=True))
    body = written("NORVIK 1:1 replica")
    digest = installation.blobs.put(body, compress=False)
    with installation.database.session() as session:
        save_catalog(session, catalog(), [])
        see(session, listing())
        fetch_photo(session, listing().images[0].url or "", digest, fingerprint=fingerprint(body))
    screen.run(installation, ())
    with installation.database.session() as session:
        row = session.get_one(PhotoRow, digest)
        assert row.words is not None
        assert "replica" in row.words[0]
        row.words = ("nothing of note",)
    installation.blobs.remove(digest)
    assert screen.run(installation, (), everything=True).listings == 1
    installation.database.close()


def test_who_asks_for_words_without_the_extra_hears_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (tmp_path / "catalog.yml").write_text(CATALOG)
    with pytest.raises(ConfigError, match=r"pip install 'fakewatch\[ocr\]'"):
        match.run(tmp_path / "in.jsonl", tmp_path / "catalog.yml", io.StringIO(), ocr=True)
    (found,) = (one for one in check.run(Settings(data=tmp_path, ocr=True)) if one.what == "words in photos")
    assert not found.good
    assert "pip install 'fakewatch[ocr]'" in found.text
