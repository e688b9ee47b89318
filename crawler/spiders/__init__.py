"""Every marketplace that is read, by spider: a watch's `marketplace` picks the one of that name."""

from crawler.spider import Spider
from crawler.spiders.shop import Shop

SPIDERS: tuple[type[Spider], ...] = (Shop,)
