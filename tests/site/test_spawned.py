"""Where processes cannot be forked, as on macOS and Windows, others do the same: tried by not forking."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import CONFIG, read_tree

HERE = Path(__file__).parent
OBEYED = CONFIG + "markdown_extensions: [obeyed]\n"


@pytest.fixture(autouse=True)
def _obeyed(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]))


def build(folder, site, pages):
    """Build without forking, shared out from so many pages on; returns exit code, words and process."""
    command = [sys.executable, str(HERE / "spawned_build.py"), str(site), str(pages)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr, int(done.stdout)


def test_spawned_processes_give_the_same_bytes(demo, tmp_path):
    assert build(demo, tmp_path / "site", 1)[:2] == (0, "")
    built, expected = read_tree(tmp_path / "site"), read_tree(demo / "site")
    assert sorted(name for name in built.keys() | expected if built.get(name) != expected.get(name)) == []


@pytest.mark.parametrize(("least", "shared"), [(120, True), (121, False)])
def test_large_sites_are_shared_out_and_warnings_come_in_the_order_of_pages(project, tmp_path, least, shared):
    (tmp_path / "pids").mkdir()
    orders = [f"# Page {at}\n\npid: {tmp_path}/pids\nwarn: page {at} is odd.\n" for at in range(120)]
    folder = project({f"page-{at:03}.md": text for at, text in enumerate(orders)}, OBEYED)
    code, said, first = build(folder, "site", least)
    assert code == 0
    assert [int(line.split()[-3]) for line in said.splitlines() if "is odd" in line] == list(range(120))
    assert (tmp_path / "pids" / str(first)).exists() != shared
    assert len(list((folder / "site").glob("page-*/index.html"))) == 120


def test_a_process_that_is_killed_is_a_message_with_a_remedy(project, tmp_path):
    (tmp_path / "dead").mkdir()
    pages = {f"page-{at}.md": f"# Page {at}\n\ndie: 9 {tmp_path}/dead\n" for at in range(90)}
    code, said, _ = build(folder := project(pages, OBEYED), "site", 1)
    assert code == 1
    assert "kbgen build --jobs 1" in said
    assert not (folder / "site").exists()
