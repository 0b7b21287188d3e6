"""The same first ten in the terminal and in the browser, on content that nobody prepared for us.

    python tests/bench/parity.py CONTENT QUERIES

QUERIES is a .tsv, of which the first column is asked, or a .jsonl with `text`.

Builds a site of the content folder with a configuration of five lines, asks every query of `kbgen
search` and of the search in a page of the site in Chromium; exits with 1 if any answer differs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from running import CHROMIUM_FLAGS, serve

CONFIG = "site_name: Parity\ndocs_dir: {content}\ntheme:\n  name: material\nplugins: [kbgen]\n"
ASK = """async queries => {
  const search = await globalThis.kbgen.siteSearch(new URL("search/", location.origin).href);
  const answers = {};
  for (const query of queries) answers[query] = (await search(query)).hits.map(hit => hit.url);
  return answers;
}"""


def main() -> int:
    """Compare every query and say how many agree."""
    content, file = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    queries = read_queries(file)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mkdocs.yml").write_text(CONFIG.format(content=content), encoding="utf-8")
        run(folder, "build", "--quiet")
        in_terminal = ask_terminal(folder, queries)
        with serve(folder / "site") as address:
            in_browser = ask_browser(address, queries)
    different = [query for query in queries if in_terminal[query] != in_browser[query]]
    for query in different:
        print(f"{query}\n  terminal {in_terminal[query]}\n  browser  {in_browser[query]}")
    answered = sum(bool(urls) for urls in in_terminal.values())
    print(f"{len(queries)} queries, {answered} with answers, {len(different)} differ")
    return 1 if different else 0


def read_queries(path: Path) -> list[str]:
    """Return the queries of a file, each once."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".jsonl":
        return list(dict.fromkeys(json.loads(line)["text"].strip() for line in lines))
    return list(dict.fromkeys(line.split("\t")[0].strip() for line in lines if line.strip()))


def run(folder: Path, *arguments: str) -> str:
    """Run kbgen and return what it prints."""
    command = [sys.executable, "-m", "kbgen", *arguments]
    done = subprocess.run(
        command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout


def ask_terminal(folder: Path, queries: list[str]) -> dict[str, list[str]]:
    """Return the URLs of the first ten hits of `kbgen search`, by query."""
    (folder / "queries.txt").write_text("\n".join(queries), encoding="utf-8")
    answers = [
        json.loads(line) for line in run(folder, "search", "--json", "--queries", "queries.txt").splitlines()
    ]
    return {answer["query"]: [decode(hit["url"]) for hit in answer["hits"]] for answer in answers}


def decode(url: str) -> str:
    """Return a site-relative URL as the browser shows it."""
    from urllib.parse import unquote

    return unquote(url)


def ask_browser(address: str, queries: list[str]) -> dict[str, list[str]]:
    """Return the URLs of the first ten hits in the browser, by query."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.goto(f"{address}search/")
        page.wait_for_function("globalThis.kbgen")
        answers: dict[str, list[str]] = page.evaluate(ASK, queries)
        browser.close()
    return {query: [decode(url) for url in urls] for query, urls in answers.items()}


if __name__ == "__main__":
    sys.exit(main())
