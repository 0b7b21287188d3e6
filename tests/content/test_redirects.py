"""Addresses that were published: each one is still there, leads on, or is reported."""

from hypothesis import given
from hypothesis import strategies as st

from kbgen.content.addresses import Address, Inventory, page_address, parse_address
from kbgen.content.published import check_published, render_published
from kbgen.content.redirects import Moved, Redirects, Site, parse_redirects

names = st.sampled_from(["a", "b", "c d", "é", "x#y", "100%", "deep/one", "deep/index", "index", "q?z"])
ids = st.frozensets(st.sampled_from(["one", "two", "drei", "x y", "50%", "#"]), max_size=3)
sites = st.dictionaries(names, ids, max_size=6)


def site_of(pages, *, directory_urls=True):
    paths = {page_address(f"{name}.md", directory_urls=directory_urls).path: f"{name}.md" for name in pages}
    inventory = Inventory(paths, {path: tuple(sorted(pages[uri[:-3]])) for path, uri in paths.items()})
    return Site(inventory, frozenset(), lambda uri: pages.get(uri.removesuffix(".md")), directory_urls)


@given(sites, st.booleans())
def test_an_address_is_read_back_as_it_was_written(pages, directory_urls):
    for address in site_of(pages, directory_urls=directory_urls).inventory.addresses():
        text = str(address)
        assert parse_address(text) == address
        assert not any(sign.isspace() for sign in text)


@given(sites, sites)
def test_exactly_the_pages_and_ids_that_are_gone_are_reported(before, after):
    """The oracle looks at pages and ids by name; the list and its parser are not asked."""
    text = render_published(site_of(before).inventory, Redirects())
    problems = check_published("published.txt", text, site_of(after), Redirects())
    gone = {(name, "") for name in before if name not in after}
    gone |= {(name, each) for name in before if name in after for each in before[name] - after[name]}
    expected = {str(Address(page_address(f"{name}.md").path, each)) for name, each in gone}
    lines = text.splitlines()
    assert sorted(lines[problem.line - 1] for problem in problems) == sorted(expected)


@given(sites)
def test_what_the_message_says_to_paste_settles_a_renamed_page(pages):
    before, after = site_of({"old name": {"k1", "k2"}, **pages}), site_of({"new": {"k1", "k2"}, **pages})
    text = render_published(before.inventory, Redirects())
    (problem,) = check_published("published.txt", text, after, Redirects())
    line = problem.message.rpartition(": '")[2].removesuffix("'")
    redirects, unread = parse_redirects("redirects.yml", f"redirects:\n  {line}\n", after)
    assert unread == []
    assert redirects.moved == {Address("old name/"): Moved("new.md")}
    assert check_published("published.txt", text, after, redirects) == []


def test_what_a_redirect_keeps_alive_stays_in_the_list():
    site = site_of({"new": {"k"}})
    redirects, _ = parse_redirects(
        "r", "redirects: {old/: new/, 'old/#k2': 'new/#k'}\nretired: [gone/]", site
    )
    text = render_published(site.inventory, redirects)
    assert [line for line in text.splitlines() if line[0] != "#"] == ["new/", "new/#k", "old/", "old/#k2"]
    lost = check_published("p", text, site, Redirects())
    assert [problem.line for problem in lost] == [text.splitlines().index("old/") + 1]


def test_without_folders_for_pages_addresses_end_in_html():
    site = site_of({"a/b": set(), "a/index": {"x"}, "index": set()}, directory_urls=False)
    assert [str(each) for each in site.inventory.addresses()] == ["/", "a/", "a/#x", "a/b.html"]
    redirects, problems = parse_redirects("r", "redirects: {a/old.md: a/b.md, a/index.html: a/b}", site)
    assert redirects.moved == {Address("a/old.html"): Moved("a/b.md")}
    assert "still published" in problems[0].message


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_the_reading(old, new):
    quoted = [each.replace("'", "''") for each in (old, new)]
    parse_redirects("r", f"redirects: {{'{quoted[0]}': '{quoted[1]}'}}", site_of({"a": {"x"}}))
    check_published("p", f"{old}\n{new}", site_of({"a": {"x"}}), Redirects())
