"""`kbgen serve`: what is saved is shown, the rest follows, and nothing that is saved stops it."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from preview import Preview
from running import CONFIG, read_tree, run_kbgen

PAGES = {"a.md": "# First\n\nOne.\n", "b.md": "# Second\n\nSee [the first](a.md).\n"}


@pytest.fixture
def served(project):
    with Preview(project(PAGES)) as preview:
        preview.wait_for("a/", "One.")
        yield preview


def news_of(preview, enough):
    """Return the first of the news of which something is so."""
    with urllib.request.urlopen(f"{preview.url}.kbgen/news", timeout=60) as answer:  # noqa: S310 - our own
        for line in answer:
            if line.startswith(b"data:") and enough(told := json.loads(line[5:])):
                return told
    pytest.fail("no more news")


def test_saved_page_is_shown_and_a_broken_one_does_not_stop_the_server(served):
    served.write("a.md", "---\ntitle: Oh: no\n---\nTwo.\n")
    served.wait_for("a/", "Two.")
    served.wait_for_log("content/a.md:2:10: error: this is not valid YAML")
    told = news_of(served, lambda told: told["count"])
    assert [(each["url"], each["place"]) for each in told["problems"]] == [("a/", "content/a.md:2:10")]
    (served.folder / "content/a.md").replace(served.folder / "content/c.md")
    served.wait_for("c/", "Two.")
    served.wait_until_gone("a/")


def test_a_page_is_shown_before_the_rest_is_built_and_the_rest_follows(served):
    served.write("a.md", "# Fresh\n\nNew words.\n")
    served.wait_for("a/", "New words.")
    served.wait_for_log("a.md shown in")
    served.wait_for("b/", "Fresh")  # in the navigation of another page
    served.wait_for_log("5 written")


def test_what_is_served_in_the_end_is_what_is_built(served):
    for number in range(3):
        served.write("a.md", f"# First {number}\n\nText {number}.\n")
        served.wait_for("a/", f"Text {number}.")
    served.write("new/d.md", "# Another\n\nFour.\n")
    served.wait_for("new/d/", "Four.")
    served.wait_for_log("new, ")
    (served.folder / "mkdocs.yml").write_text(CONFIG + f"site_url: {served.url}\n", encoding="utf-8")
    served.wait_for_log("for the configuration")
    assert run_kbgen("build", "--no-cache", "--quiet", cwd=served.folder)[0] == 0
    built = read_tree(served.folder / "site")
    folder = next((served.folder / ".kbgen/serve").iterdir()) / "site"
    assert {name for name, content in read_tree(folder).items() if built.get(name) != content} == set()


def test_a_broken_configuration_is_told_and_mended(served):
    (served.folder / "mkdocs.yml").write_text(CONFIG + "nav: [oh: [no\n", encoding="utf-8")
    told = news_of(served, lambda told: told["error"])
    assert "mkdocs.yml" in told["error"]
    assert served.get("a/")[0] == 200
    (served.folder / "mkdocs.yml").write_text(CONFIG.replace("Test", "Mended"), encoding="utf-8")
    served.wait_for("a/", "Mended")
    assert news_of(served, lambda told: not told["error"])["count"] == 0


def test_a_broken_template_is_told_and_mended(project):
    config = CONFIG.replace("name: material", "name: material\n  custom_dir: own")
    folder = project(PAGES, config)
    (folder / "own").mkdir()
    with Preview(folder) as preview:
        preview.wait_for("a/", "One.")
        (folder / "own/article.html").write_text("{% extends 'main.html' %}{% block", encoding="utf-8")
        assert "TemplateSyntaxError" in news_of(preview, lambda told: told["error"])["error"]
        assert "One." in preview.get("a/")[1]
        (folder / "own/article.html").write_text("Own: {{ page.content }}", encoding="utf-8")
        preview.wait_for("a/", "Own: ")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the process is found in /proc")
def test_the_end_of_the_building_process_is_told_and_another_begins(served):
    served.kill_builder()
    assert "has ended" in news_of(served, lambda told: told["error"])["error"]
    served.write("a.md", "# First\n\nAfter that.\n")
    served.wait_for("a/", "After that.")


def test_drafts_are_shown_as_drafts(project):
    folder = project({**PAGES, "later.md": "# Later\n\nSoon.\n"}, CONFIG + "draft_docs: later.md\n")
    with Preview(folder) as preview:
        preview.wait_for("later/", "Soon.")
        assert "DRAFT" in preview.get("later/")[1]
        assert "DRAFT" not in preview.get("a/")[1]


def test_a_site_below_a_path_is_served_there(project):
    folder = project(PAGES, CONFIG + "site_url: https://a.example/help/\n")
    with Preview(folder, mount="help/") as preview:
        preview.wait_for("a/", "One.")
        assert preview.get("a")[0] == 200
        above = preview.url.replace("help/", "")
        with urllib.request.urlopen(above, timeout=30) as answer:  # noqa: S310 - our own server
            assert answer.url == preview.url
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{above}a/", timeout=30)  # noqa: S310 - the same


def test_looking_at_files_instead_of_being_told(project):
    with Preview(project(PAGES), "--poll", "0.2") as preview:
        preview.wait_for("a/", "One.")
        preview.write("a.md", "# First\n\nSeen.\n")
        preview.wait_for("a/", "Seen.")


@pytest.mark.parametrize("path", ["../mkdocs.yml", "%2e%2e/%2e%2e/%2e%2e/mkdocs.yml", ".kbgen/messages.py"])
def test_nothing_but_the_site_is_served(served, path):
    status, text = served.get(path)
    assert status == 404
    assert "docs_dir" not in text


def test_an_address_that_is_taken_is_a_message(project):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        code, _, errors = run_kbgen("serve", "--dev-addr", address, cwd=project(PAGES))
    assert code == 1
    assert f"cannot serve on {address}" in errors
    assert "choose another with --dev-addr" in errors


def test_other_plugins_are_served_as_mkdocs_does(project):
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + 'From a hook.'\n"
    folder = project(PAGES, CONFIG + "hooks: [hook.py]\n")
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    with Preview(folder) as preview:
        preview.wait_for("a/", "From a hook.")
