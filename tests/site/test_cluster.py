"""A build with a Dask cluster: the same bytes, and messages where the cluster is not what it should be."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import CONFIG, ROOT, read_tree, run_kbgen

from kbgen.cli import main

HERE = Path(__file__).parent
OBEYED = CONFIG + "markdown_extensions: [obeyed]\n"


@contextmanager
def local_cluster(workers, *paths):
    """Run a cluster whose processes find packages in folders first; yields its address."""
    command = [sys.executable, str(HERE / "local_cluster.py"), str(workers)]
    there = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*map(str, paths), os.environ.get("PYTHONPATH", "")]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, env=there, **pipes) as running:
        yield running.stdout.readline().strip()
        running.stdin.close()


@pytest.fixture(scope="module")
def scheduler():
    with local_cluster(2, HERE) as address:
        yield address


@pytest.fixture(autouse=True)
def _obeyed(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]))


def build(folder, scheduler, *more):
    """Build with a cluster; returns exit code and what was said."""
    code, _, said = run_kbgen("build", "--quiet", "--no-cache", "--scheduler", scheduler, *more, cwd=folder)
    return code, said


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_a_cluster_gives_the_same_bytes(demo, scheduler, tmp_path):
    code, said = build(demo, scheduler, "--strict", "--site-dir", tmp_path / "site")
    assert (code, said) == (0, "")
    assert differing(read_tree(tmp_path / "site"), read_tree(demo / "site")) == []


OWN_MAIN = """{% extends "article.html" %}{% block content %}
{% for item in nav.pages %}{{ item.title }} {{ item.content | length }} {{ item.toc | length }}{% endfor %}
Built {{ build_date_utc }} for {{ config.extra.whom }} {{ super() }}{% endblock %}"""


def test_templates_of_the_site_s_own_see_all_pages_and_the_environment(
    project, scheduler, tmp_path, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("WHOM", "whoever")
    config = CONFIG.replace("name: material", "name: material\n  custom_dir: own")
    pages = {f"page-{at}.md": f"# Page {at}\n\n## Part\n\n{'Text. ' * at}\n" for at in range(60)}
    pages["own.md"] = "---\ntemplate: own.html\n---\n# Own\n"
    folder = project(pages, f"{config}extra:\n  whom: !ENV WHOM\n")
    (folder / "own").mkdir()
    (folder / "own" / "own.html").write_text(OWN_MAIN, encoding="utf-8")
    assert run_kbgen("build", "--jobs", 1, "--site-dir", "one", cwd=folder)[0] == 0
    assert build(folder, scheduler, "--site-dir", "other") == (0, "")
    assert differing(read_tree(folder / "one"), read_tree(folder / "other")) == []
    assert "Page 59 " in (seen := (folder / "other/own/index.html").read_text(encoding="utf-8"))
    assert "Built 2001-09-09" in seen
    assert "for whoever" in seen


def test_warnings_come_in_the_order_of_pages_and_make_strict_builds_fail(project, scheduler):
    pages = {f"page-{at:03}.md": f"# Page {at}\n\nwarn: page {at} is odd.\n" for at in range(130)}
    folder = project(pages, OBEYED)
    code, said = build(folder, scheduler, "--strict")
    assert code == 1
    told = [line for line in said.splitlines() if "is odd" in line]
    assert [int(line.split()[-3]) for line in told] == list(range(130))
    assert not (folder / "site").exists()


def write_deadly(project, tmp_path, deaths):
    (tmp_path / "dead").mkdir()
    pages = {f"page-{at}.md": f"# Page {at}\n" for at in range(100)}
    pages["deadly.md"] = f"# Deadly\n\ndie: {deaths} {tmp_path}/dead\n"
    return project(pages, OBEYED)


def test_pages_of_a_worker_that_is_killed_are_made_by_another(project, scheduler, tmp_path):
    folder = write_deadly(project, tmp_path, deaths=1)
    assert build(folder, scheduler) == (0, "")
    assert len(list((tmp_path / "dead").iterdir())) == 1
    assert len(list((folder / "site").glob("page-*/index.html"))) == 100


def test_pages_that_kill_every_worker_end_the_build_and_leave_the_old_site(project, scheduler, tmp_path):
    folder = write_deadly(project, tmp_path, deaths=9)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old")
    code, said = build(folder, scheduler)
    assert code == 1
    assert "died while they made the same pages; have they memory enough?" in said
    assert read_tree(folder / "site") == {"index.html": b"old"}
    assert [path.name for path in folder.iterdir() if "kbgen" in path.name] == []


def test_workers_that_run_another_kbgen_are_refused(project, tmp_path):
    shutil.copytree(ROOT / "kbgen", tmp_path / "other" / "kbgen")
    (tmp_path / "other" / "theme").symlink_to(ROOT / "theme")
    with (tmp_path / "other" / "kbgen" / "pages" / "facts.py").open("a") as file:
        file.write("# changed\n")
    folder = project({"page.md": "# Page\n"})
    with local_cluster(1, tmp_path / "other") as scheduler:
        code, said = build(folder, scheduler)
    assert code == 1
    assert "runs kbgen " in said
    assert "install the same version on all machines" in said
    assert not (folder / "site").exists()


def test_a_cluster_without_this_kbgen_is_refused(project, tmp_path):
    shutil.copytree(ROOT / "kbgen", tmp_path / "old" / "kbgen")
    shutil.rmtree(tmp_path / "old" / "kbgen" / "site" / "elsewhere")
    with local_cluster(1, tmp_path / "old") as scheduler:
        code, said = build(project({"page.md": "# Page\n"}), scheduler)
    assert code == 1
    assert "scheduler and workers need kbgen " in said


def test_clusters_that_nobody_finds_are_messages_with_a_remedy(project, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    folder = project({"page.md": "# Page\n"})
    command = [sys.executable, "-m", "kbgen", "build", "--site-dir"]
    with local_cluster(0) as empty:
        waiting = [
            subprocess.Popen(
                [*command, f"site-{at}", "--scheduler", address],
                cwd=folder,
                stderr=subprocess.PIPE,
                text=True,
            )
            for at, address in enumerate([empty, "tcp://127.0.0.1:1"])
        ]
        said = [each.communicate()[1] for each in waiting]
    assert [each.returncode for each in waiting] == [1, 1]
    assert f"has no workers; start some: dask worker {empty}" in said[0]
    assert "cannot reach the Dask scheduler at tcp://127.0.0.1:1: Timed out" in said[1]
    assert "is it running, and is the address right?" in said[1]


def test_processes_of_this_machine_and_a_cluster_exclude_each_other():
    called = CliRunner().invoke(main, ["build", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"])
    assert called.exit_code == 2
