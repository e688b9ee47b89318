"""The marketplaces of the world that are read through official interfaces, which the gateway speaks on one port."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from demo.gateway import serving
from demo.gateway.goods import Goods, of_offers
from demo.gateway.state import Gateway
from demo.shop import Answer, Shop, missing
from demo.stock import MARKETS
from demo.world import World
from domain.errors import ConfigError

#: What `fakewatch authorise` leaves behind after a person signed in: the next token is got with it.
REFRESH = "ALIEXPRESS_REFRESH_TOKEN"
_WORDS = (
    *("ALIEXPRESS_APP_KEY", "ALIEXPRESS_APP_SECRET", REFRESH, "TAOBAO_APP_KEY", "TAOBAO_APP_SECRET"),
    *("EBAY_CLIENT_ID", "EBAY_CLIENT_SECRET"),
)


def new_keys() -> dict[str, str]:
    """Credentials for the gateway, by the name of their environment variable; nobody gets any for `world.LOCKED`."""
    return {name: secrets.token_hex(12) for name in _WORDS} | {
        "TAOBAO_ADZONE_ID": str(secrets.randbelow(10**9) + 10**9)
    }


def goods(world: World) -> tuple[Goods, ...]:
    """What the marketplaces sell."""
    return tuple(
        one
        for market in MARKETS
        for one in of_offers(
            world.of(market),
            lambda offer: [f"/photos/{offer.site}/{name}" for name in Shop(world, offer.site, "").photo_names(offer)],
            markets=frozenset({market}),
        )
    )


@contextmanager
def serve(world: World, keys: Mapping[str, str], *, port: int = 0) -> Iterator[Gateway]:
    """Serves the interfaces and their photos until the block ends; raises ConfigError when the port is taken."""
    shops = {market: Shop(world, market, "") for market in MARKETS}

    def photo(path: str) -> Answer:
        shop = shops.get(path.removeprefix("/photos/").partition("/")[0])
        return shop.photo(path) if shop else missing()

    with ExitStack() as stack:
        try:
            gateway = stack.enter_context(serving.serve(goods(world), keys, elsewhere=photo, port=port))
        except OSError as problem:
            raise ConfigError(
                f"Port {port} for the demo's marketplaces can't be used ({problem.strerror}): "
                "end the program that uses it, or choose another --seed."
            ) from None
        yield gateway
