"""Scrapy's settings for every crawl: polite, small, silent towards the outside."""

from config.source_records import source_records
from crawler.politeness import JITTER, LONGEST_WAIT

BOT_NAME = "fakewatch"
#: What is known of each source; a spider finds its own by its name.
SOURCES = source_records()
SPIDER_MODULES = ["crawler.spiders"]
#: Under what name every request is made; a deployment adds where its operator can be reached.
USER_AGENT = "FakewatchBot/0.1"
#: Private networks that a crawl may reach, for `scrapy crawl … -s ALLOW_NETWORKS=127.0.0.0/8`.
ALLOW_NETWORKS: list[str] = []

# Both are servers that Scrapy starts unless it is told not to.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

ROBOTSTXT_OBEY = True
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.guard.GuardMiddleware": 50,
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.politeness.Politeness": 560,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.politeness.Throttle": 0,
}

CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = JITTER
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0
AUTOTHROTTLE_MAX_DELAY = LONGEST_WAIT
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

COOKIES_ENABLED = False
# A proxy would resolve names itself, where the guard does not see them.
HTTPPROXY_ENABLED = False
METAREFRESH_ENABLED = False
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
]
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
}
PLAYWRIGHT_MAX_CONTEXTS = 4
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 30_000
LOG_INSTALL_ROOT_HANDLER = False
