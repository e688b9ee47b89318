"""Shopee's affiliate interface: its hosts by country, and how a query is signed."""

import json
from datetime import datetime

from crawler.question import Question
from crawler.signing import plain_sha256

HOSTS = {
    "SG": "open-api.affiliate.shopee.sg",
    "MY": "open-api.affiliate.shopee.com.my",
    "TH": "open-api.affiliate.shopee.co.th",
    "VN": "open-api.affiliate.shopee.vn",
    "PH": "open-api.affiliate.shopee.ph",
    "ID": "open-api.affiliate.shopee.co.id",
    "BR": "open-api.affiliate.shopee.com.br",
    "TW": "open-api.affiliate.shopee.tw",
}
_FIELDS = (
    "itemId productName price priceMin priceMax priceDiscountRate sales ratingStar imageUrl "
    "shopId shopName shopType productLink offerLink"
)


def signed_query(url: str, told: str, application: tuple[str, str], now: datetime, shown: str) -> Question:
    """A query for offers; `told` are its arguments as GraphQL writes them, the signature is over the exact body."""
    app, secret = application
    query = f"{{productOfferV2({told}){{nodes{{{_FIELDS}}} pageInfo{{page limit hasNextPage}}}}}}"
    body = json.dumps({"query": query}, separators=(",", ":"))
    stamp = str(int(now.timestamp()))
    signature = plain_sha256(secret, app, stamp, body)
    headers = {"Authorization": f"SHA256 Credential={app}, Timestamp={stamp}, Signature={signature}"}
    return Question(url=url, json=body, headers=headers, shown=shown, keyed=True)
