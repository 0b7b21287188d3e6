"""The site folder holds a whole site at any moment: the old one or the new one."""

import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest
from click import ClickException
from running import read_tree, run_kbgen

from kbgen.site import site_folder
from kbgen.site.exchange import exchange

PAGES = 30


def write_version(project, version):
    pages = {f"page-{at}.md": f"# Page {at}\n\nVersion {version}.\n" for at in range(PAGES)}
    return project(pages)


def version_of(site):
    """Return the one version that all pages of a site are of."""
    pages = [page.read_text(encoding="utf-8") for page in site.glob("page-*/index.html")]
    assert len(pages) == PAGES
    assert (site / "sitemap.xml").exists()
    (version,) = {page.partition("<p>Version ")[2][:1] for page in pages}
    return version


def start_build(folder):
    command = [sys.executable, "-m", "kbgen", "build", "--quiet"]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True)


def test_folders_change_places_in_one_step(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name)
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one/who").read_text() == "other"
    assert (tmp_path / "other/who").read_text() == "one"
    assert not exchange(tmp_path / "one", tmp_path / "nothing")


def test_whoever_reads_during_a_build_sees_one_whole_site(project):
    folder = write_version(project, 1)
    assert run_kbgen("build", cwd=folder)[0] == 0
    write_version(project, 2)
    build, seen = start_build(folder), []
    while build.poll() is None:
        page = (folder / "site/page-7/index.html").read_text(encoding="utf-8")
        seen.append(page.partition("<p>Version ")[2][:1])
    assert build.returncode == 0
    assert seen == sorted(seen)
    assert set(seen) <= {"1", "2"}
    assert version_of(folder / "site") == "2"


@pytest.mark.parametrize("seed", range(4))
def test_after_a_kill_at_any_moment_there_is_one_whole_site_and_the_next_build_clears_up(project, seed):
    chance = random.Random(seed)  # noqa: S311 - moments to try
    folder = write_version(project, 1)
    assert run_kbgen("build", cwd=folder)[0] == 0
    write_version(project, 2)
    started = time.monotonic()
    assert start_build(folder).wait() == 0
    needed = time.monotonic() - started
    write_version(project, 3)
    build = start_build(folder)
    time.sleep(needed * chance.uniform(0.4, 1.0))
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert version_of(folder / "site") in {"2", "3"}
    assert run_kbgen("build", cwd=folder)[0] == 0
    assert version_of(folder / "site") == "3"
    assert [path.name for path in folder.iterdir() if "kbgen-" in path.name] == []


def test_two_builds_at_once_do_not_mix(project):
    folder = write_version(project, 1)
    builds = [start_build(folder) for _ in range(3)]
    assert [build.wait() for build in builds] == [0, 0, 0]
    alone = read_tree(folder / "site")
    assert run_kbgen("build", cwd=folder)[0] == 0
    assert read_tree(folder / "site") == alone
    assert [path.name for path in folder.iterdir() if "kbgen-" in path.name] == []


def test_a_site_that_a_killed_build_took_away_is_put_back(tmp_path, monkeypatch):
    monkeypatch.setattr(site_folder, "exchange", lambda *_: False)
    site = tmp_path / "site"
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = tmp_path / f"{site_folder._prefix(site)}{gone.pid}-old"  # noqa: SLF001 - as it would have been left
    left.mkdir()
    (left / "index.html").write_text("old")
    with site_folder.new_folder_beside(site) as new:
        assert (site / "index.html").read_text() == "old"
        (new / "index.html").write_text("new")
        site_folder.replace_folder(site, new)
    assert read_tree(tmp_path) == {"site/index.html": b"new"}


def test_folders_of_other_hosts_and_of_running_builds_stay(tmp_path):
    site = tmp_path / "site"
    others = [f".site.kbgen-abcdef-{os.getpid()}", f"{site_folder._prefix(site)}{os.getppid()}"]  # noqa: SLF001
    for name in others:
        (tmp_path / name).mkdir()
    with site_folder.new_folder_beside(site):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def build_with_room(folder, size, *options):
    """Build where no file may be longer than a size, in bytes."""

    def fill_up():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "kbgen", "build", *options]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=fill_up
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_room_is_a_message_and_leaves_the_old_site(project, jobs):
    folder = write_version(project, 1)
    assert run_kbgen("build", cwd=folder)[0] == 0
    write_version(project, 2)
    done = build_with_room(folder, 5_000, "--jobs", jobs)
    assert done.returncode == 1
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr
    assert version_of(folder / "site") == "1"


def test_no_room_for_the_cache_does_not_keep_a_site_from_being_built(project):
    folder = write_version(project, 1)
    assert run_kbgen("build", cwd=folder)[0] == 0
    write_version(project, 2)
    done = build_with_room(folder, 20_000)
    assert done.returncode == 0, done.stderr
    assert "the cache cannot be written" in done.stderr
    assert version_of(folder / "site") == "2"
    write_version(project, 3)
    assert run_kbgen("build", cwd=folder)[0] == 0
    assert version_of(folder / "site") == "3"


def test_an_error_of_something_else_is_not_told_as_one_of_the_site_folder(tmp_path):
    site, new = tmp_path / "site", tmp_path / "new"
    with (
        pytest.raises(FileNotFoundError),
        site_folder.no_traceback_below(site, new),
    ):
        (tmp_path / "other").read_text()
    with pytest.raises(ClickException), site_folder.no_traceback_below(site, new):
        (new / "other").write_text("")
