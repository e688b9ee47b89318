"""A shop's stand-in for missing photos is no photo; a photo that variants share is one."""

from crawler.stand_ins import SHARED_BY, WINDOW, Shelf
from domain.listing import Image, Listing
from tests.factory import listing

PLACEHOLDER = "https://shop.example/media/3f/2a.jpg"


def released(*titles: str, image: str = PLACEHOLDER) -> list[Listing]:
    out: list[Listing] = []
    shelf = Shelf(lambda found, _: out.append(found))
    for number, title in enumerate(titles):
        shelf.add(listing(listing_id=str(number), title=title, images=(Image(url=image),)), "")
    shelf.clear()
    return out


def test_a_picture_on_goods_with_nothing_in_common_is_taken_off_all_of_them() -> None:
    titles = ("Snow Crash", "Trail shoes", "Copper kettle", "Garden hose", "Steel watch", "Wool scarf")
    assert [one.images for one in released(*titles)] == [()] * len(titles)


def test_variants_keep_the_photo_that_they_share() -> None:
    titles = [f"Trail Runner size {size}" for size in range(36, 46)]
    assert all(one.images for one in released(*titles))
    assert all(
        one.images for one in released("诺维克跑鞋红", "诺维克跑鞋蓝", "诺维克跑鞋绿", "诺维克跑鞋黑", "诺维克跑鞋白")
    )


def test_few_goods_may_share_a_photo() -> None:
    assert all(one.images for one in released("Jeans", "Shirt", "Cap")[: SHARED_BY - 1])


def test_listings_leave_in_order_and_none_is_kept() -> None:
    titles = [f"Thing {number}" for number in range(WINDOW * 2 + 7)]
    assert [one.title for one in released(*titles)] == titles
