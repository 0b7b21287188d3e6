"""Known issues open and close by the versions that are released, and warn on the pages that they affect."""

import pytest

from kbgen.content.known_issues import issue_state, issues_by_page, product_states
from kbgen.site.knowledge_base import load_content

MAKER = "---\ntype: manufacturer\nname: M\n---\n"


def product(name, *versions):
    listed = ", ".join(f"{{version: {each}}}" for each in versions)
    firmware = f"firmware: [{listed}]\n" if versions else ""
    return f"---\ntype: product\nname: {name}\nmanufacturer: m\nfamily: printer\n{firmware}---\n"


def issue(*lines, products="p", severity="low"):
    told = "\n".join([f"products: [{products}]", f"severity: {severity}", *lines])
    return f"---\ntype: known-issue\ntitle: I\n{told}\n---\nText.\n"


@pytest.fixture
def catalog(tmp_path):
    def build(**files):
        files = {
            "manufacturers/m": MAKER,
            "products/p": product("P", "3.4.2", "3.4.0", "3.10.1", "3.9"),
            "products/q": product("Q", "2.0"),
            "products/bare": product("Bare"),
            **{name.replace("__", "/").replace("_", "-"): text for name, text in files.items()},
        }
        for name, text in files.items():
            path = tmp_path / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        content = load_content(tmp_path, "content", "Site", lambda _uri: False)
        assert not [problem for problem in content.diagnostics if problem.severity == "error"]
        return content.catalog

    return build


@pytest.mark.parametrize(
    ("lines", "products", "states"),
    [
        ([], "p", ["open"]),
        (["fixed_in: 3.10.1"], "p", ["fixed"]),
        (["fixed_in: 3.10.2"], "p", ["coming"]),
        (["fixed_in: 3.9.5"], "p", ["fixed"]),
        (["fixed_in: 3.10.1-beta"], "p", ["fixed"]),
        (["fixed_in: 4"], "bare", ["fixed"]),
        (["fixed_in: 2.1"], "p, q", ["fixed", "coming"]),
        (["fixed_in: {p: 4.0, q: 2.0}"], "p, q", ["coming", "fixed"]),
        (["fixed_in: {q: 2.0}"], "p, q", ["open", "fixed"]),
        (["resolution: fixed"], "p", ["fixed"]),
        (["resolution: wont-fix"], "p", ["open"]),
    ],
)
def test_an_issue_closes_itself_product_by_product(catalog, lines, products, states):
    built = catalog(known_issues__i=issue(*lines, products=products))
    found = product_states(built, built.find("known-issue", "i"))
    assert [each.state for each in found] == states


def test_an_issue_stands_as_for_the_product_that_is_worst_off(catalog):
    built = catalog(
        a=issue("fixed_in: {q: 2.0}", products="p, q"),
        b=issue("fixed_in: {p: 4, q: 2.0}", products="p, q"),
        c=issue("fixed_in: {p: 3.9, q: 2.0}", products="p, q"),
    )
    issues = [built.find("known-issue", name) for name in "abc"]
    assert [issue_state(product_states(built, each)) for each in issues] == ["open", "coming", "fixed"]


def warned(built):
    """Issue ids by the path of the page that warns of them."""
    return {uri: [each.id for each in issues] for uri, issues in issues_by_page(built).items()}


PAGES = {
    "a__code": "---\ntitle: Code\nproducts: p\nsymptoms: [e 31]\n---\nText.\n",
    "a__other_code": "---\ntitle: Other\nproducts: p\nsymptoms: [E-32]\n---\nText.\n",
    "a__other_product": "---\ntitle: Q\nproducts: q\nsymptoms: [E-31]\n---\nText.\n",
    "a__everybody": "---\ntitle: All\nsymptoms: [E-31]\n---\nText.\n",
    "a__old": "---\ntitle: Old\nproducts: p\nsymptoms: [E-31]\nversions: <= 3.3\n---\nText.\n",
    "a__new": "---\ntitle: New\nproducts: p\nsymptoms: [E-31]\nversions: {p: '>= 3.4.1'}\n---\nText.\n",
    "a__plain": "---\ntitle: Plain\nproducts: [p, q]\n---\nText.\n",
    "support__form": "---\ntype: ticket-form\ntitle: F\nproducts: p\nsymptoms: [E-31]\n"
    "target: {type: mailto, to: a@b.example}\n"
    "sections: [{title: S, fields: [{id: x, type: text, label: X}]}]\n---\n",
}


def test_pages_of_its_products_with_its_code_or_symptom_warn_of_an_issue(catalog):
    built = catalog(**PAGES, i=issue("symptoms: [E-31]", "versions: [3.4.0, 3.4.2]"))
    assert warned(built) == {"a/code.md": ["i"], "a/new.md": ["i"]}


def test_pages_that_it_names_warn_of_an_issue_where_they_are_about_its_product(catalog):
    built = catalog(**PAGES, i=issue("affects: [plain, a/other-product.md]"))
    assert warned(built) == {"a/plain.md": ["i"]}


def test_all_pages_of_a_product_warn_of_a_critical_issue_but_not_those_of_other_versions(catalog):
    built = catalog(**PAGES, i=issue("versions: '>= 3.4'", severity="critical"))
    assert set(warned(built)) == {
        *("products/p.md", "a/code.md", "a/other-code.md", "a/new.md", "a/plain.md"),
    }


def test_a_hub_warns_of_grave_issues_alone_and_the_most_severe_comes_first(catalog):
    built = catalog(
        a=issue(severity="medium"),
        b=issue(severity="high"),
        c=issue(severity="critical"),
        d=issue(severity="low"),
    )
    assert warned(built) == {"products/p.md": ["c", "b"]}


def test_nothing_warns_of_an_issue_that_is_fixed_for_its_product(catalog):
    told = ["symptoms: [E-31]", "fixed_in: {p: 3.9, q: 4}"]
    built = catalog(**PAGES, i=issue(*told, products="p, q", severity="critical"))
    assert warned(built) == {
        "products/q.md": ["i"],
        "a/other-product.md": ["i"],
        "a/plain.md": ["i"],
    }
