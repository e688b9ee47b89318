"""Every marketplace that is read, by spider: a watch's `marketplace` picks the one of that name."""

from crawler.spider import Spider
from crawler.spiders.shop import Shop
from crawler.spiders.urls import Urls

SPIDERS: tuple[type[Spider], ...] = (Shop, Urls)
