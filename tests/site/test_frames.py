"""What pages share is the same for all that share it: the parts that are cut out ask for nothing else."""

import re
from html import unescape
from pathlib import Path

import pytest
from running import CONFIG, run_kbgen

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
SHARED = {"type", "about", "nav", "request_url", "sent", "form_url", "search_url", "a_to_z_url"}
"""What there is of `kb` where a frame is rendered: what its key says, and what is the same on all pages."""


def cut_out():
    """Return the text of the templates that make what pages share."""
    main = (TEMPLATES / "main.html").read_text(encoding="utf-8")
    included = (
        "partials/header.html",
        "kb/search-box.html",
        "kb/icons.html",
        "partials/logo.html",
        "partials/palette.html",
        "kb/footer.html",
    )
    return "".join(re.findall(r"{{ cut }}(.*?){{ cut }}", main, re.DOTALL)) + "".join(
        (TEMPLATES / name).read_text(encoding="utf-8") for name in included
    )


def test_the_parts_that_are_cut_out_ask_only_for_what_their_key_says():
    text = cut_out()
    assert set(re.findall(r"(?<!/)\bkb\.(\w+)", text)) <= SHARED
    assert set(re.findall(r"\bkb\.about\.(\w+)", text)) <= {"known_issues"}
    assert set(re.findall(r"(?<!/)\bpage\.(\w+(?:\.\w+)?)", text)) <= {"meta", "meta.title", "title"}


FILES = {
    "index.md": "# Home\n",
    "deep/er/one.md": "# One & only\n\n## A heading\n",
    "deep/er/two.md": "# Two\n",
    "deep/er/index.md": "# Deeper\n",
    "-/odd.md": "# Odd\n",
    "-/-.md": "# Odder\n",
    "flat.md": '---\ntitle: "<b>Bold</b> $1 \\\\1"\n---\nText.\n',
}


@pytest.mark.parametrize("urls", ["true", "false"])
def test_links_of_frames_land_whatever_page_they_were_rendered_for(project, urls):
    many = {f"many/page-{at}.md": f"# Page {at}\n" for at in range(60)}
    folder = project({**FILES, **many}, f"use_directory_urls: {urls}\n{CONFIG}")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    site = folder / "site"
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        text = page.read_text(encoding="utf-8")
        for href in re.findall(r'href="([^"#?:]+)(?=["#?])', text):
            target = (page.parent / unescape(href)).resolve()
            assert (target / "index.html" if target.is_dir() else target).exists(), (page, href)


def test_a_page_finds_itself_in_the_navigation_and_its_title_in_the_header(project):
    folder = project(FILES)
    assert run_kbgen("build", cwd=folder)[0] == 0
    for name, title in (("deep/er/one", "One &amp; only"), ("deep/er/two", "Two"), ("deep/er", "Deeper")):
        text = (folder / "site" / name / "index.html").read_text(encoding="utf-8")
        own = re.findall(
            r'<a class="md-nav__link md-nav__link--active" href="([^"]*)" aria-current="page">', text
        )
        assert own == ["./"]
        header = text.partition("<header")[2].partition("</header>")[0]
        assert title in header
    flat = (folder / "site/flat/index.html").read_text(encoding="utf-8").partition("</header>")[0]
    assert "&lt;b&gt;Bold&lt;/b&gt; $1 \\1" in flat
    assert "\x02" not in flat
