"""Pages about the same are told to each other's readers: by the index, or by what the writer says."""

import re

import pytest
from corpus import page
from running import CONFIG, read_tree, run_kbgen

from kbgen.search.index import build_index
from kbgen.search.related import related_pages

SUBJECTS = {
    "battery": "The battery drains overnight. Charge it with the adapter until the charging light is green.",
    "wifi": "Choose the wireless network and type its password. The router must offer the 2.4 GHz band.",
    "paper": "Fan the sheets before you load the tray, and set the guides so that no sheet is skewed.",
    "refund": "Send the invoice and your bank account. The money is returned within a fortnight.",
}


def article(name, subject, **told):
    return page(
        source=f"{name}.md",
        url=f"{name}/",
        title=told.pop("title", f"{subject} {name}"),
        html=f"<p>{SUBJECTS[subject]}</p>",
        **told,
    )


def site(*pages):
    """Pages about everything, so that no subject is everywhere, and the pages of a test."""
    others = [
        page(source=f"x{at}.md", url=f"x{at}/", title=f"Word{at}", html=f"<p>other{at} more{at}</p>")
        for at in range(30)
    ]
    return build_index([*others, *pages])


def test_pages_about_the_same_are_related_and_others_are_not():
    index = site(*(article(f"{subject}-{at}", subject) for subject in SUBJECTS for at in "ab"))
    pairs = [(f"{subject}-a.md", f"{subject}-b.md") for subject in SUBJECTS]
    assert related_pages(index) == {one: [other] for pair in pairs for one, other in (pair, pair[::-1])}


def test_five_at_the_most_and_never_the_page_itself():
    found = related_pages(site(*(article(f"page{at}", "battery") for at in "abcdefgh")))
    assert {len(pages) for pages in found.values()} == {5}
    assert all(source not in pages for source, pages in found.items())


def test_pages_of_the_same_product_come_first_and_of_another_last():
    index = site(
        article("other", "battery", products=["b"]),
        article("none", "battery"),
        article("same", "battery", products=["c", "a"]),
        article("own", "battery", products=["a"]),
    )
    assert related_pages(index)["own.md"] == ["same.md", "none.md", "other.md"]


def test_pages_in_another_language_are_not_related():
    index = site(*(article(f"p{at}", "battery", language=at) for at in ("", "en", "de")))
    assert related_pages(index) == {"p.md": ["pen.md"], "pen.md": ["p.md"]}


def test_products_and_plans_are_not_related_but_faqs_and_guides_are():
    kinds = ["faq", "known-issue", "product", "spec", "support-plan", "ticket-form", "troubleshooting"]
    index = site(article("own", "battery"), *(article(kind, "battery", type=kind) for kind in kinds))
    found = related_pages(index)
    assert sorted(found["own.md"]) == ["faq.md", "known-issue.md", "troubleshooting.md"]
    assert "product.md" not in found


def test_an_faq_is_related_once_and_not_by_its_questions():
    question = (
        '<details class="kb-question"><summary>Does the battery drain?</summary>'
        '<div class="kb-question__answer" id="q{}"><p>{}</p></div></details>'
    )
    html = "".join(question.format(at, SUBJECTS["battery"]) for at in range(3))
    faq = page(source="faq.md", url="faq/", title="Battery and charging light", type="faq", html=html)
    index = site(faq, article("own", "battery", title="Battery and charging light drains"))
    assert index.documents == 30 + 1 + 3 + 1
    assert related_pages(index) == {"own.md": ["faq.md"], "faq.md": ["own.md"]}


def test_one_word_in_common_is_chance():
    index = site(
        page(source="a.md", url="a/", title="Router", html="<p>alpha beta</p>"),
        page(source="b.md", url="b/", title="Router", html="<p>gamma delta</p>"),
        page(source="c.md", url="c/", title="Router", html="<p>gamma delta</p>"),
    )
    assert related_pages(index) == {"b.md": ["c.md"], "c.md": ["b.md"]}


def test_a_demoted_page_comes_after_its_equals():
    index = site(
        article("a", "battery", boost=0.5),
        article("b", "battery"),
        article("own", "battery", title="Battery"),
    )
    assert related_pages(index)["own.md"] == ["b.md", "a.md"]


def test_no_pages_relate_to_none():
    assert related_pages(build_index([])) == {}


FILES = {
    "index.md": "# Home\n",
    **{f"x{at}.md": f"# Word{at} thing{at}\n\nOther{at} more{at}.\n" for at in range(12)},
    "found.md": f"# Battery drains\n\n{SUBJECTS['battery']}\n",
    "named.md": f"---\nrelated: [wifi]\n---\n# Battery is empty\n\n{SUBJECTS['battery']}\n",
    "none.md": f"---\nrelated: []\n---\n# Battery is flat\n\n{SUBJECTS['battery']}\n",
    "excluded.md": f"---\nsearch: {{exclude: true}}\n---\n# Battery is out\n\n{SUBJECTS['battery']}\n",
    "draft.md": f"# Battery is a draft\n\n{SUBJECTS['battery']}\n",
    "wifi.md": f"# Wireless\n\n{SUBJECTS['wifi']}\n",
    "one/same.md": f"# Lost money\n\n{SUBJECTS['refund']}\n",
    "two/same.md": f"# Lost money\n\n{SUBJECTS['refund']}\n",
    "refund.md": f"# Money back\n\n{SUBJECTS['refund']}\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Page → the text of each of its related pages."""
    folder = tmp_path_factory.mktemp("related")
    for name, text in FILES.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{CONFIG}\ndraft_docs: draft.md\n", encoding="utf-8")
    code, _, errors = run_kbgen("build", "--quiet", cwd=folder)
    assert code == 0, errors
    built = read_tree(folder / "site")
    return {
        name: shown(built[name.replace(".md", "/index.html")].decode())
        for name in FILES
        if name not in {"index.md", "draft.md"}
    }


def shown(html):
    section = re.search(r'<section class="kb-related".*?</section>', html, re.DOTALL)
    entries = re.findall(r"<li.*?</li>", section[0], re.DOTALL) if section else []
    return [" ".join(re.sub("<[^>]+>", " ", entry).split()) for entry in entries]


def test_a_page_shows_what_is_related_to_it(pages):
    assert sorted(pages["found.md"]) == ["Battery is empty Article", "Battery is flat Article"]
    assert pages["x1.md"] == []


def test_a_writers_own_list_replaces_what_was_found(pages):
    assert pages["named.md"] == ["Wireless Article"]
    assert pages["none.md"] == []


def test_pages_of_the_same_title_are_told_apart_by_where_they_stand(pages):
    assert sorted(pages["refund.md"]) == ["Lost money Article · One", "Lost money Article · Two"]
