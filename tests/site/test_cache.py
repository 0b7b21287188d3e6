"""What a build keeps for the next: used when nothing has changed, told of, never trusted too far."""

import os
import shutil
import sqlite3
import time

import pytest
from running import CONFIG, read_tree, run_kbgen

from kbgen.site.cache.outputs import Output, Outputs
from kbgen.site.stamps import look

PAGES = {
    "index.md": "# Home\n\n[Paper](faq/paper.md)\n",
    "faq/paper.md": "---\ntitle: Paper\n---\n# Paper\n\nAny paper. [Ink](../ink.md#colours)\n",
    "ink.md": "# Ink\n\n## Colours\n\nFour inks. [Nowhere](gone.md)\n",
}


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    for name, text in {
        "mkdocs.yml": CONFIG,
        **{f"content/{name}": text for name, text in PAGES.items()},
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        os.utime(folder / name, (1_500_000_000, 1_500_000_000))
    return folder


def build(project, *options):
    code, _, said = run_kbgen("build", *options, cwd=project)
    assert code == 0, said
    return said


def change(project, name, text):
    (project / name).write_text(text)
    os.utime(project / name, (1_500_000_100, 1_500_000_100))


def cache_of(project):
    return project / ".kbgen/cache/mkdocs.yml.sqlite"


def test_a_build_with_nothing_to_do_says_so_and_repeats_the_problems(project):
    first = build(project)
    assert "gone.md" in first
    second = build(project)
    assert "nothing has changed: " in second
    assert "gone.md" in second
    assert "nothing has changed" not in build(project, "--no-cache")


@pytest.mark.parametrize(
    "name", ["content/ink.md", "content/new.md", "content/picture.svg", "mkdocs.yml", "site/ink/index.html"]
)
def test_any_change_is_noticed(project, name):
    build(project)
    before = read_tree(project / "site")
    old = (project / name).read_text() if (project / name).exists() else ""
    change(project, name, f"{old}\n\n")
    assert "nothing has changed" not in build(project)
    assert (read_tree(project / "site") == before) == (name not in {"content/new.md", "content/picture.svg"})


def test_what_is_missing_in_the_site_folder_comes_back_and_what_is_strange_goes(project):
    build(project)
    before = read_tree(project / "site")
    (project / "site/ink/index.html").unlink()
    (project / "site/ink/strange.html").write_text("?")
    build(project)
    assert read_tree(project / "site") == before


def test_only_pages_that_a_change_concerns_are_written(project):
    build(project)
    paper = project / "site/faq/paper/index.html"
    before = paper.stat().st_ino
    change(project, "content/ink.md", PAGES["ink.md"] + "\nBlack.\n")
    assert "(1 written: 1 for its text)" in build(project)
    assert paper.stat().st_ino == before, "it is the same file"


def test_the_reason_for_writing_a_page_is_told(project):
    build(project)
    change(project, "content/ink.md", PAGES["ink.md"].replace("## Colours", "## Colours and black"))
    said = build(project, "--explain-rebuild", "faq/paper.md")
    assert "faq/paper.md is as it was" in said
    change(project, "content/ink.md", "---\nupdated: 2026-01-31\n---\n" + PAGES["ink.md"])
    said = build(project, "--explain-rebuild", "ink.md")
    told = said.splitlines()[-1]
    assert told.startswith("ink.md was written, for this has changed: ")
    assert "; its text; " in told
    code, _, said = run_kbgen("build", "--explain-rebuild", "faq/papre.md", cwd=project)
    assert code == 2
    assert "did you mean 'faq/paper.md'?" in said


@pytest.mark.parametrize("damage", [b"", b"This is no cache", None])
def test_a_damaged_cache_is_named_and_made_anew(project, damage):
    build(project)
    before = read_tree(project / "site")
    cache = cache_of(project)
    if damage is None:  # one value is another than was written
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE kept SET value = CAST('[]' AS BLOB) WHERE kind = 'read'")
    else:
        cache.write_bytes(damage)
    change(project, "content/index.md", PAGES["index.md"])
    said = build(project)
    assert ("the cache is damaged" in said and str(cache) in said) or damage == b""
    assert read_tree(project / "site") == before
    change(project, "content/ink.md", PAGES["ink.md"] + "\nBlack.\n")
    assert "(1 written" in build(project)


def test_the_cache_of_another_site_changes_nothing(project, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(project, other)
    change(other, "content/ink.md", "# Ink\n\nOther ink.\n")
    build(other)
    build(project)
    before = read_tree(project / "site")
    shutil.copy(cache_of(other), cache_of(project))
    build(project)
    assert read_tree(project / "site") == before


def test_a_cache_that_cannot_be_written_is_told_of_and_the_site_is_there(project):
    project.joinpath(".kbgen").write_text("a file in the place of the folder")
    said = build(project)
    assert ".kbgen" in said
    assert (project / "site/index.html").exists()


def test_the_cache_forgets_pages_that_are_gone(project):
    build(project)
    (project / "content/ink.md").unlink()
    build(project)
    with sqlite3.connect(cache_of(project)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM kept")}
    assert "faq/paper.md" in names
    assert "ink.md" not in names


def test_a_folder_that_is_called_by_a_digest_keeps_its_files_under_another_name(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    (new / "search/one").mkdir(parents=True)
    (new / "search/one/same.js").write_text("same", encoding="utf-8")
    (new / "search/one/other.js").write_text("other", encoding="utf-8")
    known = {name: Output(stamp, name.rpartition("/")[2]) for name, stamp in look(str(new)).items()}
    outputs = Outputs(old, new)
    outputs.begin({}, known, 1)
    outputs.look()
    outputs.rename("search", "two")
    assert outputs.take("search/two/same.js", "same.js")
    assert not outputs.take("search/two/other.js", "another")
    outputs.write("search/two/other.js", "another", b"another")
    outputs.finish()
    assert read_tree(new) == {"search/two/other.js": b"another", "search/two/same.js": b"same"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_of_which_nobody_knows_what_it_holds_gets_the_files_of_the_published_one(tmp_path, jobs):
    old, new = tmp_path / "old", tmp_path / "new"
    for name in ("old/a/one", "old/b/two", "old/three", "new/a", "new/b/two", "new/three/four", "new/five"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    known = {name: Output(stamp, name) for name, stamp in look(str(old)).items()}
    outputs, published = Outputs(old, new), read_tree(old)
    outputs.begin(known, {}, jobs)
    outputs.look()
    assert [name for name in published if outputs.take(name, name)] == list(published)
    outputs.finish()
    assert read_tree(new) == read_tree(old) == published
    assert {path.name for path in new.iterdir()} == {"a", "b", "three"}, "and no folder of before"
    assert (new / "a/one").samefile(old / "a/one")


def test_a_file_that_had_only_just_been_written_is_no_other_when_time_has_passed(project):
    picture, published = project / "content/picture.svg", project / "site/picture.svg"
    picture.write_text("<svg/>")
    os.utime(picture, (time.time() + 60, time.time() + 60))  # new, however slow the build
    build(project)
    node = published.stat().st_ino
    os.utime(picture, (1_600_000_000, 1_600_000_000))
    build(project)
    assert published.stat().st_ino == node, "it is the same file"
    change(project, "content/picture.svg", "<SVG/>")
    build(project)
    assert published.read_text() == "<SVG/>"
