"""Asks engines in Chromium: once in a browser that knows nothing, and many times in one that knows it all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engines import Prepared
from playwright.sync_api import sync_playwright
from running import CHROMIUM_FLAGS
from server import SLOW_4G, Host, Line
from traffic import Traffic, Watch, traffic_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWN = 5
"""Results of which title and text must be there."""
PATIENCE = 600_000
"""Milliseconds to wait for an index to be ready."""
LONG_ENOUGH = 120
"""Seconds after which no further round over the queries is begun."""
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Pages reach nobody but us."""
FIRST = """async ([queries, limit]) => {
  const began = performance.now();
  await bench.ready();
  await bench.ask(queries[0], limit);
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Cold:
    """The first answer in a new browser.

    Attributes:
        query: What was asked.
        results: Number of results that were there, five at most.
        data, script, search, page: Traffic of the data, the code, both, and of everything else in the page.
        seconds: From the page's load event to the results, on a slow line.
    """

    query: str
    results: int
    data: Traffic
    script: Traffic
    search: Traffic
    page: Traffic
    seconds: float


@dataclass(frozen=True)
class Warm:
    """Many answers in one page; times in milliseconds.

    Attributes:
        first: From nothing loaded but the page to the first answer, on a fast line.
        times: Of each query.
        blocks: Of the longest task on the main thread during each query.
    """

    first: float
    times: tuple[float, ...]
    blocks: tuple[float, ...]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium for the time of a `with` block."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_FLAGS, ALONE])
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, prepared: Prepared, host: Host, path: str) -> Iterator[tuple[Page, Watch]]:
    """Open a page of an engine's folder in a new profile.

    Raises:
        SystemExit: Where the page's scripts are not all there.
    """
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(prepared.client)
    watch = Watch(page)
    page.goto(host.address + path, wait_until="load")
    if missing := [name for name in host.missing if name.endswith(".js")]:
        raise SystemExit(f"{prepared.folder} has no {', '.join(missing)}")
    yield page, watch
    context.close()


def ask_cold(browser: Browser, prepared: Prepared, queries: Sequence[str]) -> list[Cold]:
    """Ask each query in a browser of its own."""
    with Host(prepared.folder, SLOW_4G) as host:
        return [ask_once(browser, prepared, host, query) for query in queries]


def ask_once(browser: Browser, prepared: Prepared, host: Host, query: str) -> Cold:
    """Ask one query as soon as the page is loaded."""
    host.sent.clear()
    with open_page(browser, prepared, host, prepared.cold_page) as (page, watch):
        began = time.monotonic()
        results: int = page.evaluate("([query, limit]) => bench.cold(query, limit)", [query, SHOWN])
        seconds = time.monotonic() - began
        transfers = list(watch.transfers.values())
        page.wait_for_load_state("networkidle")
    sizes = dict(host.sent)
    kind = prepared.engine.kind
    kinds = [("data",), ("script",), ("data", "script"), ("page",)]
    data, script, search, rest = (
        traffic_of(transfers, sizes, lambda path, some=some: kind(path) in some) for some in kinds
    )
    return Cold(query, results, data, script, search, rest, seconds)


def ask_warm(browser: Browser, prepared: Prepared, queries: Sequence[str], rounds: int) -> Warm:
    """Ask all queries in one page, once unmeasured, so that everything they need is loaded."""
    with (
        Host(prepared.folder, Line()) as host,
        open_page(browser, prepared, host, prepared.warm_page) as (page, _),
    ):
        page.wait_for_load_state("networkidle")
        asked = [list(queries), SHOWN]
        first: float = page.evaluate(FIRST, asked)
        page.evaluate("([queries, limit]) => bench.times(queries, limit)", asked)
        times: list[float] = []
        blocks: list[float] = []
        enough = time.monotonic() + LONG_ENOUGH
        for _ in range(rounds):
            if times and time.monotonic() > enough:
                break
            times += page.evaluate("([queries, limit]) => bench.times(queries, limit)", asked)
            blocks += page.evaluate("([queries, limit]) => bench.blocks(queries, limit)", asked)
    return Warm(first, tuple(times), tuple(blocks))


def ask_urls(browser: Browser, prepared: Prepared, queries: Sequence[str]) -> list[list[str]]:
    """Return the addresses of the first ten results of each query, below the site."""
    with (
        Host(prepared.folder, Line()) as host,
        open_page(browser, prepared, host, prepared.warm_page) as (page, _),
    ):
        page.evaluate("bench.ready()")
        answers: list[list[str]] = page.evaluate("queries => bench.urls(queries, 10)", list(queries))
    return answers
