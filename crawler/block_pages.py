"""Pages that stand in for what was asked: captcha, login, refusal, limit, gone, or something that is no page at all."""

import re
from typing import Any

from crawler.page import Page, absolute
from domain.outcome import Outcome

_C, _L, _B, _R, _G = (
    Outcome.CAPTCHA,
    Outcome.LOGIN_REQUIRED,
    Outcome.BLOCKED,
    Outcome.RATE_LIMITED,
    Outcome.GONE,
)

Rows = tuple[tuple[Outcome, re.Pattern[str]], ...]


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


#: Where a site sends its visitors instead of the page.
_URLS: Rows = (
    (
        _C,
        _any(
            r"/_____tmd_____/|punish\?x5secdata=|bixi\.alicdn\.com/punish|[?&]action=captcha|/privatedomain/risk_handler",
            r"psnl_verification\.html|bgn_verification\.html|obtain_captcha|/errors/validateCaptcha|/splashui/captcha",
            r"captcha-delivery\.com|/blocked\?url=|/captcha(?:/|\?|$)|/verify/(?:traffic|captcha)|/sorry/index\?",
            r"/cdn-cgi/challenge-platform/",
        ),
    ),
    (_B, _any(r"[?&]action=deny")),
    (_G, _any(r"error\.item\.taobao\.com|/error/noitem")),
    (
        _L,
        _any(
            r"//(?:login|passport|plogin|signin)\.|/mini_login|/ap/signin|/gz/account-verification|/buyer/login",
            r"/(?:login|signin|sign-in|log-in)(?:\.html|\.php|\.aspx|\.jsp)?/?(?:\?|$)|/checkpoint/",
            r"/accounts?/login|//[^/]+/password/?$",
        ),
    ),
)

#: Words that a person reads on such a page: title and visible text.
_WORDS: Rows = (
    (
        _C,
        _any(
            r"滑块验证|人机验证|请完成验证|验证后继续访问|京东验证|安全验证",
            r"(?:enter|type) the characters you see|not a robot|robot or human|are you a human",
            r"activate and hold the button|verify (?:that )?you are (?:a )?human|verifying you are human",
            r"please verify yourself to continue|pardon our interruption|security measure \||unusual traffic",
            r"please enable js and disable any ad ?blocker|checking your browser before|^just a moment",
            r"complete the (?:captcha|security check)|solve the captcha|kein roboter|pas un robot",
        ),
    ),
    (
        _B,
        _any(
            r"attention required! \| cloudflare|access denied|访问受限|request blocked|you have been blocked",
            r"access to this page has been|the request could not be satisfied|403 forbidden",
            r"zugriff verweigert|accès refusé|your ip (?:address )?has been",
        ),
    ),
    (_R, _any(r"too many requests|rate limit exceeded")),
    (
        _L,
        _any(
            r"you must log in to continue|log into facebook|京东-欢迎登录|请先登录",
            r"please (?:log|sign) in to (?:continue|view)|bitte melden sie sich an, um|connectez-vous pour continuer",
        ),
    ),
    (
        _G,
        _any(
            r"商品不存在|该商品已失效|已下架|找不到该商品|页面不存在|商品已删除|商品已下柜|找不到网页|ページが見つかりません",
            r"this listing was ended|looks like this page is missing|this item is (?:no longer|unavailable)",
            r"this listing isn't available|(?:page|product|item) (?:was )?not found|no longer available",
            r"parece que esta página no existe|page introuvable|seite nicht gefunden|página no encontrada",
            r"pagina non trovata|página não encontrada|pagina niet gevonden|страница не найдена",
            r"nicht mehr verfügbar|n'est plus disponible",
        ),
    ),
)

#: Script of a challenge. Sites ship it on good pages too, so it counts only where there is hardly a word to read.
_TOKENS: Rows = (
    (
        _C,
        _any(
            r"_____tmd_____|x5secdata|x5referer|rgv587_flag|nc_captcha|baxia-dialog|J_MIDDLEWARE_FRAME_WIDGET|px-captcha",
            r"captcha-delivery\.com|datadome|cf-chl-|/cdn-cgi/challenge-platform/|g-recaptcha|h-captcha|geetest",
            r"/httpservice/retry/enablejs|_incapsula_resource",
        ),
    ),
)
_FEW_WORDS = 600

