"""What is genuine comes in from files and from a brand's own shop, and nothing known is lost on the way."""

import pytest
import yaml

from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process


def test_a_brands_own_shop_is_its_catalog_in_one_command(shop: Shop, place: Place) -> None:
    for number in range(3):
        shop.sell(f"N-{number}", f"Norvik Runner {number}", f"{100 + number}.00", number)
    done = place.run("catalog", "import", shop.url, "--brand", "Norvik", "--allow-network", "127.0.0.0/8")
    assert done.stdout == "4 added, 0 changed, 0 unchanged.\n"
    assert "Scrapy" not in done.stderr
    again = place.run("catalog", "import", shop.url, "--brand", "Norvik", "--allow-network", "127.0.0.0/8")
    assert again.stdout == "0 added, 0 changed, 4 unchanged.\n"
    place.run("catalog", "export", "out.yml")
    (brand,) = yaml.safe_load((place.folder / "out.yml").read_text())["brands"]
    assert [seller["seller_id"] for seller in brand["authorised_sellers"]] == [shop.url.removeprefix("http://")]
    assert [product["sku"] for product in brand["products"]] == ["N-0", "N-1", "N-2"]
    assert all(product["images"] and product["price"]["currency"] == "USD" for product in brand["products"])
    assert sum(path.startswith("/photo/") for path in shop.hits) == 3


def test_a_sheet_of_products_leaves_what_is_known_of_the_brand(shop: Shop, place: Place) -> None:
    place.write(shop, norvik(authorised_sellers=[{"marketplace": "bazaar", "seller_id": "official"}]))
    place.run("catalog", "import", "catalog.yml")
    exported = place.run("catalog", "export", "out.csv")
    assert "authorised" in exported.stderr
    assert place.run("catalog", "import", "out.csv").stdout.startswith("0 added, 0 changed")
    place.run("catalog", "export", "back.yml")
    (brand,) = yaml.safe_load((place.folder / "back.yml").read_text())["brands"]
    assert brand["authorised_sellers"][0]["seller_id"] == "official"


def test_a_reference_photo_that_can_not_be_had_is_named_and_nothing_is_stored(shop: Shop, place: Place) -> None:
    whole = norvik()
    whole["brands"][0]["products"][0]["images"] = [f"{shop.url}/photo/gone.jpg"]
    place.write(shop, whole)
    failed = place.run("catalog", "import", "catalog.yml", code=1)
    assert "N-0" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "empty" in place.run("catalog", "list", code=1).stderr
