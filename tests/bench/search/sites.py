"""Makes what each engine serves: two sites of the same folder, and the peers' indexes of kbgen's pages."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml
from build import kbgen_config, material_config
from installing import VERSIONS
from pages import ARTICLE, SourcePage, read_pages

from kbgen import __version__

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MATERIAL_SEARCH = "material.plugins.search.plugin:SearchPlugin"
INDEXING = {
    "kbgen": ("kbgen.plugin:build_index", "kbgen.plugin:export_index"),
    "material": (f"{MATERIAL_SEARCH}.on_page_context", f"{MATERIAL_SEARCH}.on_post_build"),
}
"""What of a build makes the search data."""


@dataclass(frozen=True)
class Workplace:
    """Where things are.

    Attributes:
        content: The folder of Markdown.
        cache: A folder for what is made of this content.
        npm: The folder that the peers are installed in.
        reuse: Take what an earlier run has made.
    """

    content: Path
    cache: Path
    npm: Path
    reuse: bool

    def made(self, name: str, version: str, make: Callable[[Path], float]) -> tuple[Path, float]:
        """Return a folder and the CPU seconds of its index, made now or by an earlier run."""
        folder = self.cache / f"{name}-{version}"
        note = folder / "cost.json"
        if not (self.reuse and note.is_file()):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            print(f"making {folder}", file=sys.stderr, flush=True)
            note.write_text(json.dumps({"index": make(folder)}), encoding="utf-8")
        return folder, json.loads(note.read_text(encoding="utf-8"))["index"]


def digest_of(folder: Path, *suffixes: str) -> str:
    """Return a short digest of the files of a folder and their paths."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def kbgen_site(place: Workplace) -> tuple[Path, float]:
    """Return kbgen's site and what its index took."""
    sources = digest_of(ROOT / "kbgen", ".py") + digest_of(ROOT / "theme")
    return place.made("kbgen", f"{__version__}-{sources}", partial(build, place, "kbgen", kbgen_config))


def material_site(place: Workplace) -> tuple[Path, float]:
    """Return Material's own site of the same folder and what its index took."""
    from importlib.metadata import version

    return place.made(
        "material", version("mkdocs-material"), partial(build, place, "material", material_config)
    )


def build(place: Workplace, name: str, config: Callable[[Path], dict[str, object]], folder: Path) -> float:
    """Build a site with MkDocs into a folder."""
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "mkdocs.yml")
        file.write_text(yaml.safe_dump(config(place.content)), encoding="utf-8")
        command = [sys.executable, str(HERE / "timed_build.py"), str(file), str(folder / "site")]
        done = subprocess.run([*command, *INDEXING[name]], check=True, stdout=subprocess.PIPE, text=True)
    index: float = json.loads(done.stdout.splitlines()[-1])["index"]
    return index


def pagefind_site(place: Workplace, pages: list[SourcePage]) -> tuple[Path, float]:
    """Return a folder with Pagefind's index of the pages, marked as its documentation advises."""
    return place.made("pagefind", VERSIONS["pagefind"], partial(run_pagefind, place, pages))


def run_pagefind(place: Workplace, pages: list[SourcePage], folder: Path) -> float:
    """Write the pages with `data-pagefind-body` on the article, and index them."""
    with tempfile.TemporaryDirectory() as temporary:
        for page in pages:
            file = Path(temporary, page.url, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            html = page.html.replace(ARTICLE, f"{ARTICLE} data-pagefind-body", 1)
            file.write_text(html, encoding="utf-8")
        program = place.npm / "node_modules" / ".bin" / "pagefind"
        command = [str(program), "--site", temporary, "--output-path", str(folder / "site" / "pagefind")]
        with cpu_time() as spent:
            subprocess.run([*command, "--exclude-selectors", ".headerlink", "--silent"], check=True)
    write_host_page(folder, "")
    return spent[0]


def minisearch_site(place: Workplace, pages: list[SourcePage]) -> tuple[Path, float]:
    """Return a folder with MiniSearch's index of the pages' texts."""
    return place.made("minisearch", VERSIONS["minisearch"], partial(run_minisearch, place, pages))


def run_minisearch(place: Workplace, pages: list[SourcePage], folder: Path) -> float:
    """Index title, headings and text in Node, and minify the script that browsers get."""
    (folder / "site").mkdir()
    texts = folder / "pages.json"
    texts.write_text(json.dumps([as_document(page) for page in pages], ensure_ascii=False), encoding="utf-8")
    command = ["node", str(HERE / "clients" / "minisearch-index.mjs"), str(texts)]
    with cpu_time() as spent:
        subprocess.run([*command, str(folder / "site" / "index.json")], check=True, cwd=place.npm)
    script = "node_modules/minisearch/dist/umd/index.js"
    outfile = f"--outfile={folder / 'site' / 'minisearch.js'}"
    subprocess.run(
        ["node_modules/.bin/esbuild", script, "--minify", outfile, "--log-level=error"],
        check=True,
        cwd=place.npm,
    )
    write_host_page(folder, "<script src=/minisearch.js></script>")
    return spent[0]


def as_document(page: SourcePage) -> dict[str, str]:
    """Return a page with the fields that MiniSearch indexes, and what it shows of a result."""
    description = page.text[:160]
    return {
        "url": page.url,
        "title": page.title,
        "headings": " ".join(page.headings),
        "text": page.text,
        "description": description,
    }


def write_host_page(folder: Path, script: str) -> None:
    """Write an empty page that an engine runs in."""
    html = f"<!doctype html><meta charset=utf-8><title>Bench</title><link rel=icon href=data:,>{script}"
    (folder / "site" / "bench.html").write_text(html, encoding="utf-8")


@contextmanager
def cpu_time() -> Iterator[list[float]]:
    """Give a list that holds the CPU seconds of all processes waited for in the block, after it."""
    spent: list[float] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield spent
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def pages_of(place: Workplace, site: Path) -> list[SourcePage]:
    """Return the pages that all engines index; without text there is nothing to compare.

    Raises:
        SystemExit: Where the site's pages hold no article.
    """
    pages = read_pages(place.content, site)
    if not pages:
        raise SystemExit(f"{site}: no page holds {ARTICLE}")
    return pages
