"""What a rendered page asks for obeys robots.txt and the guard; what it need not have is not asked for."""

import re
from collections.abc import Callable

import pytest

from crawler.browser import find_browser
from domain.collected import Fetch, RobotsDecision
from domain.outcome import Outcome
from tests.crawler.loopback import Answer, Crawled, Hit, crawl, finished, serve, start_crawl

BROWSER = find_browser()
pytestmark = pytest.mark.browser

ROBOTS = Answer("User-agent: *\nDisallow: /private\n", type="text/plain")


def script(mark: str) -> Answer:
    """A script that leaves a mark on the page when it runs."""
    return Answer(f"document.getElementById('app').append('[{mark}]')", type="text/javascript")


def page(body: str) -> Answer:
    """A page of which a plain fetch shows nothing."""
    return Answer(f"<html><body><div id='app'></div><noscript>JavaScript</noscript>{body}</body></html>")


def first_and_then(first: Answer, then: Answer) -> Callable[[Hit], Answer]:
    """One answer to the plain fetch, another one to the browser."""
    answers = iter([first])
    return lambda _: next(answers, then)


def rendered(crawled: Crawled) -> str:
    """What the browser made of the last page."""
    return (crawled.of(Fetch)[-1].body or b"").decode()


def left_open(crawled: Crawled) -> list[str]:
    """How many pages the browser still had at the end of the crawl."""
    return re.findall(r"The browser ends with (\d+) pages open", crawled.log)


def test_what_robots_disallows_is_no_part_of_a_page_either() -> None:
    pages = {
        "/robots.txt": ROBOTS,
        "/open.js": script("open"),
        "/private/closed.js": script("closed"),
        "/detour.js": Answer(status=302, headers={"Location": "/private/closed.js"}),
        "/detour": Answer(status=307, headers={"Location": "/private/data"}),
        "/private/frame": page("<script>parent.document.getElementById('app').append('[framed]')</script>"),
        "/lamps": page(
            """<script src=/private/closed.js></script><script src=/detour.js></script><script src=/open.js></script>
            <iframe src=/private/frame></iframe><script>
            for (const path of ["/private/data", "/detour"])
              fetch(path).then(() => "got").catch(() => "refused")
                .then(said => document.getElementById("app").append("[" + path + " " + said + "]"));
            </script>"""
        ),
    }
    with serve(pages) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER)
    assert {"[open]", "[/private/data refused]", "[/detour refused]"} == set(
        re.findall(
            r"\[(?:open|closed|framed|/[^\]]*)\]", rendered(crawled).partition("<iframe")[0].partition("<script")[0]
        )
    )
    assert {"/open.js", "/detour.js", "/detour"} < set(site.paths())
    assert not [path for path in site.paths() if path.startswith("/private")]


def test_a_host_whose_robots_cannot_be_had_loses_only_its_own_parts() -> None:
    down = {"/robots.txt": Answer(status=503), "/there.js": script("there")}
    with serve(down) as other, serve({"/here.js": script("here")}) as site:
        site.pages["/lamps"] = page(
            f"<script src={other.url}/there.js></script><script src={other.url}/more.js></script>"
            "<script src=/here.js></script>"
        )
        crawled = crawl(start=[f"{site.url}/lamps"], search=f"{other.url}/?q={{term}}", browser=BROWSER)
        assert set(other.paths()) == {"/robots.txt"}
    assert '<div id="app">[here]</div>' in rendered(crawled)
    assert [decision.status for decision in crawled.of(RobotsDecision)] == [404, 503]


def test_media_sockets_streams_downloads_popups_and_service_workers_stay_out() -> None:
    wanted = page(
        """<img src=/a.png><video src=/a.mp4></video><div style="background: url(/b.png)">.</div>
        <link rel=prefetch href=/next><link rel=stylesheet href=/a.css><script>
        new WebSocket(location.origin.replace("http", "ws") + "/socket");
        new EventSource("/events");
        navigator.sendBeacon("/beacon", "x");
        navigator.serviceWorker && navigator.serviceWorker.register("/worker.js").catch(() => 0);
        new Worker(URL.createObjectURL(new Blob(["new WebSocket('" + location.origin.replace("http", "ws") + "/w')"])));
        window.open("/popup");
        const save = Object.assign(document.createElement("a"), {href: "/file.zip", download: "file.zip"});
        document.body.append(save);
        save.click();
        </script><script src=/last.js></script>"""
    )
    style = Answer("@font-face { font-family: F; src: url(/f.woff2) } div { font-family: F }", type="text/css")
    with serve({"/lamps": wanted, "/a.css": style, "/last.js": script("last")}) as site:
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER)
    assert "[last]" in rendered(crawled)
    assert sorted(site.paths()) == ["/a.css", "/lamps", "/lamps", "/last.js", "/robots.txt"]
    assert left_open(crawled) == ["0"]


def test_a_rendered_page_that_redirects_is_followed_like_every_other_request() -> None:
    shell = page("<script src=/open.js></script>")
    with serve({"/robots.txt": ROBOTS, "/open.js": script("open")}) as site:
        site.pages["/lamps"] = first_and_then(shell, Answer(status=302, headers={"Location": "/here"}))
        site.pages["/here"] = Answer(status=301, headers={"Location": "/private/lamps"})
        crawled = crawl(start=[f"{site.url}/lamps"], browser=BROWSER)
    assert crawled.outcomes()[-1] == ("/lamps", Outcome.ROBOTS_DISALLOWED)
    assert site.paths()[-1] == "/here"
    assert left_open(crawled) == ["0"]


def test_no_page_is_left_open_by_errors_nor_by_a_crawl_that_is_told_to_end() -> None:
    shell = page("<script src=/slow.js></script>")

    def told_to_end(_: Hit) -> Answer:
        process.terminate()
        return script("slow")

    with serve({"/2": shell, "/slow.js": told_to_end}) as site:
        site.pages["/0"] = first_and_then(shell, Answer(status=204, type=""))
        site.pages["/1"] = first_and_then(shell, Answer(pieces=iter([b"<html>"])))
        process = start_crawl(start=[f"{site.url}/{n}" for n in range(3)], browser=BROWSER)
        crawled = finished(process)
    assert "/slow.js" in site.paths()
    assert left_open(crawled) == ["0"]
