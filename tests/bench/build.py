"""Build cost, side by side in one run: kbgen and plain Material for MkDocs on the same content.

    make bench                                   the demonstration alone
    make bench DATA=/path/to/unpacked-data       also arduino-help, cpp-docs and devices, where they are

Both run as their users run them, one after the other, so that a busy machine slows both; trust the
ratios. CPU is user + system time of the whole process tree, memory the peak of its largest process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from corpus import write_corpus

ROOT = Path(__file__).parents[2]
CORPORA = {
    "arduino-help": "arduino-help/content",
    "cpp-docs": "cpp-docs/docs",
    "devices": "devices/content",
}
"""Name → folder. `devices` is what tests/bench/devices makes of 726 device files."""
GROWN = (1_000, 10_000)
"""Pages of the corpora that are made of arduino-help: see corpus.py."""
SMALL = 1000
"""Pages up to which Material's default navigation is measured too; it is quadratic."""


@dataclass(frozen=True)
class Cost:
    """What one build took.

    Attributes:
        cpu: Seconds of user and system time.
        wall: Seconds.
        memory: Peak resident memory of the largest process, in bytes.
        output: Size of the site, in bytes.
        pages: Number of HTML pages.
    """

    cpu: float
    wall: float
    memory: int
    output: int
    pages: int


def main() -> None:
    """Measure every corpus that is there and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="folder with unpacked corpora")
    parser.add_argument("--only", help="name of the one corpus to measure")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each small site, the median counts")
    options = parser.parse_args()
    print("| corpus | builder | pages | CPU s | wall s | peak MB | output MB | CPU against kbgen |")
    print("|---|---|---|---|---|---|---|---|")
    for name, folder in corpora(options.data):
        if options.only not in {None, name}:
            continue
        for row in rows(name, folder, options.rounds):
            print(row, flush=True)


def corpora(data: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield the demonstration and the corpora found below a folder."""
    yield "demonstration", ROOT / "content"
    for name, folder in CORPORA.items():
        if data is not None and (data / folder).is_dir():
            yield name, data / folder
    if data is not None and (data / CORPORA["arduino-help"]).is_dir():
        for pages in GROWN:
            with tempfile.TemporaryDirectory() as folder:
                write_corpus(data / CORPORA["arduino-help"], Path(folder), pages)
                yield f"arduino-help grown to {pages:,}", Path(folder)


def rows(name: str, content: Path, rounds: int) -> Iterator[str]:
    """Build one corpus with each builder, in turn, and yield a table row for each."""
    small = sum(1 for _ in content.rglob("*.md")) < SMALL
    builders = [
        ("kbgen", kbgen_config),
        ("Material, pruned navigation, kbgen's extensions", material_config),
        ("Material, pruned navigation, usual extensions", usual_config),
    ]
    if small:
        builders.append(("Material, default navigation", full_config))
    costs: dict[str, list[Cost]] = {label: [] for label, _ in builders}
    for _ in range(rounds if small else 1):
        for label, config in builders:
            costs[label].append(measure(config(content), own=label == "kbgen"))
    base = median(costs["kbgen"]).cpu
    for label, _ in builders:
        cost = median(costs[label])
        yield (
            f"| {name} | {label} | {cost.pages} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory / 1e6:.0f} "
            f"| {cost.output / 1e6:.1f} | {cost.cpu / base:.2f} |"
        )


def median(costs: list[Cost]) -> Cost:
    """Return the cost in the middle, by CPU time."""
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def kbgen_config(content: Path) -> dict[str, object]:
    """Return the configuration of our own users."""
    return {
        "site_name": "Bench",
        "docs_dir": str(content),
        "theme": {"name": "material"},
        "plugins": ["kbgen"],
    }


def material_config(content: Path) -> dict[str, object]:
    """Return Material with search, pruned navigation and the Markdown extensions that kbgen uses."""
    from kbgen.content.dialect import STANDARD_EXTENSIONS

    return {
        "site_name": "Bench",
        "docs_dir": str(content),
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": ["search"],
        "markdown_extensions": [{name: plain(options)} for name, options in STANDARD_EXTENSIONS.items()],
    }


USUAL_FEATURES = [
    *("navigation.prune", "navigation.tabs", "navigation.sections", "navigation.indexes", "navigation.top"),
    *("navigation.tracking", "search.highlight", "search.share", "search.suggest", "content.code.copy"),
    *("content.code.annotate", "content.tabs.link", "toc.follow"),
]
USUAL_EXTENSIONS: list[object] = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", {"toc": {"permalink": True}}),
    *({"pymdownx.arithmatex": {"generic": True}}, {"pymdownx.betterem": {"smart_enable": "all"}}),
    *("pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite"),
    *("pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences"),
    *({"pymdownx.tabbed": {"alternate_style": True}}, {"pymdownx.tasklist": {"custom_checkbox": True}}),
    "pymdownx.tilde",
]
"""What Material's documentation calls its recommended configuration: 21 extensions."""


def usual_config(content: Path) -> dict[str, object]:
    """Return Material as its documentation recommends it, with pruned navigation."""
    theme = {"name": "material", "font": False, "features": USUAL_FEATURES}
    return {**material_config(content), "theme": theme, "markdown_extensions": USUAL_EXTENSIONS}


def plain(options: dict[str, object]) -> dict[str, object]:
    """Leave out what YAML cannot hold, such as a function that makes ids."""
    return {key: value for key, value in options.items() if not callable(value)}


def full_config(content: Path) -> dict[str, object]:
    """Return the same with Material's default navigation."""
    return {**material_config(content), "theme": {"name": "material", "font": False}}


def measure(config: dict[str, object], *, own: bool) -> Cost:
    """Build once in a process of its own and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        command = [sys.executable, "-m", "kbgen" if own else "mkdocs", "build", "--quiet"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        memory = run(command, Path(folder))
        wall = time.monotonic() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        files = [path for path in (Path(folder) / "site").rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        return Cost(cpu, wall, memory, sum(path.stat().st_size for path in files), pages)


def run(command: list[str], folder: Path) -> int:
    """Run a command and return the peak memory of the largest of its processes, in bytes."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, *map(peak_memory, [process.pid, *children(process.pid)]))
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return peak


def children(pid: int) -> list[int]:
    """Return the processes that a running process has started, none where the system does not say."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def peak_memory(pid: int) -> int:
    """Return the peak resident memory of a running process so far, 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
