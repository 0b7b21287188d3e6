"""What files and folders look like, the first time and again: half the work, and the same answer."""

import os

import pytest

from kbgen.site.stamps import look, look_again

FILES = ("index.html", "a/index.html", "a/b/index.html", "a/b/c.js", "d/e/f/index.html")


@pytest.fixture
def site(tmp_path):
    for number, name in enumerate(FILES):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, (1_500_000_000 + number, 1_500_000_000 + number))
    for path in (tmp_path / name for name in look(str(tmp_path)) if name.endswith("/")):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    return tmp_path


def test_files_and_folders_are_told_apart(site):
    found = look(str(site))
    assert {name for name in found if not name.endswith("/")} == set(FILES)
    assert {name for name in found if name.endswith("/")} == {"a/", "a/b/", "d/", "d/e/", "d/e/f/"}


def to_a_link(path):
    path.unlink()
    path.symlink_to("c.js")


CHANGES = {
    "nothing": lambda _: None,
    "a file written": lambda site: (site / "a/b/c.js").write_text("other"),
    "a file at the top written": lambda site: (site / "index.html").write_text("other"),
    "a file removed": lambda site: (site / "a/b/c.js").unlink(),
    "a file at the top removed": lambda site: (site / "index.html").unlink(),
    "a file added": lambda site: (site / "d/e/new.html").write_text("new"),
    "a file added at the top": lambda site: (site / "new.html").write_text("new"),
    "a folder added at the top": lambda site: (site / "new/inside").mkdir(parents=True),
    "a folder removed": lambda site: (site / "d").rename(site / ".d"),
    "a file for a folder": lambda site: ((site / "d").rename(site / "x"), (site / "d").write_text("d")),
    "a folder for a file": lambda site: ((site / "index.html").unlink(), (site / "index.html").mkdir()),
    "a link for a file": lambda site: to_a_link(site / "a/b/index.html"),
    "a folder renamed": lambda site: (site / "a/b").rename(site / "a/g"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_seen_again(site, change):
    known = look(str(site))
    change(site)
    assert look_again(str(site), known) == look(str(site))


def test_folders_that_python_fills_are_passed_over(site):
    (site / "a/__pycache__").mkdir()
    (site / "a/__pycache__/x.pyc").write_text("x")
    known = look(str(site), "__pycache__")
    assert not any("__pycache__" in name for name in known)
    (site / "__pycache__").mkdir()
    assert look_again(str(site), known, "__pycache__").keys() == known.keys()