#: Answers of marketplace interfaces: what `ret[0]` says.
_ANSWERS: Rows = (
    (_C, _any(r"FAIL_SYS_USER_VALIDATE|RGV587_ERROR")),
    (_L, _any(r"FAIL_SYS_SESSION_EXPIRED|FAIL_SYS_TOKEN_EX")),
    (_R, _any(r"FAIL_SYS_TRAFFIC_LIMIT")),
)
_CODES = {
    54001: _C,
    90309999: _C,
    40001: _L,
    41001: Outcome.OK_EMPTY,
    41002: Outcome.OK_EMPTY,
    41003: Outcome.OK_EMPTY,
}

_STATUS = {401: _L, 403: _B, 404: _G, 407: _L, 410: _G, 429: _R, 430: _R, 451: _B}
_JSON_ADDRESS = re.compile(r"\.json(?:\?|$)|/products/[^/?]+\.js(?:\?|$)|/wp-json/|[?&]rest_route=", re.IGNORECASE)
_READABLE = re.compile(r"html|xml|json|javascript|text/plain|^$")

_SAYS = {
    _C: "The site asks for a captcha",
    _L: "The site asks for a login",
    _B: "The site refuses the request",
    _R: "The site asks to slow down",
    _G: "The page is gone",
}


def outcome_of(page: Page) -> tuple[Outcome, str] | None:
    """What stands in the way, with a sentence; None for a page that shows no sign of it.

    For pages on which no reader found a listing: normal pages carry some of these words and scripts too.
    """
    return _by_address(page) or _by_header(page) or _by_content(page) or _by_status(page) or _by_type(page)


def _by_address(page: Page) -> tuple[Outcome, str] | None:
    return _first(_URLS, absolute(page.url), "its address is {!r}")


def _by_header(page: Page) -> tuple[Outcome, str] | None:
    if page.header("cf-mitigated").lower() == "challenge":
        return _C, f"{_SAYS[_C]}: the header cf-mitigated says challenge."
    guarded = page.header("x-datadome") or "datadome" in page.header("server").lower()
    if guarded and page.status in (401, 403, 405, 429):
        return _C, f"{_SAYS[_C]}: DataDome answered with status {page.status}."
    return None


def _by_content(page: Page) -> tuple[Outcome, str] | None:
    if not page.is_html:
        return _by_answer(page.json()) or _first(_WORDS, page.text[:2000], "it says {!r}")
    title = " ".join((page.selector.xpath("string(//title)").get() or "").split())
    words = visible_words(page)
    if found := _first(_WORDS, title, "its title says {!r}"):
        return found
    if len(words) > _FEW_WORDS * 5:
        return None
    return _first(_WORDS, words, "it says {!r}") or (
        _first(_TOKENS, page.text, "it holds {!r} and hardly a word") if len(words) < _FEW_WORDS else None
    )


def _by_answer(answer: Any) -> tuple[Outcome, str] | None:
    if not isinstance(answer, dict):
        return None
    said = answer.get("ret")
    if isinstance(said, list) and said:
        return _first(_ANSWERS, str(said[0]), "the answer says {!r}")
    for name in ("error_code", "error"):
        code = answer.get(name)
        if isinstance(code, int) and code in _CODES:
            outcome = _CODES[code]
            return outcome, f"{_SAYS.get(outcome, 'The site has nothing to show')}: {name} is {code}."
    return None


def _by_status(page: Page) -> tuple[Outcome, str] | None:
    if outcome := _STATUS.get(page.status):
        return outcome, f"{_SAYS[outcome]}: status {page.status}."
    if page.status == 503 and page.header("retry-after"):
        return _R, f"{_SAYS[_R]}: status 503 with Retry-After."
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


def _first(rows: Rows, text: str, where: str) -> tuple[Outcome, str] | None:
    for outcome, pattern in rows:
        if found := pattern.search(text):
            return outcome, f"{_SAYS[outcome]}: {where.format(found[0])}."
    return None
