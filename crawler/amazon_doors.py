"""Amazon's sites by country, where its interfaces answer, and how each hands out tokens."""

from collections.abc import Callable

from crawler.question import Question

#: Everything that a Listing holds; without them the Creators API answers with bare numbers.
RESOURCES = [
    "images.primary.large",
    "images.variants.large",
    "itemInfo.title",
    "itemInfo.byLineInfo",
    "itemInfo.features",
    "itemInfo.externalIds",
    "itemInfo.manufactureInfo",
    "browseNodeInfo.browseNodes",
    "offersV2.listings.price",
    "offersV2.listings.merchantInfo",
    "offersV2.listings.condition",
    "offersV2.listings.availability",
    "offersV2.listings.isBuyBoxWinner",
]

SITES = {
    "US": "www.amazon.com",
    "DE": "www.amazon.de",
    "GB": "www.amazon.co.uk",
    "FR": "www.amazon.fr",
    "IT": "www.amazon.it",
    "ES": "www.amazon.es",
    "NL": "www.amazon.nl",
    "SE": "www.amazon.se",
    "PL": "www.amazon.pl",
    "BE": "www.amazon.com.be",
    "CA": "www.amazon.ca",
    "MX": "www.amazon.com.mx",
    "BR": "www.amazon.com.br",
    "JP": "www.amazon.co.jp",
    "IN": "www.amazon.in",
    "AU": "www.amazon.com.au",
    "SG": "www.amazon.sg",
    "AE": "www.amazon.ae",
    "SA": "www.amazon.sa",
    "EG": "www.amazon.eg",
    "TR": "www.amazon.com.tr",
}

#: Where a Creators API credential of each version gets its tokens.
TOKENS = {
    "2.1": "https://creatorsapi.auth.us-east-1.amazoncognito.com/oauth2/token",
    "2.2": "https://creatorsapi.auth.eu-south-2.amazoncognito.com/oauth2/token",
    "2.3": "https://creatorsapi.auth.us-west-2.amazoncognito.com/oauth2/token",
    "3.1": "https://api.amazon.com/auth/o2/token",
    "3.2": "https://api.amazon.co.uk/auth/o2/token",
    "3.3": "https://api.amazon.co.jp/auth/o2/token",
}

#: The Selling Partner API's marketplace of each country, as its documentation lists them.
MARKETPLACES = {
    "US": "ATVPDKIKX0DER",
    "CA": "A2EUQ1WTGCTBG2",
    "MX": "A1AM78C64UM0Y8",
    "BR": "A2Q3Y263D00KWC",
    "ES": "A1RKKUPIHCS9HS",
    "GB": "A1F83G8C2ARO7P",
    "FR": "A13V1IB3VIYZZH",
    "BE": "AMEN7PMS3EDWL",
    "NL": "A1805IZSGTT6HS",
    "DE": "A1PA6795UKMFR9",
    "IT": "APJ6JRA9NG5V4",
    "SE": "A2NODRKZP88ZB9",
    "PL": "A1C3SOZRARQ6R3",
    "EG": "ARBP9OOSHTCHU",
    "TR": "A33AVAJ2PDY3EV",
    "SA": "A17E79C6D8DWNP",
    "AE": "A2VIGQ35RCS4UG",
    "IN": "A21TJRUUN4KGV",
    "SG": "A19VAU5U5O7RUS",
    "AU": "A39IBJ37TRP1C6",
    "JP": "A1VC38T7YXB528",
}
_AMERICA, _FAR_EAST = ("US", "CA", "MX", "BR"), ("SG", "AU", "JP")


def seller_endpoint(country: str) -> str:
    """Where the Selling Partner API answers for a country."""
    part = "na" if country in _AMERICA else "fe" if country in _FAR_EAST else "eu"
    return f"https://sellingpartnerapi-{part}.amazon.com"


def creators_token(version: str, client: str, secret: str, at: Callable[[str], str]) -> Question:
    """The request for an hour's token for a Creators API credential; raises KeyError for an unknown version."""
    url = at(TOKENS[version])
    told = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    if version.startswith("2."):
        return Question(url=url, form={**told, "scope": "creatorsapi/default"}, shown=url, keyed=True, keep=False)
    return Question(url=url, json={**told, "scope": "creatorsapi::default"}, shown=url, keyed=True, keep=False)


def account_token(client: str, secret: str, refresh: str, at: Callable[[str], str]) -> Question:
    """The request for an hour's token of a selling account."""
    url = at("https://api.amazon.com/auth/o2/token")
    who = {"client_id": client, "client_secret": secret, "refresh_token": refresh}
    return Question(url=url, form={"grant_type": "refresh_token", **who}, shown=url, keyed=True, keep=False)
