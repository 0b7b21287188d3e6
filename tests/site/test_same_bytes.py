"""One content, one site: whichever command builds it, on whichever day, in whichever process."""

import os
import shutil
import subprocess
import sys

from running import read_tree


def build_copy(demo, tmp_path, command, **environment):
    folder = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", *command, "--site-dir", str(folder)],
        cwd=demo,
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    return read_tree(folder)


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_mkdocs_build_gives_the_same_bytes_as_kbgen_build(demo, tmp_path):
    built = build_copy(demo, tmp_path, ["mkdocs", "build"], NO_MKDOCS_2_WARNING="1")
    assert differing(built, read_tree(demo / "site")) == []


def test_a_build_on_another_day_in_another_process_gives_the_same_bytes(demo, tmp_path):
    another_day = {"SOURCE_DATE_EPOCH": "1000000000", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
    built = build_copy(demo, tmp_path, ["kbgen", "build", "--quiet", "--no-cache"], **another_day)
    assert differing(built, read_tree(demo / "site")) == []


def test_one_process_and_three_give_the_same_bytes(demo, tmp_path):
    for jobs in ("1", "3"):
        built = build_copy(demo, tmp_path / jobs, ["kbgen", "build", "--quiet", "--no-cache", "--jobs", jobs])
        assert differing(built, read_tree(demo / "site")) == []


def test_a_site_with_a_header_of_its_own_gives_the_same_bytes_with_either_command(demo, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(demo / "content", folder / "content")
    (folder / "own" / "partials").mkdir(parents=True)
    (folder / "own" / "partials" / "header.html").write_text("<header>This is {{ page.title }}</header>")
    config = (demo / "mkdocs.yml").read_text().replace("name: material", "name: material\n  custom_dir: own")
    (folder / "mkdocs.yml").write_text(config)
    built = build_copy(folder, tmp_path / "kbgen", ["kbgen", "build", "--quiet", "--no-cache"])
    other = build_copy(folder, tmp_path / "mkdocs", ["mkdocs", "build"], NO_MKDOCS_2_WARNING="1")
    assert differing(built, other) == []
    assert (
        b"<header>This is Paper is jammed or not picked up</header>" in built["guides/paper-jam/index.html"]
    )
