"""What it costs to build where there is no fork: processes started anew, a Dask cluster, beside forked ones.

    python tests/bench/cluster.py CONTENT [--workers 2] [--rounds 3]

Builds are run in turn, so that a busy machine slows all; trust the ratios. CPU is user + system time: of the
build's own processes, and of the workers while they work on it. Bytes are what is sent between processes.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import yaml
from build import kbgen_config

from kbgen.site.build import open_config
from kbgen.site.driver import CONVERTING, WRITING, prepare
from kbgen.site.elsewhere.archive import Archive, pack_archive
from kbgen.site.elsewhere.runtime import runtime
from kbgen.site.elsewhere.sources import prepare_site
from kbgen.site.workers import tasks_of

SPAWNED = Path(__file__).parents[1] / "site" / "spawned_build.py"


def main() -> None:
    """Print what is sent, and what builds take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path, help="folder of Markdown")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind; the median counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "mkdocs.yml"
        config.write_text(yaml.safe_dump(kbgen_config(options.content.absolute())), encoding="utf-8")
        print_bytes(config)
        print_times(config, options.workers, options.rounds)


def print_bytes(config_file: Path) -> None:
    """Do all tasks in this process, and print how large what would be sent is."""
    config = open_config(str(config_file))
    started = time.process_time()
    packed = pack_archive(config)
    packing = time.process_time() - started
    archive = Archive("bench", packed, prepare, runtime(), tempfile.gettempdir)
    started = time.process_time()
    there = archive.site()
    preparing = time.process_time() - started
    site = prepare_site(config, prepare)
    sent, back = stage_bytes(site, there)
    print(
        f"| sources of {len(site.pages):,} pages | packed in {packing:.2f} s | {len(packed) / 1e6:.2f} MB |"
    )
    print(f"| prepared by a worker | {preparing:.2f} s | |")
    print(f"| sent once to each worker besides | | {sent[0] / 1e6:.2f} MB |")
    print(f"| sent with each page | | {sent[1] / len(site.pages) / 1e3:.1f} KB |")
    print(f"| sent back for each page | | {back / len(site.pages) / 1e3:.1f} KB |")


def stage_bytes(site: object, there: object) -> tuple[tuple[int, int], int]:
    """Return the bytes sent once, those sent with tasks, and those sent back."""
    tasks = tasks_of((uri, site.plugin.size_of(uri)) for uri in site.pages)
    with_tasks = back = 0
    nothing = Sent("nothing", None)
    for task in tasks:
        found, files = there.do(CONVERTING, nothing, None, task)
        back += size((found, files))
        for uri, converted in zip(task, found, strict=True):
            vars(site.pages[uri]).update(converted.values)
            site.plugin.documents[uri] = converted.documents
    site.config.plugins.on_env(site.env, config=site.config, files=site.files)
    shared = Sent("found", WRITING.shared(site))
    for task in tasks:
        needs = WRITING.needs(site, task)
        with_tasks += size(needs)
        back += size(there.do(WRITING, shared, needs, task))
    return (size(shared.value()), with_tasks), back


class Sent:
    """A value that all tasks share."""

    def __init__(self, key: str, value: object) -> None:
        """Take the value."""
        self.key, self._value = key, value

    def value(self) -> object:
        """Return it."""
        return self._value


def size(value: object) -> int:
    """Return how many bytes a value is, sent."""
    return len(pickle.dumps(value))


def print_times(config: Path, workers: int, rounds: int) -> None:
    """Build in turn with forked processes and with a cluster, and print what each took."""
    import dask
    from distributed import LocalCluster

    dask.config.set({"distributed.logging.distributed": "error"})
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as cluster:
        kbgen = [sys.executable, "-m", "kbgen", "build", "--quiet"]
        ways = {
            "one process": [*kbgen, "--jobs", "1"],
            f"{workers} forked processes": [*kbgen, "--jobs", str(workers)],
            f"{workers} started processes": [sys.executable, str(SPAWNED), "site", "1", str(workers)],
            f"a cluster of {workers} workers": [*kbgen, "--scheduler", cluster.scheduler_address],
        }
        taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for at in range(rounds + 1):
            for name, command in ways.items():
                cost = measure(config.parent, command)
                if at:  # the first one wakes everything up
                    taken[name].append(cost)
        for name, costs in taken.items():
            own, others, wall = sorted(costs, key=lambda cost: cost[0] + cost[1])[len(costs) // 2]
            print(f"| {name} | {own:.1f} | {others:.1f} | {wall:.1f} |")


def measure(folder: Path, command: list[str]) -> tuple[float, float, float]:
    """Build once; returns CPU seconds of the build, of this process and the workers, and seconds."""
    others = [psutil.Process(), *psutil.Process().children(recursive=True)]
    before, own = cpu_of(others), resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime
    return cpu, cpu_of(others) - before, wall


def cpu_of(processes: list[psutil.Process]) -> float:
    """Return the CPU seconds that processes have used."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


if __name__ == "__main__":
    main()
