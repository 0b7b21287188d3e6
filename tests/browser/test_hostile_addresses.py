"""Addresses of the form that want more than to fill it in, three hundred of them, in Chromium."""

import json
import subprocess

import pytest
from desk import Desk
from request_site import request_site
from running import ROOT, run_kbgen, serve

pytestmark = pytest.mark.browser
PARAMETERS = ["product", "subject", "tried"]
POST = '{type: post, url: "DESK/tickets"}'
LINK = '{type: link, url: "DESK/new", constants: {template: request}}'
SENT = 8
"""How many of the addresses are also opened in earnest and sent."""

OPEN_ALL = """async ([searches, parameters]) => {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const source = page.querySelector("kb-ticket-form");
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
  const open = (search) => {
    sessionStorage.clear();
    history.replaceState(null, "", location.pathname + search);
    const element = document.importNode(source, true);
    document.querySelector("kb-ticket-form").replaceWith(element);
    const controls = [...element.querySelectorAll("input, select, textarea")].filter(({ name }) => name);
    const [, ...query] = element.mailInstead.split("?");
    const mail = query.join("?").split("&").map((pair) => pair.split("=")[0]);
    const held = (one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value);
    return {
      nodes: element.querySelectorAll("*").length,
      tags: [...new Set([...element.querySelectorAll("*")].map(({ localName }) => localName))].join(),
      values: controls.map((one) => [one.name, held(one)]),
      lengths: controls.map((one) => [one.name, one.value.length]),
      sent: [...new FormData(element.querySelector("form")).keys()].sort().join(),
      action: element.querySelector("form").action,
      mail: mail.join(),
    };
  };
  const clean = open("");
  const told = searches.map((search) => ({ search, ...open(search) }));
  await new Promise((done) => setTimeout(done, 300));
  const pure = [window.pwned, ({}).polluted];
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  return { clean, told, violations, pure, fetched };
}"""


@pytest.fixture(scope="module")
def searches():
    command = ["node", str(ROOT / "tests/js/hostile.js"), "300", *PARAMETERS]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["searches"]


class LinkedDesk(Desk):
    """A desk that notes what links to it fill in."""

    def look(self, received):
        if "favicon" not in received.path:
            self.received.append(received)
        return self.behaviour


@pytest.fixture(scope="module")
def desk():
    with LinkedDesk() as desk:
        yield desk


@pytest.fixture(scope="module")
def forms(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("hostile")
    files, config = request_site("DESK")
    own = files.pop("support/request.md")
    without_files = "".join(line for line in own.splitlines(keepends=True) if "type: files" not in line)
    for name, target in (("post", POST), ("link", LINK)):
        text = without_files.replace(POST, target).replace("DESK", desk.url)
        files[f"{name}.md"] = text.replace("id: request", f"id: {name}")
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", cwd=folder)
    assert (code, " error: " in errors) == (0, False), errors
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def watched(page):
    """A page in which nothing may be complained of."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: complaints.append(popup.url))
    yield page
    assert complaints == []


@pytest.mark.parametrize("name", ["post", "link"])
def test_whatever_stands_in_the_address_only_declared_fields_are_filled_in(
    watched, forms, desk, searches, name
):
    watched.goto(f"{forms}{name}/")
    found = watched.evaluate(OPEN_ALL, [searches, PARAMETERS])
    assert found["violations"] == []
    assert found["pure"] == [None, None]
    assert [url for url in found["fetched"] if "evil" in url] == []
    clean = found["clean"]
    assert watched.evaluate("document.title.includes('Request')")
    filled = 0
    for told in found["told"]:
        same = ("nodes", "tags", "action")
        assert [told[key] for key in same] == [clean[key] for key in same], told["search"]
        changed = [now for now, before in zip(told["values"], clean["values"], strict=True) if now != before]
        assert {name for name, _ in changed} <= set(PARAMETERS), told["search"]
        lengths = dict(map(tuple, told["lengths"]))
        assert lengths["tried"] <= 2000
        assert lengths["subject"] <= 500
        assert dict(map(tuple, told["values"]))["product"] in {"", "p1", "a1", "other"}
        assert set(told["sent"].split(",")) <= set(FIELDS[name])
        assert told["mail"] in {"subject", "subject,body"}
        filled += len(changed)
    assert filled > 200, "enough of them fill something in"
    assert desk.received == []


FIELDS = {
    "post": [
        *("product", "name_of_product", "category", "serial_number", "lights"),
        *("red", "subject", "description", "tried", "club"),
    ],
}
FIELDS["link"] = [*FIELDS["post"], "template"]


@pytest.mark.parametrize("name", ["post", "link"])
def test_what_such_an_address_filled_in_is_sent_as_the_value_of_its_field(
    watched, forms, desk, searches, name
):
    worst = [search for search in searches if "subject=" in search][:SENT]
    for search in worst:
        desk.received.clear()
        watched.goto(f"{forms}{name}/{search}")
        watched.select_option("#kb-field-product", "p1")
        watched.check("#kb-field-category")
        typed = {field: watched.input_value(f"#kb-field-{field}") for field in ("subject", "tried")}
        if not typed["subject"]:
            typed["subject"] = "x"
            watched.fill("#kb-field-subject", "x")
        watched.click(".kb-form__submit")
        if watched.locator(".kb-form__handover--link:not([hidden])").count():
            watched.goto(watched.get_attribute(".kb-form__handover--link .kb-form__reopen", "href"))
        else:
            watched.wait_for_url(f"{desk.url}/*")
        (received,) = desk.received
        names = [key for key, _ in received.fields]
        assert sorted(set(names)) == sorted(names)
        assert set(names) <= set(FIELDS[name])
        given = {key: value.replace("\r\n", "\n") for key, value in received.fields}
        assert given["subject"] == typed["subject"] or "[cut:" in given["subject"]
        assert received.path.partition("?")[0] == ("/tickets" if name == "post" else "/new")
