"""Pages that stand in for what was asked: captcha, login, refusal, limit, gone, or something that is no page at all."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.block_marks import (
    ADDRESSES,
    FIRM_WORDS,
    GUARDS,
    HEADERS,
    LOG_IN,
    PRICES,
    SAYS,
    SCRIPTS,
    STATUS,
    WORDS,
    Rows,
)
from crawler.envelopes import answer_outcome
from crawler.page import Page, absolute, joined
from domain.outcome import Outcome

#: Pages with fewer characters to read are all message, pages with more than the other are none.
_FEW_WORDS, _MANY_WORDS = 600, 3000
#: A page that shows so many prices is about goods.
_PRICES_OF_GOODS = 3
#: A guard's words begin on top of its page.
_TOP = 250
#: This part of a title must be the message, on a page that has more to say.
_MOSTLY = 0.62
_JSON_ADDRESS = re.compile(r"\.json(?:\?|$)|/products/[^/?]+\.js(?:\?|$)|/wp-json/|[?&]rest_route=", re.IGNORECASE)
_READABLE = re.compile(r"html|xml|json|javascript|text/plain|^$")
_JSONP = re.compile(r"\s*[\w.$]+\(\s*(\{.*\})\s*\)\s*;?\s*", re.DOTALL)
_LEADS_TO = re.compile(r"""location(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\()\s*["']([^"'\s]{1,2000})["']""")
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: What stands between a page's own title and the name of its site.
_SEAM = re.compile(r"\s+[|–—·•:»-]\s+|\s*\|\s*|: ")


def outcome_of(page: Page) -> tuple[Outcome, str] | None:
    """What stands in the way, with a sentence; None for a page that shows no sign of it.

    For pages on which no reader found a listing: normal pages carry some of these words and scripts too.
    """
    return _by_address(page) or _by_header(page) or _by_content(page) or _by_status(page) or _by_type(page)


def _by_address(page: Page) -> tuple[Outcome, str] | None:
    location = page.header("location") if 300 <= page.status < 400 else ""
    for address in filter(None, (absolute(page.url), location and joined(absolute(page.url), location))):
        if found := _first(ADDRESSES, address.partition(":")[2], "its address holds {!r}"):
            return found
    return None


def _by_header(page: Page) -> tuple[Outcome, str] | None:
    lines = [f"{name.lower()}: {value}" for name, value in page.headers.items()]
    for line in lines:
        if found := _first(HEADERS, line, "the header says {!r}"):
            return found
    if page.status in (401, 403, 405, 429):
        for line in lines:
            if found := _first(GUARDS, line, f"the guard that sends {{!r}} answered with status {page.status}"):
                return found
    return None


def _by_content(page: Page) -> tuple[Outcome, str] | None:
    if not page.is_html:
        return _by_answer(page)
    words = _plain(visible_words(page))
    title = _plain(page.selector.xpath("string(//title)").get() or "")
    few = _length(words) < _FEW_WORDS
    if few and (found := _by_destination(page)):
        return found
    said = _by_words(page, title, words)
    script = _first(SCRIPTS, page.text, "it holds {!r} and hardly a word") if few else None
    if script and (said is None or (said[0] is Outcome.BLOCKED and script[0] is Outcome.CAPTCHA)):
        return script
    if said is None and LOG_IN.fullmatch(_SEAM.split(title)[0]) and page.selector.xpath("//input[@type='password']"):
        return Outcome.LOGIN_REQUIRED, f"{SAYS[Outcome.LOGIN_REQUIRED]}: its title is {title!r}."
    return said


def _by_words(page: Page, title: str, words: str) -> tuple[Outcome, str] | None:
    """What the page says: all of it where it is short, title and top where it is longer, a whole title where long."""
    if len(PRICES.findall(words)) < _PRICES_OF_GOODS and _length(words) <= _MANY_WORDS:
        if _length(words) < _FEW_WORDS:
            where = (
                (FIRM_WORDS, words, "it says {!r}"),
                (WORDS, title, "its title says {!r}"),
                (WORDS, words, "it says {!r}"),
            )
            return next((found for rows, text, said in where if (found := _first(rows, text, said))), None)
        headings = [_plain(text) for text in page.selector.xpath("//h1|//h2").xpath("string()").getall()[:3]]
        rows = FIRM_WORDS + WORDS
        return _mostly(rows, (title, *headings), "its title says {!r}") or _first(rows, words[:_TOP], "it says {!r}")
    gone = tuple(row for row in WORDS if row[0] is Outcome.GONE)
    return _mostly(gone, (title,), "its title says {!r}")


def _mostly(rows: Rows, texts: tuple[str, ...], where: str) -> tuple[Outcome, str] | None:
    """The first row of which a text, or the part of it up to a seam, is little more than the words."""
    for text in texts:
        for part in (text, *_SEAM.split(text)):
            for outcome, pattern in rows:
                found = pattern.search(part)
                if found and len(found[0]) >= _MOSTLY * len(part):
                    return outcome, f"{SAYS[outcome]}: {where.format(found[0])}."
    return None


def _by_destination(page: Page) -> tuple[Outcome, str] | None:
    """Where an all but empty page sends its visitor by script, refresh or frame."""
    refresh = page.selector.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content").getall()
    targets: Iterator[str] = iter(
        (
            *_LEADS_TO.findall(page.text[:20_000]),
            *(content.partition("=")[2].strip(" '\"") for content in refresh),
            *page.selector.xpath("//iframe/@src").getall(),
        )
    )
    for target in targets:
        address = joined(absolute(page.url), target)
        if found := _first(ADDRESSES, address.partition(":")[2], "it leads to {!r}"):
            return found
    return None


def _by_answer(page: Page) -> tuple[Outcome, str] | None:
    answer: Any = page.json()
    if answer is None and (wrapped := _JSONP.fullmatch(page.text[:200_000])):
        try:
            answer = json.loads(wrapped[1])
        except (ValueError, RecursionError):
            return None
    if answer is None:
        return _first(WORDS, _plain(page.text[:2000]), "it says {!r}")
    return answer_outcome(answer, page.status)


def _by_status(page: Page) -> tuple[Outcome, str] | None:
    if outcome := STATUS.get(page.status):
        return outcome, f"{SAYS[outcome]}: status {page.status}."
    if page.status == 503 and page.header("retry-after"):
        return Outcome.RATE_LIMITED, f"{SAYS[Outcome.RATE_LIMITED]}: status 503 with Retry-After."
    if page.status >= 400:
        return Outcome.NETWORK_ERROR, f"The server failed with status {page.status}."
    return None


def _by_type(page: Page) -> tuple[Outcome, str] | None:
    if page.body and _JSON_ADDRESS.search(page.url) and page.is_html:
        return Outcome.UNEXPECTED_TYPE, "The address promises JSON, the answer is HTML."
    if not _READABLE.search(page.media_type):
        return Outcome.UNEXPECTED_TYPE, f"The answer is {page.media_type}, neither HTML nor JSON."
    if page.body and not page.is_html and page.media_type in ("", "text/html"):
        return Outcome.UNEXPECTED_TYPE, "The answer is neither HTML nor JSON."
    return None


def visible_words(page: Page) -> str:
    """What a person reads on the page, whitespace folded."""
    unread = " or ".join(f"self::{tag}" for tag in ("script", "style", "noscript", "template", "title"))
    texts = page.selector.xpath(f"//text()[not(ancestor::*[{unread}])]").getall()
    return " ".join(" ".join(texts).split())


def _length(words: str) -> int:
    """How much there is to read, in letters: a sign of Chinese, Japanese or Korean says as much as three."""
    return len(words) + 2 * len(_SIGNS.findall(words))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _first(rows: Rows, text: str, where: str) -> tuple[Outcome, str] | None:
    for outcome, pattern in rows:
        if found := pattern.search(text):
            return outcome, f"{SAYS[outcome]}: {where.format(found[0][:80])}."
    return None
