"""The engines that are compared: where each runs, and which of its files are script and which are data."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from installing import VERSIONS
from pages import SourcePage
from sites import Workplace, kbgen_site, material_site, minisearch_site, pagefind_site, pages_of

CLIENTS = Path(__file__).parent / "clients"


@dataclass(frozen=True)
class Engine:
    """One way to search a static site.

    Attributes:
        name: As on the command line.
        label: As in the table.
        script: Patterns of the paths of its code.
        data: Patterns of the paths of its data, where they are not code.
        own_pages: Whether its first answer is asked for in a real page of its site; else in an empty page.
        whole: Whether the browser loads all of the index for any query.
    """

    name: str
    label: str
    script: tuple[str, ...]
    data: tuple[str, ...]
    own_pages: bool
    whole: bool

    def kind(self, path: str) -> str:
        """Return "script", "data", or "page" for what a page without search would load too."""
        if any(fnmatch.fnmatch(path, pattern) for pattern in self.script):
            return "script"
        return "data" if any(fnmatch.fnmatch(path, pattern) for pattern in self.data) else "page"


ENGINES = (
    Engine("kbgen", "kbgen", ("js/*.js", "static/js/*.js"), ("search/*.js",), own_pages=True, whole=False),
    Engine(
        "pagefind",
        f"Pagefind {VERSIONS['pagefind']}",
        ("pagefind/*.js", "pagefind/wasm.*"),
        ("pagefind/*.pagefind", "pagefind/*.json", "pagefind/*.pf_*"),
        own_pages=False,
        whole=False,
    ),
    Engine(
        "material",
        f"Material {version('mkdocs-material')}",
        ("assets/javascripts/workers/*.js", "assets/javascripts/lunr/*.js"),
        ("search/search_index.json",),
        own_pages=True,
        whole=True,
    ),
    Engine(
        "minisearch",
        f"MiniSearch {VERSIONS['minisearch']}",
        ("minisearch.js",),
        ("index.json",),
        own_pages=False,
        whole=True,
    ),
)


@dataclass(frozen=True)
class Prepared:
    """An engine that is ready to be asked.

    Attributes:
        engine: Which.
        folder: What a host serves.
        cold_page: Path of the page in which the first answer is asked for.
        warm_page: Path of the page in which many are.
        client: What is run in the page before its own scripts.
        index_cpu: Seconds that the index took.
        files: Number of data files.
        size: Their bytes on disk.
    """

    engine: Engine
    folder: Path
    cold_page: str
    warm_page: str
    client: str
    index_cpu: float
    files: int
    size: int


def prepare(place: Workplace, wanted: list[str]) -> tuple[list[Prepared], list[SourcePage]]:
    """Build or find what every wanted engine serves, one after another, and return the pages too."""
    site, cpu = kbgen_site(place)
    pages = pages_of(place, site / "site")
    makers: dict[str, Callable[[], tuple[Path, float]]] = {
        "kbgen": lambda: (site, cpu),
        "pagefind": lambda: pagefind_site(place, pages),
        "material": lambda: material_site(place),
        "minisearch": lambda: minisearch_site(place, pages),
    }
    prepared = [ready(engine, *makers[engine.name](), pages) for engine in ENGINES if engine.name in wanted]
    return prepared, pages


def ready(engine: Engine, made: Path, index_cpu: float, pages: list[SourcePage]) -> Prepared:
    """Say what there is of an engine."""
    folder = made / "site"
    article = pages[len(pages) // 2].url
    data = [
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and engine.kind(path.relative_to(folder).as_posix()) == "data"
    ]
    if engine.name == "material":
        write_empty_page(folder)
    cold_page = article if engine.own_pages else "bench.html"
    warm_page = article if engine.name == "kbgen" else "bench.html"
    return Prepared(
        engine, folder, cold_page, warm_page, client_of(engine, folder), index_cpu, len(data), sum(data)
    )


def write_empty_page(folder: Path) -> None:
    """Add a page without Material's bundle, so that its worker is ours alone while it is timed."""
    (folder / "bench.html").write_text("<!doctype html><link rel=icon href=data:,>", encoding="utf-8")


def client_of(engine: Engine, folder: Path) -> str:
    """Return the script that asks an engine, with the address of Material's worker where it is needed."""
    scripts = [(CLIENTS / f"{name}.js").read_text(encoding="utf-8") for name in ("measure", engine.name)]
    worker = next((folder / "assets" / "javascripts" / "workers").glob("search.*.min.js"), None)
    address = f"/{worker.relative_to(folder).as_posix()}" if worker else ""
    return f"(() => {{\n{scripts[0]}\nbench.worker = '{address}';\n{scripts[1]}\n}})();"
