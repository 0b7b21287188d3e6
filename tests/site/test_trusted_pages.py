"""What stands around a text: data for machines, link previews, feedback, series, former addresses."""

import json
import re
from html.parser import HTMLParser

import pytest
from running import run_kbgen

EVIL = """</script><script>alert(1)</script>"' onx='<!--"""
YAML_EVIL = "'" + EVIL.replace("'", "''") + "'"
CONFIG = """site_name: {name}
{url}
site_author: Harbour Ltd
repo_url: https://git.example/kb
edit_uri: edit/main/content/
docs_dir: content
theme:
  name: material
plugins:
  - kbgen
{more}
"""
FEEDBACK = f"""---
type: ticket-form
title: About a page
target:
  type: post
  url: https://forms.example/post
  constants: {{key: {YAML_EVIL}}}
  honeypot: trap
  redirect: {{field: next, to: /set/index.md}}
fallback: none
submit: {YAML_EVIL}
sections:
  - title: All
    fields:
      - {{id: helpful, type: radios, label: {YAML_EVIL}, options: {{'yes': {YAML_EVIL}, 'no': No}}}}
      - {{id: reason, type: radios, label: Why, options: {{step: {YAML_EVIL}, b: B}}}}
      - {{id: comment, type: textarea, label: Text, hint: {YAML_EVIL}, max_length: 50, send_as: body}}
      - {{id: page, type: text, label: Page}}
      - {{id: title, type: text, label: Title}}
      - {{id: product, type: text, label: Product}}
      - {{id: language, type: text, label: Language}}
---
Text.
"""
FILES = {
    "_data/specs.yml": """families:
  printer:
    label: Printers
    properties:
      w: {label: Power, type: number, unit: W}
      p: {label: Paper, type: text}
""",
    "_data/redirects.yml": """redirects:
  old/page/: faq/evil/
  old/page/#was: faq/evil/#q2
  faq/evil.md#before: faq/evil.md#q1
  faq/evil.md#away: set/b.md#part
  gone/for/good/: https://elsewhere.example/?a=1&b=2
""",
    "products/p.md": f"---\ntype: product\nname: {YAML_EVIL}\nmanufacturer: m\nfamily: printer\n"
    "model_numbers: [M-1]\nmpn: [A, B]\n"
    "gtin: ['9520100001413']\nreleased: 2024-03-12\nimage: products/p.png\n---\nText.\n",
    "products/p.png": b"png",
    "manufacturers/m.md": "---\ntype: manufacturer\nname: Maker\nsite: https://maker.example/\n---\n",
    "specs/p.md": "---\ntype: spec\ntitle: Sheet\nproduct: p\nproperties:\n  w: 5 W\n"
    f"  p: {YAML_EVIL}\n---\n",
    "faq/evil.md": f"---\ntype: faq\ntitle: {YAML_EVIL}\nproducts: [p]\nupdated: 2026-02-03\n---\n"
    "## Paper\n\n### First & last? {#q1}\n\nOne `</script>`\ntwo.\n\n- a\n- b\n\n"
    "### Second? {#q2}\n\nThree.\n",
    "set/index.md": "---\ntitle: Set it up\nin_order: [b, a]\n---\nIn order.\n",
    "set/a.md": f"---\ntitle: {YAML_EVIL}\ndescription: {YAML_EVIL}\nreviewed: 2026-05-06\n---\n"
    "## Part {#part2}\n\nText.\n",
    "set/b.md": "---\ntitle: B\nlanguage: de\n---\n## Part {#part}\n\nText.\n",
    "support/feedback.md": FEEDBACK,
}


def build(folder, url="", more=""):
    name = "'" + EVIL.replace("'", "''") + "'"
    (folder / "mkdocs.yml").write_text(CONFIG.format(name=name, url=url, more=more), encoding="utf-8")
    for path, text in FILES.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("with-url"), "site_url: https://kb.example/help/")


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    return build(tmp_path_factory.mktemp("without-url"), more="use_directory_urls: false")


def read(site, path):
    return (site / path).read_text(encoding="utf-8")


