"""Navigation shows the way to a page and its neighbours, and no more than that."""

from hypothesis import given
from hypothesis import strategies as st

from kbgen.pages.outline import ENTRIES, Node, Outline, unmarked


def page(name, children=()):
    return Node(name.title(), f"{name}.md", f"{name}/", tuple(children))


def entries(items):
    return [item["title"] for item in items if not item["more"]]


def count(items):
    return sum(1 + count(item["children"]) for item in items)


def test_only_the_way_to_the_page_is_open():
    outline = Outline((page("faq", [page("paper"), page("ink")]), page("guides", [page("jam")])))
    faq, guides = outline.navigation("paper.md")
    assert (faq["open"], faq["active"], guides["open"]) == (True, False, False)
    assert [(child["title"], child["active"]) for child in faq["children"]] == [
        ("Paper", True),
        ("Ink", False),
    ]
    assert guides["children"] == []


def test_breadcrumb_leads_from_the_outermost_section():
    outline = Outline((page("articles", [page("printers", [page("wifi")])]),))
    assert outline.breadcrumb("wifi.md") == [
        {"title": "Articles", "url": "articles/"},
        {"title": "Printers", "url": "printers/"},
    ]


def test_section_without_a_page_leads_to_its_first_page():
    outline = Outline((Node("Empty", "", "", (page("first"),)),))
    assert outline.navigation("")[0]["url"] == "first/"


@given(st.integers(1, 3000), st.data())
def test_navigation_does_not_grow_with_the_site(size, data):
    at = data.draw(st.integers(0, size - 1))
    pages = [page(f"p{number}") for number in range(size)]
    outline = Outline((page("folder", pages), *[page(f"top{number}") for number in range(size)]))
    items = outline.navigation(f"p{at}.md")
    assert count(items) <= ENTRIES + 2
    folder = next(item for item in items if item["open"])
    assert f"P{at}" in entries(folder["children"])
    left_out = sum(item["more"] for item in folder["children"])
    assert left_out + len(entries(folder["children"])) == size


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_small_levels_are_whole_where_large_ones_share_what_is_left(sizes):
    nodes = ()
    for depth, size in reversed(list(enumerate(sizes))):
        nodes = (page(f"way{depth}", nodes), *(page(f"p{depth}-{at}") for at in range(1, size)))
    items = Outline(nodes).navigation(f"way{len(sizes) - 1}.md")
    listed = []
    while items:
        listed.append(len(entries(items)))
        items = next((item["children"] for item in items if item["open"]), [])
    assert sum(listed) <= ENTRIES
    room = max(listed)
    assert listed == [min(size, room) for size in sizes]


def uris(nodes):
    for node in nodes:
        yield from [node.uri] * bool(node.uri)
        yield from uris(node.children)


SIZES = st.recursive(st.integers(0, 70), lambda inner: st.lists(inner, max_size=4), max_leaves=6)


def grown(sizes, above=""):
    """Sections within sections, and pages in them, of the sizes given."""
    if isinstance(sizes, int):
        return tuple(Node(f"Page {at}", f"{above}p{at}.md", f"{above}p{at}/") for at in range(sizes))
    return tuple(
        Node(f"Section {at}", f"{above}s{at}/index.md" * (at % 2), f"{above}s{at}/" * (at % 2), children)
        for at, each in enumerate(sizes)
        if (children := grown(each, f"{above}s{at}/"))
    )


@given(SIZES)
def test_pages_of_one_place_have_the_same_navigation(sizes):
    outline = Outline(grown(sizes))
    lists, navigations = {}, {}
    for uri in [*uris(outline.nodes), "nowhere.md"]:
        alike, own = outline.place(uri)
        found = outline.navigation(uri)
        assert lists.setdefault(alike, unmarked(found)) == unmarked(found)
        assert navigations.setdefault((alike, own), found) == found
