"""Whether a page is an empty shell that JavaScript is to fill."""

import re

from crawler.block_pages import visible_words
from crawler.page import Page

#: Fewer visible characters are a shell if anything else says so, and far fewer are one anyway. [judgement]
SHELL, BARE = 1200, 200
ROOTS = "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, app-root, [data-reactroot], [ng-app], [ng-version]"


def built_by_script(page: Page) -> bool:
    """Whether the page shows little by itself and has scripts that would show more."""
    if page.status != 200 or not page.is_html or not page.selector.css("script:not([type*=json])"):
        return False
    shown = len(visible_words(page))
    asks = " ".join(page.selector.css("noscript::text, noscript *::text").getall())
    return shown < BARE or (
        shown < SHELL and bool(page.selector.css(ROOTS) or re.search("java ?script", asks, re.IGNORECASE))
    )