class Scripts(HTMLParser):
    """Collects scripts, tags with their attributes, and what would be run."""

    def __init__(self, html):
        super().__init__()
        self.inside, self.texts, self.tags = None, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.inside = dict(attrs)
            self.texts.append((self.inside, ""))

    def handle_endtag(self, tag):
        if tag == "script":
            self.inside = None

    def handle_data(self, data):
        if self.inside is not None:
            self.texts[-1] = (self.inside, self.texts[-1][1] + data)


def graph(site, path):
    blocks = [
        text for attrs, text in Scripts(read(site, path)).texts if attrs.get("type") == "application/ld+json"
    ]
    assert len(blocks) == 1, path
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_nothing_hostile_becomes_markup(site):
    for page in sorted(site.rglob("*.html")):
        parsed = Scripts(page.read_text(encoding="utf-8"))
        assert not any(text.strip() == "alert(1)" for _, text in parsed.texts), page
        assert not any("onx" in attrs for _, attrs in parsed.tags), page


SCHEMA = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "TechArticle": {
        "headline",
        "url",
        "description",
        "inLanguage",
        "dateModified",
        "about",
        "author",
        "publisher",
    },
    "Product": {
        *("name", "url", "description", "category", "model", "mpn", "gtin", "image", "brand", "manufacturer"),
        *("releaseDate", "additionalProperty"),
    },
    "PropertyValue": {
        "name",
        "value",
        "unitCode",
        "unitText",
        "minValue",
        "maxValue",
        "propertyID",
        "description",
    },
    "Brand": {"name"},
    "Organization": {"name", "url", "logo"},
    "WebSite": {"name", "url", "description", "inLanguage", "publisher"},
    "FAQPage": {"name", "url", "description", "inLanguage", "dateModified", "about", "mainEntity"},
    "Question": {"name", "url", "acceptedAnswer"},
    "Answer": {"text"},
}
"""Types and properties that schema.org has (schema.org/docs/full.html, release 29), as far as we use them."""


