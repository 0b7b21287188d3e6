"""A known issue from warning to update, in a built site; and hostile words in all that it says."""

import json

from running import run_kbgen

EVIL = "'\"><script>alert(1)</script>"
QUOTED = EVIL.replace("'", "''")


def product(*versions):
    listed = "".join(
        f"  - {{version: {each}, notes: '{QUOTED}', url: 'https://a.example/{each}'}}\n" for each in versions
    )
    return (
        f"---\ntype: product\nname: 'P {QUOTED}'\nmanufacturer: m\nfamily: printer\nfirmware:\n{listed}---\n"
    )


FILES = {
    "manufacturers/m.md": "---\ntype: manufacturer\nname: M\n---\n",
    "products/p.md": product("3.4.0", "3.4.1"),
    "known-issues/i.md": (
        f"---\ntype: known-issue\ntitle: 'Issue {QUOTED}'\nproducts: p\nseverity: high\n"
        f"versions: 3.4.0 - 3.4.1\nsymptoms: [E-31, 'Sign {QUOTED}']\n"
        f"workaround: 'Do {QUOTED}'\nfixed_in: 3.10\n---\nText.\n"
    ),
    "articles/e-31.md": "---\ntype: article\ntitle: Code\nproducts: p\nsymptoms: [E 31]\n---\nThe code.\n",
    "support/request.md": (
        "---\ntype: ticket-form\ntitle: Ask\ntarget: {type: mailto, to: a@b.example}\n"
        "sections: [{title: S, fields: [{id: product, type: select, label: P, options: products}]}]\n"
        "---\nText.\n"
    ),
}


def built(folder):
    """The pages of the site, and what a search for the code answers with, as JSON and as text."""
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    pages = {
        path.parent.name: path.read_text(encoding="utf-8")
        for path in (folder / "site").glob("*/*/index.html")
    }
    hits = json.loads(run_kbgen("search", "--json", "E-31", cwd=folder)[1])["hits"]
    return pages, hits, run_kbgen("search", "E-31", cwd=folder)[1]


def test_an_issue_warns_answers_and_closes_when_the_version_that_mends_it_is_released(project):
    folder = project(FILES)
    pages, hits, text = built(folder)
    assert "Fixed in 3.10, which is not out yet." in pages["e-31"]
    assert 'class="kb-warnings"' in pages["p"]
    assert "kb-known__item" in pages["request"]
    assert hits[0]["source"] == "known-issues/i.md"
    assert hits[0]["issue"] == {"state": "Fix coming in 3.10", "workaround": f"Do {EVIL}"}
    assert [hit["issue"] for hit in hits[1:]] == [None] * (len(hits) - 1)
    assert "Known issue · Fix coming in 3.10: Do " in text
    assert not any(EVIL in hit["passage"] for hit in hits if hit["source"] == "articles/e-31.md")
    for page in pages.values():
        assert "<script>alert" not in page

    folder = project({**FILES, "products/p.md": product("3.4.0", "3.4.1", "3.10.0")})
    pages, hits, text = built(folder)
    assert "kb-warning" not in pages["e-31"]
    assert "kb-warnings" not in pages["p"]
    assert "kb-known__item" not in pages["request"]
    assert "Fixed in 3.10" in pages["p"]
    assert "Fixes: " in pages["p"]
    assert [hit["issue"] for hit in hits] == [None] * len(hits)
    assert "Known issue ·" not in text
    for page in pages.values():
        assert "<script>alert" not in page
