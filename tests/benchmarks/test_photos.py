"""Photos of the quality benchmark: a name gives a photo, the same name the same bytes."""

import io
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.quality.edits import EDITS, edited
from benchmarks.quality.photos import CATALOG, materialise, names_in, photo

NAMES = (
    "SLV-01-b",
    "own-SLV-01-2",
    "fake-SLV-01",
    "fakeown-KSM-01-1",
    "rival-watch-3",
    "accessory-2",
    "book-1",
    "box-2",
)


@pytest.mark.parametrize("name", [*NAMES, "placeholder", "sizechart", "SLV-01-a~mirror~crop8"])
def test_a_name_gives_the_same_photo_each_time(name: str) -> None:
    body = photo(f"photos/{name}.jpg")
    assert body == photo(name)
    with Image.open(io.BytesIO(body)) as picture:
        assert min(picture.size) > 200


def test_every_edit_changes_the_photo() -> None:
    body = photo("HAL-01-a")
    made = {name: edited(body, name) for name in EDITS}
    assert len({body, *made.values()}) == 1 + len(EDITS)


def test_another_catalog_s_photos_are_drawn_in_the_processes_that_share_the_work(tmp_path: Path) -> None:
    catalog = tmp_path / "other.yml"
    names = [f"photos/XYZ-0{number}-{view}.jpg" for number in range(1, 5) for view in "ab"]
    products = ", ".join(f"{{sku: XYZ-0{number}, name: Foo, category: watch}}" for number in range(1, 5))
    catalog.write_text(f"brands: [{{name: Xyz, products: [{products}]}}]", encoding="utf-8")
    listings = [{"images": [{"path": name} for name in names]}]
    assert materialise(tmp_path, listings, catalog) == catalog
    assert names_in(listings, catalog) == set(names)
    assert [(tmp_path / name).read_bytes() == photo(name, catalog) for name in names[:2]] == [True, True]
    with pytest.raises(ValueError, match="names no photo"):
        photo(names[0], CATALOG)


@pytest.mark.parametrize("name", ["SLV-01-c", "NOBODY-01-a", "rival-", "SLV-01-a~sharpened"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        photo(name)
