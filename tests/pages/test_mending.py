"""Links that MkDocs leaves as they are land all the same."""

import pytest
from running import run_kbgen

CONFIG = """site_name: Test
docs_dir: content
theme:
  name: material
plugins:
  - kbgen:
      former_urls: [https://old.example.com/hc/articles/]
"""
FILES = {
    "sub/a.md": """---
title: A
---
<img src="img/x.png" alt="x"> <a href="b.md#there">b</a> <a href="../top.md">top</a>

[code](b.md#set-up--connect) [old](https://old.example.com/hc/articles/360016-Driver-missing?x=1) [other](https://old.example.com/hc/articles/999)

`<img src="img/x.png">`

[^lonely]: Nobody refers to this.
""",
    "sub/b.md": "---\ntitle: B\nid: 360016\n---\n## There\n\n## Set up > Connect\n",
    "top.md": "# Top\n\n<img src='sub/img/x.png' alt=''>\n",
    "sub/img/x.png": b"png",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mending")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    names = {"a": "sub/a", "top": "top"}
    return {
        name: (folder / "site" / path / "index.html").read_text(encoding="utf-8")
        for name, path in names.items()
    }


@pytest.mark.parametrize(
    "link",
    [
        '<img src="../img/x.png"',
        '<a href="../b/#there">b</a>',
        '<a href="../../top/">top</a>',
        'href="../b/#set-up-connect"',
        '<a href="../b/">old</a>',
        '<a href="https://old.example.com/hc/articles/999">other</a>',
    ],
)
def test_link_lands(pages, link):
    assert link in pages["a"]


def test_single_quotes_are_quotes(pages):
    assert pages["top"].count('src="../sub/img/x.png"') == 1


def test_code_is_left_as_it_is(pages):
    assert '&lt;img src="img/x.png"&gt;' in pages["a"]


def test_the_way_back_from_a_lonely_footnote_is_no_link(pages):
    assert "#fnref:lonely" not in pages["a"]
