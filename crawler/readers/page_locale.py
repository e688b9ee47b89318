"""The language and country that a page is written for."""

from crawler.page import Page
from crawler.readers import open_graph
from domain.currencies import locale_of_host


def locale_of(page: Page) -> str | None:
    """The page's language with its region: from `lang`, else `og:locale`; a region that is missing from the host."""
    stated = page.selector.xpath("/html/@lang").get() or open_graph.tags(page).get("og:locale")
    return locale_of_host(stated, page.host.partition(":")[0])
