"""Pages that need JavaScript are read in a browser that obeys guard, robots.txt and name like every other request."""

from pathlib import Path

import pytest

from crawler.browser import find_browser
from domain.collected import Fetch
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, crawl, product, serve

BROWSER = find_browser()
pytestmark = pytest.mark.browser

SHELL = """<html><head><title>Lamps</title></head><body><div id="app"></div>
<script>
fetch("/api" + location.pathname).then(answer => answer.text()).then(text => {
  document.getElementById("app").innerHTML = text;
});
</script></body></html>"""


def shelf(*names: str) -> str:
    """Cards as a script writes them."""
    return "".join(
        f'<li class="product"><a href="/product/{name}"><h3>Lamp {name}</h3></a><span>€ 19.90</span></li>'
        for name in names
    )


def scripted(*names: str) -> dict[str, Answer]:
    """A shop whose shelf is written by JavaScript, and whose products are plain pages."""
    return {
        "/lamps": Answer(SHELL),
        "/api/lamps": Answer(f"<h1>Lamps</h1><ul>{shelf(*names)}</ul>"),
        **{f"/product/{name}": Answer(product(name)) for name in names},
    }


def test_only_the_page_that_shows_nothing_is_read_in_the_browser() -> None:
    with serve(scripted("1", "2")) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER, photos=0)
    assert crawled.outcomes() == [
        ("/lamps", Outcome.OK),
        ("/lamps", Outcome.OK),
        ("/product/1", Outcome.OK),
        ("/product/2", Outcome.OK),
    ]
    assert len(crawled.listings) == 2
    assert b"Lamp 1" in (crawled.of(Fetch)[1].body or b"")
    assert {hit.headers["User-Agent"] for hit in site.hits} == {"FakewatchBot/0.1 (+https://brand.example/bot)"}


def test_after_the_first_such_page_its_siblings_go_straight_to_the_browser() -> None:
    pages = scripted("a", "b", "c")
    for name in ("a", "b", "c"):
        pages[f"/product/{name}"] = Answer(SHELL)
        pages[f"/api/product/{name}"] = Answer(f"<h1>Lamp {name}</h1><p class='price'>€ 19.90</p>")
    with serve(pages) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER, photos=0)
    assert [site.paths().count(f"/product/{name}") for name in ("a", "b", "c")] == [2, 1, 1]
    assert [(x.title, str(x.price.amount)) for x in crawled.listings if x.price] == [
        (f"Lamp {name}", "19.90") for name in ("a", "b", "c")
    ]


@pytest.mark.parametrize("told", [{"browser": None}, {"browser": BROWSER, "watch_browser": False}])
def test_without_a_browser_the_remedy_is_named(told: dict[str, object]) -> None:
    with serve(scripted("1")) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], **told)
    assert crawled.outcomes() == [("/lamps", Outcome.LAYOUT_CHANGED)]
    assert "Chromium" in crawled.reason("/lamps")


def test_what_a_page_asks_for_passes_the_guard_whatever_it_redirects_to() -> None:
    with serve({"/secret": Answer("secret", headers={"Access-Control-Allow-Origin": "*"})}) as inside:
        tricks = f"""<html><body><div id="app"></div><script>
          const tried = ["{inside.url}/secret", "/away", "{inside.url.replace("127.0.0.1", "localhost")}/secret"]
            .map(url => fetch(url).then(a => a.text()).catch(() => "refused"));
          new WebSocket("{inside.url.replace("http", "ws")}/secret");
          Promise.all(tried).then(answers => document.getElementById("app").textContent = answers.join(" "));
        </script></body></html>"""
        away = Answer(status=302, headers={"Location": f"{inside.url}/secret"})
        with serve({"/lamps": Answer(tricks), "/away": away}) as site:
            crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER)
        assert "/away" in site.paths()
        assert inside.hits == []
    assert b"refused refused" in (crawled.of(Fetch)[-1].body or b"")


def test_a_script_does_not_lead_into_a_disallowed_path() -> None:
    robots = Answer("User-agent: *\nDisallow: /private\n", type="text/plain")
    jump = Answer("<html><body><div id='app'></div><script>location.href = '/private/lamps'</script></body></html>")
    with serve({"/robots.txt": robots, "/lamps": jump, "/private/lamps": Answer(product("1"))}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER)
    assert "/private/lamps" not in site.paths()
    assert crawled.listings == []


def test_a_browser_that_does_not_start_is_an_outcome(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with serve(scripted("1")) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=str(broken))
    assert [outcome for _, outcome in crawled.outcomes()] == [Outcome.OK, Outcome.NETWORK_ERROR]


def test_the_browser_named_is_taken_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "chromium"
    named.write_text("#!/bin/sh\n")
    named.chmod(0o755)
    assert find_browser(str(named)) == str(named)
    assert find_browser(str(tmp_path / "nothing")) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    assert find_browser() == str(named)
    own = tmp_path / "downloads" / "chromium-1255" / "chrome-linux64" / "chrome"
    own.parent.mkdir(parents=True)
    own.touch()
    assert find_browser() == str(own)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    own.unlink()
    assert find_browser() is None
