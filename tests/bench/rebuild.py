"""What a build costs when little has changed, and how soon a browser shows what was saved.

    python tests/bench/rebuild.py CONTENT              builds, one after the other, in turn
    python tests/bench/rebuild.py CONTENT --material   also Material, which makes everything each time
    python tests/bench/rebuild.py CONTENT --zensical PROGRAM   also Zensical, where somebody has installed it
    python tests/bench/rebuild.py CONTENT --preview    seconds from saving to seeing, in Chromium

The content is copied. One article without questions of its own, in the middle of all, is edited, gets another
title, and moves to another folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import yaml
from build import kbgen_config, usual_config

sys.path.insert(0, str(Path(__file__).parents[1]))
from preview import Preview
from running import CHROMIUM_FLAGS

_SETTLED = 2.5
"""Seconds after which a file can be told from one that is written again."""


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("content", type=Path, help="folder with Markdown")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the median counts")
    parser.add_argument("--material", action="store_true", help="build with Material too, once")
    parser.add_argument("--zensical", type=Path, help="Zensical's program, to build with it too")
    parser.add_argument("--preview", action="store_true", help="measure kbgen serve instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder).resolve()
        shutil.copytree(options.content, project / "content")
        config = kbgen_config(project / "content")
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        if options.preview:
            show_preview(project, options.rounds)
        else:
            others = list(peers(project, material=options.material, zensical=options.zensical))
            show_builds(project, options.rounds, others)


_Cost = tuple[float, float, str]
"""CPU seconds, wall seconds and what a program says at the end."""
_Builder = tuple[str, Callable[[], _Cost]]


def show_builds(project: Path, rounds: int, others: list[_Builder]) -> None:
    """Print what each kind of build takes, of the others' also those that come after a change."""
    print("| build | CPU s | wall s | what it says |")
    print("|---|---|---|---|")
    page = article(project)
    print(row("everything", [build(project)]), flush=True)
    for name, its_build in others:
        print(row(f"{name}, everything", [its_build()]), flush=True)
    for name, change in changes(page).items():
        costs = []
        for number in range(rounds):
            change(number)
            costs.append(build(project))
        print(row(name, costs), flush=True)
        for its_name, its_build in others if name == "one page edited" else ():
            print(row(f"{its_name}, {name}", [its_build()]), flush=True)
    time.sleep(_SETTLED)
    build(project)
    print(row("nothing changed", [build(project) for _ in range(rounds)]), flush=True)


def peers(project: Path, *, material: bool, zensical: Path | None) -> Iterator[_Builder]:
    """Yield other builders of the same content, both with what Material's documentation recommends."""
    usual = {**usual_config(project / "content"), "docs_dir": "content"}
    for name, program in (
        ("Material", [sys.executable, "-m", "mkdocs", "build", "-q"] if material else None),
        ("Zensical", [str(zensical), "build"] if zensical else None),
    ):
        if program:
            file = f"{name.lower()}.yml"
            config = {**usual, "site_dir": name.lower()}
            (project / file).write_text(yaml.safe_dump(config), encoding="utf-8")
            yield name, partial(run, [*program, "-f", file], project)


def article(project: Path) -> Path:
    """Return a page in the middle of all that is an article."""
    pages = sorted((project / "content").rglob("*.md"))
    plain = [page for page in pages if page.name != "index.md" and b"\ntype:" not in page.read_bytes()]
    return plain[len(plain) // 2]


def changes(page: Path) -> dict[str, Callable[[int], None]]:
    """Return what is done to a page, by what it is called."""
    places = [page, page.parent.parent / f"moved-{page.name}"]
    text = page.read_text(encoding="utf-8")
    places[1].parent.mkdir(exist_ok=True)

    def edit(number: int) -> None:
        page.write_text(f"{text}\n\nAnother line, number {number}.\n", encoding="utf-8")

    def retitle(number: int) -> None:
        page.write_text(retitled(text, f"Another title {number}"), encoding="utf-8")

    def move(number: int) -> None:
        places[number % 2].rename(places[1 - number % 2])

    return {"one page edited": edit, "one page retitled": retitle, "one page moved": move}


def retitled(text: str, title: str) -> str:
    """Return a page with another title, in its front matter or above its text."""
    head, start, body = text.partition("\n---\n")
    if not start or not text.startswith("---\n"):
        return f"---\ntitle: {title}\n---\n{text}"
    lines = [line for line in head.splitlines() if not line.startswith("title:")]
    return "\n".join([*lines, f"title: {title}"]) + start + body


def build(project: Path) -> _Cost:
    """Build with kbgen and return CPU seconds, wall seconds and what it says at the end."""
    return run([sys.executable, "-m", "kbgen", "build"], project)


def run(command: list[str], folder: Path) -> _Cost:
    """Run a command to its end."""
    before, started = os.times(), time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    after, wall = os.times(), time.monotonic() - started
    cpu = sum(getattr(after, name) - getattr(before, name) for name in ("children_user", "children_system"))
    said = done.stderr.strip().rpartition("\n")[2].partition(":")[0]
    return cpu, wall, said


def row(name: str, costs: list[_Cost]) -> str:
    """Return a row with the medians."""
    cpu, wall = (statistics.median(cost[at] for cost in costs) for at in (0, 1))
    return f"| {name} | {cpu:.2f} | {wall:.2f} | {costs[-1][2]} |"


def show_preview(project: Path, rounds: int) -> None:
    """Print how long it takes from saving a page to seeing it in a browser."""
    from playwright import sync_api

    page, times = article(project), []
    url = page.relative_to(project / "content").with_suffix("").as_posix()
    text = page.read_text(encoding="utf-8")
    with Preview(project) as preview, sync_api.sync_playwright() as playwright:
        preview.wait_for_log(".kbgen/serve", seconds=600)
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        tab = browser.new_page()
        tab.goto(f"{preview.url}{url}/")
        for number, pause in zip(range(rounds), pauses(), strict=False):
            time.sleep(pause)
            started = time.monotonic()
            page.write_text(f"{text}\n\nAnother line, number {number}.\n", encoding="utf-8")
            tab.get_by_text(f"number {number}.").wait_for(state="attached", timeout=60_000)
            times.append(time.monotonic() - started)
        browser.close()
        report(project, times)


def report(project: Path, times: list[float]) -> None:
    """Print the times from saving to seeing."""
    print(f"{len(list((project / 'content').rglob('*.md')))} pages: from saving to seeing ", end="")
    print(f"{statistics.median(times):.2f} s (median of {len(times)}), {max(times):.2f} s at the most")


def pauses() -> Iterator[float]:
    """Yield seconds between two changes: some come while the build of the one before still runs."""
    while True:
        yield from (3, 1, 8, 0.5, 15)


if __name__ == "__main__":
    main()
