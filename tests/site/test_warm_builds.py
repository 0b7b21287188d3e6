"""A build that takes from the one before makes the same bytes as one that makes everything."""

import os
import random

import pytest
from edits import Writer, copy_without_cache
from running import CONFIG, read_tree

from kbgen.site.build import build_site, open_config
from kbgen.site.starter import write_starter

STEPS = int(os.environ.get("KBGEN_EDITS", "12"))
"""Edits of each writer; `tests/bench` says how to have more."""


def built(project):
    """Build a project as it stands; returns its files and what was wrong with it."""
    found = build_site(open_config(str(project / "mkdocs.yml")), jobs=1)
    problems = [(problem.line, problem.code, problem.message) for problem in found.diagnostics]
    return {name: data for name, data in read_tree(project / "site").items() if name[0] != "."}, problems


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    write_starter(folder, minimal=True)
    (folder / "mkdocs.yml").write_text(CONFIG)
    for path in folder.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    return folder


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_warm_builds_give_the_bytes_of_cold_ones(seed, project, tmp_path):
    writer = Writer(project, random.Random(seed))  # noqa: S311 - edits, no secrets
    built(project)
    done = []
    for _ in range(STEPS):
        done.append(writer.edit())
        copy_without_cache(project, tmp_path / "cold")
        files, problems = built(project)
        expected, told = built(tmp_path / "cold")
        names = files.keys() | expected.keys()
        assert [name for name in sorted(names) if files.get(name) != expected.get(name)] == [], done
        assert problems == told, done
