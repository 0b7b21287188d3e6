"""The foot of a page in Chromium: what is sent, what is kept, and what the reader is told about it."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from running import CONFIG, run_kbgen

pytestmark = pytest.mark.browser

FORM = """---
type: ticket-form
title: About a page
target: {{type: post, url: '{url}'}}
fallback: {{type: mailto, to: pages@desk.example, subject: A page}}
submit: Send the answer
sections:
  - title: All
    fields:
      - {{id: helpful, type: radios, label: Was this page helpful?, options: {{'yes': 'Yes', 'no': 'No'}}}}
      - {{id: reason, type: radios, label: Why?, options: {{wrong: Wrong, step: Step}}}}
      - {{id: comment, type: textarea, label: Text, send_as: body, max_length: 200}}
      - {{id: page, type: text, label: Page}}
      - {{id: title, type: text, label: Title}}
      - {{id: product, type: text, label: Product}}
      - {{id: language, type: text, label: Language}}
---
Text.
"""
GUIDE = """---
type: troubleshooting
title: It does not print
---
## Is it on? {#on}

- [Yes](#plug)
- [No](#plug)

## Push the plug in {#plug}

Push it in.

[Go on](#works)

## It works {#works .fixed}

Done.
"""


class Desk:
    """A strict target: takes forms at one address, and notes everything else that reaches it."""

    def __init__(self, folder=None):
        self.taken, self.strange, self.status = [], [], 200
        desk = self

        class Handler(SimpleHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                kind = self.headers["Content-Type"]
                if self.path == "/collect" and kind.startswith("application/x-www-form-urlencoded"):
                    desk.taken.append(dict(parse_qsl(body, keep_blank_values=True, strict_parsing=True)))
                else:
                    desk.strange.append((self.path, kind, body))
                self.send_response(desk.status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def do_OPTIONS(self):
                desk.strange.append(("preflight", self.path))
                self.send_error(405)

            def log_message(self, *_): ...

        handler = partial(Handler, directory=str(folder or "/nonexistent"))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def build(folder, url):
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    files = {
        "support/feedback.md": FORM.format(url=url),
        "a.md": "# Page A\n\nText.\n",
        "b.md": "# Page B\n\nText.\n",
        "guide.md": GUIDE,
    }
    for path, text in files.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, encoding="utf-8")
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 0, errors
    return folder / "site"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A desk on a server of its own, and a site that posts there."""
    desk = Desk()
    site = Desk(build(tmp_path_factory.mktemp("elsewhere"), f"{desk.url}collect"))
    yield desk, site.url
    for each in (desk, site):
        each.server.shutdown()
        each.server.server_close()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A site whose own server takes the form."""
    desk = Desk(build(tmp_path_factory.mktemp("own"), "/collect"))
    yield desk, desk.url
    desk.server.shutdown()
    desk.server.server_close()


@pytest.fixture(autouse=True)
def nothing_strange(elsewhere, own):
    for desk, _ in (elsewhere, own):
        desk.taken.clear()
        desk.status = 200
    yield
    assert elsewhere[0].strange == own[0].strange == []


def status(page, text):
    page.wait_for_selector(f".kb-feedback__status:has-text('{text}')")


def sent(desk, page, count=1):
    for _ in range(50):
        if len(desk.taken) >= count:
            break
        page.wait_for_timeout(50)
    assert len(desk.taken) == count
    return desk.taken


def vote_no(page, comment="The tray is missing"):
    page.check("#kb-helpful-no")
    page.check("#kb-reason-1")
    page.fill("#kb-feedback-comment", comment)


def test_without_javascript_the_form_posts_what_it_says(browser, elsewhere):
    desk, url = elsewhere
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + "a/")
    assert not page.is_visible("#kb-feedback-comment")
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    page.wait_for_url(f"{desk.url}collect")
    answer = {"page": "a/", "title": "Page A", "language": "en", "helpful": "no", "reason": "wrong"}
    assert desk.taken == [{**answer, "body": "The tray is missing"}]
    context.close()


def test_nothing_is_sent_before_the_button_is_pressed(page, elsewhere):
    desk, url = elsewhere
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url + "a/", wait_until="networkidle")
    vote_no(page)
    page.wait_for_timeout(300)
    assert desk.taken == []
    assert not [address for address in asked if address.startswith(desk.url)]


def test_an_answer_goes_to_another_server_and_the_reader_learns_what_is_known(page, elsewhere):
    desk, url = elsewhere
    page.goto(url + "a/", wait_until="networkidle")
    page.check("#kb-helpful-no")
    page.fill("#kb-feedback-comment", "Not sent with a yes")
    page.check("#kb-helpful-yes")
    page.click(".kb-feedback [type=submit]")
    status(page, "this page cannot see how it is taken there")
    assert sent(desk, page) == [{"page": "a/", "title": "Page A", "language": "en", "helpful": "yes"}]
    assert page.url == url + "a/"
    assert page.evaluate("document.activeElement.className") == "kb-feedback__status"


def test_what_was_said_is_remembered_for_the_page_and_can_be_changed(page, own):
    desk, url = own
    page.goto(url + "a/", wait_until="networkidle")
    page.check("#kb-helpful-yes")
    page.click(".kb-feedback [type=submit]")
    status(page, "Your answer has arrived")
    page.reload(wait_until="networkidle")
    assert "You said that this page helped" in page.inner_text(".kb-feedback")
    assert not page.is_visible(".kb-feedback__form")
    page.goto(url + "b/", wait_until="networkidle")
    assert page.is_visible(".kb-feedback__form")
    page.goto(url + "a/", wait_until="networkidle")
    page.click(".kb-feedback__change")
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    status(page, "Your answer has arrived")
    assert [answer["helpful"] for answer in sent(desk, page, 2)] == ["yes", "no"]
    assert "did not help" in page.inner_text(".kb-feedback")


def test_a_refused_answer_is_not_called_sent_and_can_be_mailed(page, own):
    desk, url = own
    desk.status = 500
    page.goto(url + "a/", wait_until="networkidle")
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    status(page, "not taken (error 500)")
    assert page.is_visible(".kb-feedback__form")
    link = page.get_attribute(".kb-feedback__status a", "href")
    assert link.startswith("mailto:pages@desk.example?subject=A%20page")
    assert "The%20tray%20is%20missing" in link
    assert "Why%3F%20Wrong" in link


@pytest.mark.parametrize("target", ["own", "elsewhere"])
def test_offline_the_answer_is_kept_and_sent_once_when_online_again(page, request, target):
    desk, url = request.getfixturevalue(target)
    page.goto(url + "a/", wait_until="networkidle")
    page.context.set_offline(True)
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    status(page, "kept in this browser")
    assert desk.taken == []
    page.context.set_offline(False)
    assert sent(desk, page)[0]["body"] == "The tray is missing"
    status(page, "sent now")
    page.goto(url + "b/", wait_until="networkidle")
    page.wait_for_timeout(200)
    assert len(desk.taken) == 1


def test_what_was_kept_is_sent_from_the_next_page_of_the_site(page, own):
    desk, url = own
    page.goto(url + "a/", wait_until="networkidle")
    page.route("**/collect", lambda route: route.abort())
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    status(page, "kept in this browser")
    page.unroute("**/collect")
    page.goto(url + "b/", wait_until="networkidle")
    assert sent(desk, page)[0]["page"] == "a/"


def test_where_nothing_may_be_kept_the_reader_is_told_and_offered_mail(page, own):
    _, url = own
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('denied'); }")
    page.goto(url + "a/", wait_until="networkidle")
    page.context.set_offline(True)
    vote_no(page)
    page.click(".kb-feedback [type=submit]")
    status(page, "Your answer is not sent")
    assert page.is_visible(".kb-feedback__status a[href^='mailto:pages@desk.example']")


def test_a_step_that_did_not_work_is_named(page, own):
    desk, url = own
    page.goto(url + "guide/#plug", wait_until="networkidle")
    assert page.locator("#on .kb-step__report").count() == 0
    page.click("#plug .kb-step__report")
    assert "Push the plug in" in page.inner_text(".kb-feedback__step")
    assert page.is_checked("#kb-helpful-no")
    assert page.evaluate("document.activeElement.id") == "kb-feedback-comment"
    page.keyboard.type("It is in")
    page.click(".kb-feedback [type=submit]")
    answer = sent(desk, page)[0]
    assert (answer["page"], answer["reason"], answer["body"]) == ("guide/#plug", "step", "It is in")


def test_report_a_problem_opens_the_question(page, own):
    _, url = own
    page.goto(url + "a/", wait_until="networkidle")
    page.click("text=Report a problem with this page")
    assert page.is_checked("#kb-helpful-no")
    assert page.is_visible("#kb-feedback-comment")


def test_the_keyboard_alone_answers(page, own):
    desk, url = own
    page.goto(url + "a/", wait_until="networkidle")
    page.focus("#kb-helpful-yes")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Why?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert sent(desk, page)[0]["body"] == "Why?"


def test_the_demonstrations_form_writes_an_email(page, site_url):
    page.goto(site_url + "faq/paper-and-ink/", wait_until="networkidle")
    vote_no(page, "A5 & envelopes?")
    href = page.evaluate("document.querySelector('kb-feedback').mail.href")
    assert href.startswith("mailto:pages@harbour-support.example?subject=About%20a%20page")
    for part in (
        "A5%20%26%20envelopes%3F",
        "faq%2Fpaper-and-ink%2F",
        "pressmark-p200",
        "Something%20is%20wrong",
    ):
        assert part in href
    page.click(".kb-feedback [type=submit]")
    status(page, "Nothing is sent until you send it")


def test_the_demonstrations_form_is_a_mailto_form_without_javascript(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "faq/paper-and-ink/")
    form = page.locator(".kb-feedback__form")
    assert form.get_attribute("action").startswith("mailto:pages@harbour-support.example")
    assert (form.get_attribute("method"), form.get_attribute("enctype")) == ("post", "text/plain")
    page.check("#kb-helpful-yes")
    assert page.is_visible(".kb-feedback [type=submit]")
    assert page.locator(".kb-step__report").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_open_form(browser, site_url, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site_url + "guides/paper-jam/", wait_until="networkidle")
    page.check("#kb-helpful-no")
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert wide <= 0
