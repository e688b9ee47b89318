"""The base of every spider that asks an official interface: query after query, page after page, with a key."""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from crawler.envelopes import answer_outcome
from crawler.failures import HostLeft
from crawler.identity import identify
from crawler.page import Page
from crawler.politeness import LONGEST_WAIT
from crawler.question import Question
from crawler.readers import read
from crawler.readers.shapes import at
from crawler.spider import Spider
from crawler.tokens import token_of
from crawler.visit import Reading, Visit, WalkEnded
from domain.collected import Searched
from domain.listing import completed
from domain.outcome import NoListing, Outcome
from domain.query import Kind, Query

#: Endings that a second try after a moment may mend, and the moment in seconds.
PASSING = {Outcome.NETWORK_ERROR: 1.0, Outcome.UNEXPECTED_TYPE: 1.0, Outcome.LAYOUT_CHANGED: 1.0}
_WAIT = re.compile(r"(\d+) (?:more )?seconds")
#: Where a source names no cap, a query is read until it has no more.
ENDLESS = 10_000


class ApiSpider(Spider):
    """Puts every query of the watch to an interface, and looks up the listings among its start URLs.

    A subclass says what it asks (`ask`), where answers hold their list and its whole count, and, where the interface
    has them, how one listing is looked up (`ask_item`) and how a token is got (`ask_token`).
    """

    #: How many goods one page of an answer holds, and where the list and the number of all goods stand.
    per_page: ClassVar[int]
    listed: ClassVar[tuple[str, ...]]
    counted: ClassVar[str] = ""
    #: Kinds of query beside words that the interface takes.
    special: ClassVar[frozenset[Kind]] = frozenset()
    #: The variable whose value is the first refresh token, and whether calls need a token at all.
    refresh_variable: ClassVar[str] = ""
    needs_token: ClassVar[bool] = False

    def ask(self, query: Query, number: int, before: Page | None) -> Question | None:
        """The request for page `number`, from 1 on, of a query; None when the interface can't be asked such a thing."""
        raise NotImplementedError

    def ask_item(self, listing_id: str) -> Question | None:
        """The request for one listing by its id; None when the interface has no such call."""
        return None

    def ask_token(self, refresh: str | None) -> Question | None:
        """The request for an access token; None when only a person can get one."""
        return None

    async def walk_all(self) -> None:
        """Looks up the start URLs, then puts the queries, until all are answered or the calls are used up."""
        self.calls = min(self.watch.calls, self.visitor.settings.calls or self.watch.calls)
        queries = self.watch.queries or tuple(Query(kind=Kind.BRAND, text=term) for term in self.watch.terms)
        with suppress(HostLeft, WalkEnded):
            for url in self.watch.start:
                await self.look_up(url)
            for query in queries:
                if query.kind in self.special or query.kind not in (Kind.PHOTO, Kind.SELLER):
                    await self.read_query(query)

    async def read_query(self, query: Query) -> None:
        """Reads all pages of one query that the interface gives."""
        before: Page | None = None
        found = number = 0
        used = self.calls
        asked = await self.prepared(query)
        while number < self.pages:
            read_page = partial(self.read_answer, number=number + 1)
            visit = await self.call(partial(self.ask, asked, number + 1, before), read_page)
            if visit is None:
                break
            number, before = number + 1, visit.page
            found += len(visit.reading.listings)
            await self.sight(visit)
            if visit.reading.outcome is not Outcome.OK or not self.more(before, number, len(visit.reading.listings)):
                break
        if used > self.calls:
            self.visitor.shelf.after(
                partial(self.visitor.sink, Searched(query=query, calls=used - self.calls, listings=found))
            )

    async def prepared(self, query: Query) -> Query:
        """The query as it is asked, for interfaces that want something sent ahead of it."""
        return query

    async def look_up(self, url: str) -> None:
        """Reads one listing by its URL."""
        known = identify(url)
        if known and self.ask_item(known.listing_id):
            visit = await self.call(partial(self.ask_item, known.listing_id), self.read_item)
            if visit:
                await self.sight(visit)

    async def sight(self, visit: Visit) -> None:
        """Takes the listings of an answer, those not known yet with what a call of their own tells."""
        for listing in visit.reading.listings:
            number = listing.api_id or listing.listing_id
            wanted = self.visitor.is_new(listing) and not self.visitor.settings.known_details(listing)
            if wanted and self.calls > self.watch.calls // 2 and self.ask_item(number):
                detail = await self.call(partial(self.ask_item, number), self.read_item)
                if detail and detail.reading.listings:
                    self.visitor.sight(detail.page, completed(detail.reading.listings[0], listing))
                    continue
            self.visitor.sight(visit.page, listing, brief=True)

    async def call(self, ask: Callable[[], Question | None], reader: Callable[[Page], Reading]) -> Visit | None:
        """Puts a question; once more with a new token, or after a wait where that may help.

        Raises WalkEnded when the calls of this run are used up or the credentials are refused, HostLeft as a visit
        does.
        """
        if self.needs_token and not await self.has_token():
            raise WalkEnded
        for last in (False, True):
            question = ask()
            if question is None:
                return None
            if self.calls <= 0:
                reason = "Not asked: the calls of this run are used up. Raise 'calls' in the watch block, or wait."
                self.visitor.fail(question.shown, Outcome.PARTIAL, reason)
                raise WalkEnded
            self.calls -= 1
            visit = await self.visitor.visit(question, partial(self.patient, reader, last=last), sight=False)
            outcome = visit.reading.outcome if visit else None
            if outcome is Outcome.AUTH_FAILED:
                if last or not self.needs_token or not await self.has_token(anew=True):
                    raise WalkEnded
            elif last or not visit or visit.reading.wait is None:
                return visit
            else:
                await self.pause(visit.reading.wait)
        return None

    async def pause(self, seconds: float) -> None:
        """Waits, unless somebody asks the crawl to end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.visitor.stopping.wait(), timeout=seconds)

    def patient(self, reader: Callable[[Page], Reading], page: Page, *, last: bool) -> Reading:
        """What a reader says, and after how many seconds the question may be put once more."""
        reading = reader(page)
        wait = PASSING.get(reading.outcome)
        if reading.outcome is Outcome.RATE_LIMITED and (stated := _WAIT.search(reading.reason)):
            wait = float(stated[1]) + 1 if float(stated[1]) < LONGEST_WAIT else None
        return Reading(
            outcome=reading.outcome, reason=reading.reason, listings=reading.listings, wait=None if last else wait
        )

    def read_answer(self, page: Page, *, number: int) -> Reading:
        """What one page of an answer shows: listings, that there are none, or the interface's complaint."""
        found = self.whole(page) or read(page, search=True)
        if not isinstance(found, NoListing):
            outcome, reason = self.ending(page, number, len(found))
            return Reading(outcome=outcome, reason=reason, listings=found)
        if not answer_outcome(page.json(), page.status) and page.status < 400 and self.says_none(page):
            return Reading(outcome=Outcome.OK_EMPTY, reason="The interface says that there is nothing.")
        return self.complaint(found)

    def whole(self, page: Page) -> NoListing | None:
        """Why an answer that begins as JSON is not to be read: what was cut off may hold listings."""
        if page.is_html or not page.body.strip() or page.json() is not None or "json" not in page.media_type:
            return None
        return NoListing(url=page.url, outcome=Outcome.LAYOUT_CHANGED, reason="The answer is cut off, or no JSON.")

    def ending(self, page: Page, number: int, count: int) -> tuple[Outcome, str]:
        """How an answer with `count` listings ended: partial when the interface left something out or shows no more."""
        limited = answer_outcome(page.json(), page.status)
        if limited and limited[0] is Outcome.PARTIAL:
            return limited
        if number >= self.pages and self.more(page, number, count):
            there = f"; there are {total:,}" if (total := self.total(page)) else ""
            return Outcome.PARTIAL, f"The interface shows no more than {number * self.per_page:,} of a query{there}."
        return Outcome.OK, f"{count} listings."

    def read_item(self, page: Page) -> Reading:
        """What the answer about one listing shows."""
        found = self.whole(page) or read(page)
        if isinstance(found, NoListing):
            return self.complaint(found)
        return Reading(outcome=Outcome.OK, reason="A listing.", listings=found[:1])

    def complaint(self, found: NoListing) -> Reading:
        """An ending that is no listing; refused credentials with the variables to mend."""
        reason = found.reason
        if found.outcome is Outcome.AUTH_FAILED:
            reason = f"{reason} Mend {self.to_mend(reason)}."
        return Reading(outcome=found.outcome, reason=reason)

    def to_mend(self, reason: str) -> str:
        """The settings that a complaint about credentials is about."""
        names = self.source.requires
        for words, part in (("signature|secret", "SECRET"), ("token|session", "TOKEN"), ("referer|origin", "ORIGIN")):
            if re.search(words, reason, re.IGNORECASE) and (fitting := [name for name in names if part in name]):
                return " or ".join(fitting)
            if part == "TOKEN" and self.needs_token and re.search(words, reason, re.IGNORECASE):
                return f"it with 'fakewatch authorise {self.name}'"
        return ", ".join(names)

    def says_none(self, page: Page) -> bool:
        """Whether an answer states an empty list, or that the number of all goods is nought."""
        answer = page.json()
        return any(at(answer, path) in ([], {}) for path in self.listed) or self.total(page) == 0

    def total(self, page: Page) -> int | None:
        """How many goods there are for the query, as the answer says."""
        stated = at(page.json(), self.counted) if self.counted else None
        return int(stated) if stated is not None and re.fullmatch(r"\d{1,12}", str(stated)) else None

    def more(self, page: Page, number: int, count: int) -> bool:
        """Whether there are goods after page `number`, which held `count`."""
        total = self.total(page)
        return total > number * self.per_page if total is not None else count >= self.per_page

    async def has_token(self, *, anew: bool = False) -> bool:
        """Whether there is an access token; asks for one when there is none, it ends soon, or `anew` is wanted."""
        store, now = self.visitor.settings.tokens, datetime.now(UTC)
        known = store.get(self.name)
        if known and known.good(now) and not anew:
            self.visitor.credentials.hide("access token", known.value)
            return True
        refresh = known.refresh if known and known.refresh else self.visitor.credentials[self.refresh_variable] or None
        if refresh:
            self.visitor.credentials.hide("refresh token", refresh)
        question = self.ask_token(refresh)
        if question is None:
            reason = f"There is no access token: run 'fakewatch authorise {self.name}' once."
            self.visitor.fail(f"{self.name}:", Outcome.NO_CREDENTIALS, reason)
            return False
        self.calls -= 1
        visit = await self.visitor.visit(question, partial(self.read_token, refresh=refresh))
        return visit is not None and visit.reading.outcome is Outcome.OK

    def read_token(self, page: Page, *, refresh: str | None) -> Reading:
        """Keeps the token that an answer holds."""
        if token := token_of(page.json(), page.fetched_at, refresh):
            for value in filter(None, (token.value, token.refresh)):
                self.visitor.credentials.hide("token", value)
            self.visitor.settings.tokens.put(self.name, token)
            return Reading(outcome=Outcome.OK, reason="A new access token.")
        outcome, reason = answer_outcome(page.json(), page.status) or (
            Outcome.AUTH_FAILED,
            "The answer holds no token.",
        )
        return self.complaint(NoListing(url=page.url, outcome=outcome, reason=reason))

    @property
    def application(self) -> tuple[str, str]:
        """Key and secret of the application, which the first two required variables hold."""
        key, secret = (self.visitor.credentials[name] for name in self.source.requires[:2])
        return key, secret

    @property
    def token(self) -> str:
        """The access token that was found or got last."""
        known = self.visitor.settings.tokens.get(self.name)
        return known.value if known else ""

    @property
    def pages(self) -> int:
        """How many pages of one query the interface gives."""
        cap = self.source.items_per_query
        return cap // self.per_page if cap else ENDLESS

    @property
    def region(self) -> str:
        """The country that is asked for."""
        return self.watch.region or next(iter(self.source.regions), "")

    @property
    def base(self) -> str:
        """Scheme and host in place of the usual ones, empty when the usual ones are meant."""
        return (self.watch.api or "").rstrip("/")

    def at(self, url: str) -> str:
        """A URL of the interface, on the host that the watch names if it does."""
        return self.base + url.removeprefix("://".join(urlsplit(url)[:2])) if self.base else url

    def shown(self, url: str, told: dict[str, Any]) -> str:
        """What is recorded of a request: its URL and what was asked, without keys; long values cut."""
        asked = {name: value if len(str(value)) < 200 else f"{str(value)[:20]}…" for name, value in told.items()}
        return f"{url}?{urlencode(asked)}"
