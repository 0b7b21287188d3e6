"""Whatever a writer hands in: a message that names file and remedy, the rest built, no traceback."""

import re

import pytest
from running import read_tree, run_kbgen

GOOD = "# Good\n\nThis page is fine.\n"
DEEP = "aliases: " + "[" * 40 + "x" + "]" * 40

BAD_FILES = {
    "broken YAML": (
        "bad.md",
        "---\ntitle: Error: no paper\n---\nText\n",
        "bad.md:2:13: error: this is not valid YAML",
    ),
    "a tab in YAML": (
        "bad.md",
        "---\ntags:\n\t- a\n---\nText\n",
        "bad.md:3:1: error: this is not valid YAML",
    ),
    "an alias that contains itself": (
        "bad.md",
        "---\ntags: &a [*a]\ntitel: x\n---\nText\n",
        "bad.md:3:1: warning",
    ),
    "deep nesting": ("bad.md", f"---\n{DEEP}\n---\nText\n", "bad.md:2:"),
    "a date that does not exist": (
        "bad.md",
        "---\nupdated: 2026-13-45\n---\nText\n",
        "bad.md:2:1: error: 'updated'",
    ),
    "not UTF-8": ("bad.md", b"# Caf\xe9\n", "bad.md:1:6: error: byte 0xe9 is not UTF-8"),
    "UTF-16": ("bad.md", "# Hi\n".encode("utf-16"), "bad.md:1:1: error: byte 0xff is not UTF-8"),
    "an empty file": ("bad.md", "", "bad.md:1:1: error: the file is empty"),
    "a zero byte": ("bad.md", b"Hello \0 there [x](gone.md)\n", "bad.md:1:15: error: the page 'gone.md'"),
    "a page of five megabytes": (
        "bad.md",
        "word " * 1_000_000,
        "bad.md: error: the page has 5.0 MB; split it",
    ),
    "a folder named like a page": (
        "x.md/inner.md",
        GOOD,
        "x.md: error: a folder is named like a page; rename it to 'x'",
    ),
    "a link out of the folder": (
        "bad.md",
        "[x](../../secret.txt)\n",
        "bad.md:1:1: error: the link '../../secret.txt'",
    ),
    "a template of another tool": (
        "bad.md",
        "---\ntemplate: landing\n---\nText\n",
        "bad.md:2:1: error: there is no",
    ),
    "a host key of the wrong kind": (
        "bad.md",
        "---\nhide: 5\ntags: 7\nsearch: no\ntitel: x\n---\nText\n",
        "bad.md:5:1:",
    ),
    "data that is not UTF-8": (
        "_data/specs.yml",
        b"\xff\xfe",
        "_data/specs.yml: error: this file is not UTF-8",
    ),
    "data that is not YAML": ("_data/specs.yml", "families: [", "_data/specs.yml:"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_named_and_the_rest_is_built(project, name):
    uri, text, message = BAD_FILES[name]
    folder = project({"good.md": GOOD, uri: text})
    code, _, errors = run_kbgen("build", cwd=folder)
    assert (code, "Traceback" in errors) == (0, False), errors
    assert f"content/{message}" in errors
    assert "This page is fine." in (folder / "site/good/index.html").read_text(encoding="utf-8")
    assert run_kbgen("check", "--strict", cwd=folder)[0] == 1


def test_strict_build_fails_and_leaves_the_old_site_alone(project):
    folder = project({"good.md": GOOD})
    assert run_kbgen("build", "--strict", cwd=folder)[0] == 0
    before = read_tree(folder / "site")
    (folder / "content/bad.md").write_text("[x](gone.md)", encoding="utf-8")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 1
    assert "content/bad.md:1:1: error: the page 'gone.md' does not exist" in errors
    assert "Traceback" not in errors
    assert read_tree(folder / "site") == before
    assert [path.name for path in folder.iterdir() if "kbgen-" in path.name] == []


def test_broken_front_matter_is_not_printed_on_the_page(project):
    folder = project({"bad.md": "---\ntitle: Error: no paper\nsecret: 1\n---\nThe text.\n"})
    run_kbgen("build", cwd=folder)
    html = (folder / "site/bad/index.html").read_text(encoding="utf-8")
    assert "The text." in html
    assert "secret" not in html


def test_first_line_like_metadata_stays_text(project):
    folder = project({"a.md": "Note: keep this line.\n\nMore.\n"})
    run_kbgen("build", cwd=folder)
    assert "Note: keep this line." in (folder / "site/a/index.html").read_text(encoding="utf-8")


def test_names_with_spaces_and_other_scripts_are_published(project):
    names = {
        "Store Support/Track an order.md": GOOD,
        "日本語/プリンター.md": GOOD,
        "a.md": "[x](<Store Support/Track an order.md>)\n",
    }
    folder = project(names)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    assert (folder / "site/Store Support/Track an order/index.html").exists()
    assert (folder / "site/日本語/プリンター/index.html").exists()
    assert 'href="../Store%20Support/Track%20an%20order/"' in (folder / "site/a/index.html").read_text(
        encoding="utf-8"
    )


def test_script_in_titles_and_values_stays_text(project):
    evil = "<script>alert(1)</script>"
    front = f"---\ntitle: 'T {evil}'\ndescription: 'D {evil}'\nsymptoms: ['S {evil}']\n"
    front += f"owner: 'O {evil}'\n---\nText\n"
    maker = f"---\ntype: manufacturer\nname: 'M {evil}'\nsite: 'https://x.example/\"{evil}'\n"
    maker += f"country: '{evil}'\n---\n"
    faq = f"---\ntype: faq\ntitle: 'F {evil}'\n---\n## Q? {{#q}}\nA\n"
    folder = project(
        {"a.md": front, "manufacturers/m.md": maker, "faq/f.md": faq},
    )
    run_kbgen("build", cwd=folder)
    pages = list((folder / "site").rglob("*.html"))
    assert len(pages) > 6
    for page in pages:
        assert not re.search(r"<script>alert", page.read_text(encoding="utf-8")), page


def test_symlink_loop_is_named_and_not_followed(project):
    folder = project({"good.md": GOOD, "sub/inner.md": GOOD})
    (folder / "content/sub/loop").symlink_to("..")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 0, errors
    assert "content/sub/loop: error: this link leads back to a folder that contains it" in errors
    assert not (folder / "site/sub/loop").exists()
    assert (folder / "site/sub/inner/index.html").exists()


def test_two_symlink_loops_do_not_hang_the_build(project):
    folder = project({"good.md": GOOD})
    (folder / "content/one").symlink_to(".")
    (folder / "content/two").symlink_to(".")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 0, errors
    assert (folder / "site/good/index.html").exists()


def test_broken_symlink_is_named(project):
    folder = project({"good.md": GOOD})
    (folder / "content/gone.md").symlink_to("nowhere.md")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 0, errors
    assert "content/gone.md: error: this link leads to nothing" in errors


def test_a_page_without_a_word_and_a_site_without_one_are_built(project):
    folder = project({"a.md": "# !!!\n"})
    assert run_kbgen("build", "--strict", cwd=folder)[0] == 0
    (folder / "content/b.md").write_text(GOOD, encoding="utf-8")
    assert run_kbgen("build", "--strict", cwd=folder)[0] == 0
    assert "Good" in run_kbgen("search", "fine", cwd=folder)[1]


def test_a_folder_that_holds_something_else_is_not_replaced(project):
    folder = project({"good.md": GOOD})
    (folder / "precious").mkdir()
    (folder / "precious/thesis.txt").write_text("years of work", encoding="utf-8")
    code, _, errors = run_kbgen("build", "--site-dir", "precious", cwd=folder)
    assert code == 1
    assert "files in it that are no site" in errors
    assert (folder / "precious/thesis.txt").exists()


def test_dot_files_of_a_site_folder_are_kept_and_a_linked_folder_stays_linked(project):
    folder = project({"good.md": GOOD})
    (folder / "real").mkdir()
    (folder / "real/.git").write_text("gitdir: elsewhere", encoding="utf-8")
    (folder / "site").symlink_to("real")
    for _ in range(2):
        assert run_kbgen("build", cwd=folder)[0] == 0
    assert (folder / "site").is_symlink()
    assert (folder / "real/.git").read_text(encoding="utf-8") == "gitdir: elsewhere"
    assert (folder / "real/good/index.html").exists()
    assert [path.name for path in folder.iterdir() if "kbgen-" in path.name] == []


def test_missing_content_folder_is_a_message(project):
    folder = project({})
    (folder / "content").rmdir()
    for command in ("build", "check"):
        code, _, errors = run_kbgen(command, cwd=folder)
        assert code == 1
        assert "Traceback" not in errors
        assert "docs_dir" in errors
        assert "content" in errors


def test_missing_configuration_is_a_message(tmp_path):
    code, _, errors = run_kbgen("build", cwd=tmp_path)
    assert code == 1
    assert "mkdocs.yml" in errors
    assert "Traceback" not in errors


def test_site_folder_that_cannot_be_written_is_a_message(project):
    folder = project({"good.md": GOOD})
    (folder / "blocked").write_text("a file", encoding="utf-8")
    code, _, errors = run_kbgen("build", "--site-dir", "blocked/site", cwd=folder)
    assert code == 1
    assert "cannot write" in errors
    assert "blocked/site" in errors
    assert "Traceback" not in errors


def test_configuration_without_the_plugin_is_a_message(project):
    folder = project({"good.md": GOOD}, "site_name: T\ndocs_dir: content\ntheme:\n  name: material\n")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 1
    assert "plugins:\n  - kbgen" in errors


def test_another_theme_is_a_message(project):
    folder = project({"good.md": GOOD}, "site_name: T\ndocs_dir: content\nplugins: [kbgen]\n")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 1
    assert "theme: {name: material}" in errors
    assert "Traceback" not in errors


def test_wrong_use_exits_with_two(project):
    folder = project({"good.md": GOOD})
    assert run_kbgen("search", cwd=folder)[0] == 2
    assert run_kbgen("biuld", cwd=folder)[0] == 2
