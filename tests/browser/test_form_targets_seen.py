"""Targets of forms in Chromium: what arrives at a desk, with JavaScript and without, and what does not."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from running import CONFIG, run_kbgen, serve

pytestmark = pytest.mark.browser

FORM = """\
---
type: ticket-form
title: Request
target:
  type: {type}
  preset: {preset}
  url: "{url}"
  constants: {{queue: "1"}}
  fields: {{subject: title, description: body}}
fallback: {{type: mailto, to: help@desk.example}}
privacy: {{text: We answer you.}}
sections:
  - title: All
    fields:
      - {{id: subject, type: text, label: Subject, max_length: 80}}
      - {{id: description, type: textarea, label: What happens, max_length: 4000}}
      - {{id: kind, type: radios, label: Kind, options: {{fault: A fault, question: A question}}}}
---
"""
NARROW = """\
label: Desk
source: https://desk.example/
checked: 2026-11-22
url: '{url}'
settings: {url: {label: its address, kind: address, example: https://desk.example/new}}
fields: {subject: title, description: body}
others: none
budget: 1000
"""


class Desk(BaseHTTPRequestHandler):
    """A desk that notes what it is asked and answers with a page."""

    def do_GET(self):
        self.note(parse_qsl(urlsplit(self.path).query))

    def do_POST(self):
        self.note(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))

    def note(self, pairs):
        if "favicon" not in self.path:
            self.server.asked.append((self.command, self.path.partition("?")[0], pairs))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Desk</title>thanks")

    def log_message(self, *_): ...


@pytest.fixture(scope="module")
def desk():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def asked(desk):
    desk.asked.clear()
    return desk.asked


@pytest.fixture(scope="module")
def built(tmp_path_factory, desk):
    root = tmp_path_factory.mktemp("targets")
    (root / "content/_data/presets/link").mkdir(parents=True)
    (root / "content/_data/presets/link/narrow.yml").write_text(NARROW, encoding="utf-8")
    url = f"http://127.0.0.1:{desk.server_address[1]}"
    for name, kind, preset in (
        ("post", "post", "generic"),
        ("link", "link", "generic"),
        ("narrow", "link", "narrow"),
    ):
        text = FORM.format(type=kind, url=f"{url}/{name}", preset=preset)
        (root / f"content/{name}.md").write_text(text, encoding="utf-8")
    (root / "content/paper.md").write_text("# Paper jam\n\nPull the paper out.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    code, _, errors = run_kbgen("build", cwd=root)
    assert code == 0, errors
    return root / "site"


@pytest.fixture(scope="module")
def address(built):
    with serve(built) as found:
        yield found


def fill_and_send(page, description="It hums\nloudly"):
    page.get_by_label("Subject").fill("Größe & Lärm")
    page.get_by_label("What happens").fill(description)
    page.get_by_label("A fault").check()
    page.get_by_role("button", name="Send request").click()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("name", ["post", "link"])
def test_a_request_arrives_under_the_names_of_the_desk(browser, address, asked, name, script):
    page = browser.new_page(java_script_enabled=script)
    page.goto(f"{address}{name}/")
    fill_and_send(page)
    page.wait_for_url(f"**/{name}*")
    page.get_by_text("thanks").wait_for()
    page.close()
    method = "POST" if name == "post" else "GET"
    answers = [("queue", "1"), ("title", "Größe & Lärm"), ("kind", "fault"), ("body", "It hums\r\nloudly")]
    (found,) = asked
    assert (found[0], found[1], sorted(found[2])) == (method, f"/{name}", sorted(answers))


def test_what_the_desk_has_no_field_for_goes_along_in_the_description(browser, address, asked):
    page = browser.new_page()
    page.goto(f"{address}narrow/")
    fill_and_send(page)
    page.get_by_text("thanks").wait_for()
    page.close()
    body = "It hums\r\nloudly\r\n\r\nAll\r\n---\r\nKind: A fault"
    assert asked == [("GET", "/narrow", [("queue", "1"), ("title", "Größe & Lärm"), ("body", body)])]


def test_a_request_that_is_too_long_for_a_link_is_cut_where_one_can_see_it(browser, address, asked):
    page = browser.new_page()
    page.goto(f"{address}narrow/")
    fill_and_send(page, "word " * 600)
    panel = page.get_by_role("group", name="Your request is too long for a link")
    panel.wait_for()
    assert "What happens, Kind" in panel.inner_text()
    assert "word " * 599 in panel.locator("textarea").input_value()
    link = panel.get_by_role("link", name="Open Desk in a new tab").get_attribute("href")
    assert 900 < len(link) <= 1000
    assert page.evaluate("document.activeElement.className").startswith("kb-form__handover")
    page.close()
    assert asked == []


def test_a_form_that_was_turned_to_another_address_sends_nothing(browser, address, desk):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"{address}post/")
    page.evaluate(
        """port => {
            const tell = (done) => ({ violatedDirective }) => done(violatedDirective);
            window.stopped = new Promise((done) => addEventListener("securitypolicyviolation", tell(done)));
            const form = document.querySelector(".kb-form__form");
            form.action = `http://127.0.0.1:${port}/steal`;
            setTimeout(() => form.requestSubmit());
        }""",
        server.server_address[1],
    )
    assert page.evaluate("window.stopped") == "form-action"
    fetched = (
        f"fetch('http://127.0.0.1:{server.server_address[1]}/steal').then(() => 'sent', () => 'stopped')"
    )
    assert page.evaluate(fetched) == "stopped"
    page.close()
    server.shutdown()
    server.server_close()
    assert server.asked == []


@pytest.mark.parametrize("place", ["web", "folder"])
def test_the_policy_breaks_nothing_else_on_the_page(browser, address, built, place):
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}post/" if place == "web" else (built / "post/index.html").as_uri())
    box = page.get_by_role("combobox").first
    box.fill("paper jam")
    page.get_by_role("option", name="Paper jam").first.wait_for()
    box.press("Enter")
    page.wait_for_url("**/*paper*")
    page.close()
    assert [text for text in problems if "Content Security Policy" in text] == []
