"""A hub leads from each symptom to the page that treats it best."""

import pytest

from kbgen.pages.hub import firmware_view, lifecycle_view, symptoms_view
from kbgen.pages.links import Urls
from kbgen.site.knowledge_base import load_content

PRODUCT = (
    "---\ntype: product\nname: P\nmanufacturer: m\nfamily: printer\n"
    "released: 2020-01-31\nend_of_support: 2025-12-31\n"
    "firmware: [{version: 1.9}, {version: 1.10, notes: New.}, {version: 1.10-beta}]\n---\n"
)


def page(kind, title, *symptoms, more=""):
    told = f"products: p\nsymptoms: [{', '.join(symptoms)}]\n{more}"
    return f"---\ntype: {kind}\ntitle: {title}\n{told}---\n## T {{#t}}\nX.\n"


def known(title, *symptoms, more=""):
    return page("known-issue", title, *symptoms, more=f"severity: low\n{more}")


@pytest.fixture
def view(tmp_path):
    def of(**files):
        (tmp_path / "products").mkdir()
        (tmp_path / "products" / "p.md").write_text(PRODUCT, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        catalog = load_content(tmp_path, "content", "Site", lambda _uri: False).catalog
        return catalog, catalog.products["p"], Urls({uri: uri.removesuffix(".md") for uri in catalog.records})

    return of


def test_a_code_leads_to_an_open_known_issue_else_to_the_page_with_the_fewest_symptoms(view):
    found = symptoms_view(
        *view(
            all=page("article", "All codes", "E-9", "E-31", "E-47", "E-50"),
            guide=page("troubleshooting", "Guide", "E-47", "e 31"),
            single=page("article", "Single", "E-9"),
            twin=page("faq", "Twin", "E-9"),
            open=known("Open", "E-31"),
            fixed=known("Fixed", "E-9", more="fixed_in: 1.10\n"),
        )
    )
    assert [(each["text"], each["url"]) for each in found["codes"]] == [
        ("E-9", "single"),
        ("E-31", "open"),
        ("E-47", "guide"),
        ("E-50", "all"),
    ]
    assert found["pages"] == []


def test_other_symptoms_stand_by_page_and_guides_come_first(view):
    found = symptoms_view(
        *view(
            article=page("article", "Article", "slow", "noise"),
            guide=page("troubleshooting", "Guide", "Noise", "no light", "smell"),
        )
    )
    assert [(each["url"], each["symptoms"]) for each in found["pages"]] == [
        ("guide", ["no light", "smell"]),
        ("article", ["slow", "noise"]),
    ]


def test_firmware_stands_newest_first_with_the_issues_that_each_version_mends(view):
    catalog, product, urls = view(mended=known("Mended", more="fixed_in: 1.10.0\n"), open=known("Open"))
    rows = firmware_view(catalog, product, urls)
    assert [row["version"] for row in rows] == ["1.10", "1.10-beta", "1.9"]
    assert [[fix["title"] for fix in row["fixes"]] for row in rows] == [["Mended"], [], []]


def test_dates_say_what_they_are_before_and_after(view):
    _, product, _ = view()
    assert lifecycle_view(product.front) == [
        {"label": "Released", "then": "", "date": "2020-01-31"},
        {"label": "Supported until", "then": "Support ended on", "date": "2025-12-31"},
    ]
