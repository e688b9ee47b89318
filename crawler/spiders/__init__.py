"""Every source that is read, by spider: a watch's `marketplace` picks the one of that name."""

from crawler.spider import Spider
from crawler.spiders.ali1688 import Ali1688
from crawler.spiders.aliexpress import AliExpress
from crawler.spiders.aliexpress_affiliate import AliExpressAffiliate
from crawler.spiders.aliexpress_pages import AliExpressPages
from crawler.spiders.amazon import Amazon
from crawler.spiders.amazon_catalog import AmazonCatalog
from crawler.spiders.ebay import Ebay
from crawler.spiders.jd import Jd
from crawler.spiders.pinduoduo import Pinduoduo
from crawler.spiders.rakuten import Rakuten
from crawler.spiders.shop import Shop
from crawler.spiders.shopee import Shopee
from crawler.spiders.taobao import Taobao
from crawler.spiders.urls import Urls

SPIDERS: tuple[type[Spider], ...] = (
    AliExpress,
    AliExpressAffiliate,
    AliExpressPages,
    Taobao,
    Pinduoduo,
    Amazon,
    AmazonCatalog,
    Ebay,
    Jd,
    Ali1688,
    Rakuten,
    Shopee,
    Shop,
    Urls,
)