def items(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from items(each)
    elif isinstance(value, list):
        for each in value:
            yield from items(each)


def test_every_page_uses_terms_of_schema_org_alone(site, demo):
    seen = set()
    for folder in (site, demo / "site"):
        for page in sorted(folder.rglob("index.html")):
            for attrs, text in Scripts(page.read_text(encoding="utf-8")).texts:
                if attrs.get("type") != "application/ld+json":
                    continue
                for item in items(json.loads(text)["@graph"]):
                    assert item.keys() - {"@type"} <= SCHEMA[item["@type"]], (page, item)
                    assert "" not in item.values(), (page, item)
                    seen.add(item["@type"])
    assert seen == set(SCHEMA)


def test_the_trail_is_the_one_on_the_page(demo):
    for page in sorted((demo / "site").rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        shown = re.findall(r'kb-breadcrumb__link" href="([^"]*)">([^<]*)<', html)
        found = re.search(r"application/ld\+json\">(.*?)</script>", html)
        if "kb-breadcrumb" not in html:
            assert "BreadcrumbList" not in (found[1] if found else "")
            continue
        trail = next(item for item in json.loads(found[1])["@graph"] if item["@type"] == "BreadcrumbList")
        assert [entry["name"] for entry in trail["itemListElement"]] == [name for _, name in shown], page
        assert [entry["position"] for entry in trail["itemListElement"]] == list(range(1, len(shown) + 1))


def test_an_article_says_who_and_about_what_and_no_date_that_it_has_not(site):
    article = graph(site, "set/a/index.html")["TechArticle"]
    assert article["headline"] == EVIL
    assert article["url"] == "https://kb.example/help/set/a/"
    assert article["publisher"] == {
        "@type": "Organization",
        "name": "Harbour Ltd",
        "url": "https://kb.example/help/",
    }
    assert "dateModified" not in article
    assert graph(site, "set/b/index.html")["TechArticle"]["inLanguage"] == "de"


def test_a_product_says_its_numbers_and_its_sheet(site):
    for page in ("products/p/index.html", "specs/p/index.html"):
        product = graph(site, page)["Product"]
        assert product["name"] == EVIL
        assert (product["model"], product["mpn"], product["gtin"]) == ("M-1", ["A", "B"], "9520100001413")
        assert product["manufacturer"] == {
            "@type": "Organization",
            "name": "Maker",
            "url": "https://maker.example/",
        }
        assert product["image"] == "https://kb.example/help/products/p.png"
        assert {entry["name"] for entry in product["additionalProperty"]} == {"Power", "Paper"}


def test_questions_come_with_their_answers_and_on_faq_pages_only(site, demo):
    page = graph(site, "faq/evil/index.html")["FAQPage"]
    first, second = page["mainEntity"]
    assert first["name"] == "First & last?"
    assert first["acceptedAnswer"]["text"] == "One </script> two.\na\nb"
    assert second["url"] == "https://kb.example/help/faq/evil/#q2"
    assert page["dateModified"] == "2026-02-03"
    for path in (demo / "site").rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        assert ("FAQPage" in html) == ("kb-page--faq" in html), path


def test_without_the_sites_address_no_address_is_made_up(bare):
    for page in bare.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "og:url" not in html
        assert "og:image" not in html
        assert 'rel="canonical"' not in html or "elsewhere.example" in html
        for found in re.findall(r"application/ld\+json\">(.*?)</script>", html):
            urls = [item["url"] for item in items(json.loads(found)) if "url" in item]
            assert set(urls) <= {"https://maker.example/"}, page
            assert '"item"' not in found


def test_link_previews(site):
    tags = [attrs for tag, attrs in Scripts(read(site, "products/p/index.html")).tags if tag == "meta"]
    said = {attrs.get("property") or attrs.get("name"): attrs.get("content") for attrs in tags}
    assert said["og:title"] == EVIL
    assert said["og:url"] == "https://kb.example/help/products/p/"
    assert said["og:image"] == "https://kb.example/help/products/p.png"
    assert said["twitter:card"] == "summary_large_image"
    faq = read(site, "faq/evil/index.html")
    assert '<meta property="article:modified_time" content="2026-02-03">' in faq
    assert "article:modified_time" not in read(site, "set/b/index.html")


def test_parts_of_a_series_lead_from_one_to_the_next_in_the_order_that_is_named(site):
    index, first, second = (read(site, f"set/{name}index.html") for name in ("", "b/", "a/"))
    assert index.index('href="b/"') < index.index('href="a/"')
    assert re.findall(r'class="kb-parts__link" href="([^"]*)"', index) == ["b/", "a/"]
    assert "Part 1 of 2" in first
    assert '<link rel="next" href="../a/">' in first
    assert 'rel="prev"' not in first
    assert '<link rel="prev" href="../b/">' in second
    assert 'rel="next"' not in second
    for page in ("faq/evil/index.html", "specs/p/index.html", "index.html"):
        assert 'rel="next"' not in read(site, page)
        assert 'rel="prev"' not in read(site, page)


def test_written_pages_can_be_edited_and_generated_ones_cannot(site):
    assert 'href="https://git.example/kb/edit/main/content/set/a.md">Edit this page' in read(
        site, "set/a/index.html"
    )
    for page in ("index.html", "products/index.html", "a-z/index.html", "search/index.html", "404.html"):
        assert "Edit this page" not in read(site, page)


def test_pages_that_are_read_ask_whether_they_helped_and_others_do_not(site):
    asked = [p for p in site.rglob("index.html") if "<kb-feedback" in p.read_text(encoding="utf-8")]
    names = {p.relative_to(site).parent.as_posix() for p in asked}
    assert names == {"products/p", "specs/p", "faq/evil", "set", "set/a", "set/b"}


def test_everything_that_is_sent_is_named_in_words(site):
    html = read(site, "faq/evil/index.html")
    form = html[html.index("<kb-feedback") : html.index("</kb-feedback>")]
    parsed = Scripts(form)
    hidden = {attrs["name"]: attrs["value"] for tag, attrs in parsed.tags if attrs.get("type") == "hidden"}
    assert hidden == {
        "key": EVIL,
        "next": "https://kb.example/help/set/",
        "page": "https://kb.example/help/faq/evil/",
        "title": EVIL,
        "product": "p",
        "language": "en",
    }
    words = re.search(r'kb-feedback__sent">(.*?)</p>', form, re.DOTALL)[1]
    for said in ("the address of this page", "its title", "the product", "the language (en)", "“key”"):
        assert said in words
    (attrs,) = (attrs for tag, attrs in parsed.tags if tag == "form")
    assert (attrs["method"], attrs["action"]) == ("post", "https://forms.example/post")
    assert {attrs.get("name") for tag, attrs in parsed.tags if tag == "textarea"} == {"body"}


def test_a_page_that_moved_leads_on_with_and_without_a_script(site):
    html = read(site, "old/page/index.html")
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../faq/evil/"></noscript>' in html
    assert '<link rel="canonical" href="https://kb.example/help/faq/evil/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '"was":"../../faq/evil/#q2"' in html
    assert "old/page" not in read(site, "sitemap.xml")
    elsewhere = read(site, "gone/for/good/index.html")
    assert 'url=https://elsewhere.example/?a=1&amp;b=2"' in elsewhere


def test_hosts_get_rules_for_pages(site, bare):
    assert read(site, "_redirects").splitlines() == [
        "/help/gone/for/good/ https://elsewhere.example/?a=1&b=2 301",
        "/help/old/page/ /help/faq/evil/ 301",
    ]
    assert "/old/page/ /faq/evil.html 301" in read(bare, "_redirects")


def test_former_ids_stand_beside_the_new_ones_or_lead_to_the_other_page(site, bare):
    html = read(site, "faq/evil/index.html")
    assert '<div class="kb-question__answer" id="q1"><span class="kb-former" id="before"></span>' in html
    assert (
        '<p class="kb-moved" id="away">This has moved to another page: <a href="../../set/b/#part">Part</a>'
        in html
    )
    assert '<a href="../set/b.html#part">Part</a>' in read(bare, "faq/evil.html")


def test_the_inventory_is_published_and_names_what_redirects_keep_alive(site):
    lines = [line for line in read(site, "inventory.txt").splitlines() if not line.startswith("# ")]
    assert lines == sorted(lines)
    for address in (
        "/",
        "faq/evil/",
        "faq/evil/#q1",
        "faq/evil/#before",
        "old/page/",
        "old/page/#was",
        "set/b/#part",
    ):
        assert address in lines


def test_a_list_of_published_addresses_is_kept_by_the_command(project):
    folder = project({"a.md": "# A\n\n## Part {#part}\n\nText.\n"})
    code, out, _ = run_kbgen("inventory", cwd=folder)
    assert code == 0
    assert "a/#part\n" in out
    code, out, errors = run_kbgen("inventory", "--update", cwd=folder)
    assert code == 0, errors
    assert out == "content/_data/published.txt: 5 addresses, 5 of them new\n"
    (folder / "content/a.md").rename(folder / "content/b.md")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 1
    assert "content/_data/published.txt:5:1: error: 'a/' was published and is gone" in errors
    assert not (folder / "site").exists()
    code, _, errors = run_kbgen("inventory", "--update", cwd=folder)
    assert code == 1
    assert "a/#part" in (folder / "content/_data/published.txt").read_text(encoding="utf-8")
    (folder / "content/_data/redirects.yml").write_text("redirects:\n  a/: b/\n", encoding="utf-8")
    assert run_kbgen("check", "--strict", cwd=folder)[0] == 0
    assert run_kbgen("inventory", "--update", cwd=folder)[0] == 0
    assert "\nb/#part\n" in (folder / "content/_data/published.txt").read_text(encoding="utf-8")


def test_a_new_knowledge_base_has_published_nothing(tmp_path):
    assert run_kbgen("new", "kb", cwd=tmp_path)[0] == 0
    assert not (tmp_path / "kb/content/_data/published.txt").exists()
    assert not (tmp_path / "kb/content/_data/redirects.yml").exists()
