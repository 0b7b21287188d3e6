"""What stands around the text of a page stays small, and does not grow with the site."""

import gzip
import json
import re
import sys
from pathlib import Path

import material
import pytest
from running import CONFIG, run_kbgen

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "bench"))

from weight import weigh, weights  # noqa: E402 - the benchmark's own measure

RAW, PACKED = 22 * 1024, 5 * 1000
"""Bytes beyond the article, and the same with gzip."""
ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


def test_no_page_of_the_demonstration_carries_more_than_that(demo):
    found = dict(weights(demo / "site"))
    assert len(found) > 100
    assert {name: each for name, each in found.items() if each.raw > RAW or each.packed > PACKED} == {}


def test_nor_does_a_page_deep_in_a_site_of_large_folders(project):
    long = "How the thing number {} is set up, and what helps where that has not worked"
    files = {f"a/b/c/page-{at}.md": f"# {long.format(at)}\n\n## One\n\n## Two\n" for at in range(90)}
    files |= {f"a/b/part-{at}/index.md": f"# {long.format(at)}\n" for at in range(90)}
    files |= {f"a/part-{at}/index.md": f"# {long.format(at)}\n" for at in range(90)}
    folder = project(files)
    assert run_kbgen("build", cwd=folder)[0] == 0
    weight = weigh((folder / "site/a/b/c/page-45/index.html").read_text(encoding="utf-8"))
    assert weight.raw <= RAW
    assert weight.packed <= PACKED


def test_what_is_the_same_on_every_page_comes_once(demo):
    site = demo / "site"
    script = (site / "js/site.js").read_text(encoding="utf-8")
    labels = json.loads(re.search(r"labels: ({.*}),\n", script)[1])
    assert labels["one"] == "1 result"
    assert "data-labels" not in (site / "search/index.html").read_text(encoding="utf-8")
    styles = (site / "css/site.css").read_text(encoding="utf-8")
    for name in ("kb", "kb-frame", "search"):
        assert (site / f"css/{name}.css").read_text(encoding="utf-8").strip() in styles
    assert len(gzip.compress(script.encode(), 9)) < 1500


def test_icons_that_the_style_sheet_draws_are_materials_own():
    styles = (ROOT / "theme/static/css/kb-frame.css").read_text(encoding="utf-8")
    listed = re.search(
        r"if name in (\[.*?\])", (ROOT / "theme/templates/kb/icons.html").read_text(encoding="utf-8")
    )
    names = [name.removeprefix("material/") for name in json.loads(listed[1])]
    drawn = dict(re.findall(r"\.kb-drawn--([\w-]+) {\n  --kb-drawn: url\('data:[^,]*,(.*)'\);", styles))
    assert drawn == {name: (ICONS / f"{name}.svg").read_text(encoding="utf-8").strip() for name in names}


@pytest.mark.parametrize("icon", ["material/star", "material/menu"])
def test_a_site_may_choose_icons_and_logo_of_its_own(project, icon):
    own = CONFIG.replace("name: material", f"name: material\n  icon: {{logo: {icon}, menu: {icon}}}")
    folder = project({"index.md": "# Home\n"}, own)
    assert run_kbgen("build", cwd=folder)[0] == 0
    header = (folder / "site/index.html").read_text(encoding="utf-8").partition("</header>")[0]
    shape = (ICONS / f"{icon.removeprefix('material/')}.svg").read_text(encoding="utf-8").strip()
    assert header.count(shape) == (2 if icon == "material/star" else 0)
    assert header.count("kb-drawn--menu") == (0 if icon == "material/star" else 2)


def test_indents_go_around_the_article_and_stay_in_it(project):
    folder = project({"one.md": '# One\n\n    if x:\n\n        y\n\n=== "Tab"\n\n    Text.\n'})
    assert run_kbgen("build", cwd=folder)[0] == 0
    html = (folder / "site/one/index.html").read_text(encoding="utf-8")
    head, article, foot = re.split(r"<article .*?>|</article>", html)
    assert not re.search(r"\n\s", head.rstrip())
    assert not re.search(r"\n\s", foot.strip())
    assert "    y" in article


def test_what_only_some_pages_need_stands_only_there(project):
    tabs = '=== "Tab"\n\n    Text.\n'
    for plugins, searched in (("", False), ("  - search\n", True)):
        folder = project({"tabs.md": tabs, "plain.md": "# Plain\n"}, CONFIG + plugins)
        assert run_kbgen("build", cwd=folder)[0] == 0
        with_tabs, plain = (
            (folder / "site" / name / "index.html").read_text(encoding="utf-8") for name in ("tabs", "plain")
        )
        assert 'startsWith("__tabbed_")' in with_tabs
        assert "__tabbed_" not in plain
        settings = json.loads(re.search(r'<script id="__config"[^>]*>(.*?)</script>', plain)[1])
        assert ("search.result.none" in settings["translations"]) == searched
        assert settings["base"] == ".."
