"""What a customer has written and sent: two tabs, the way back, no storage, the page of thanks."""

import pytest
from desk import Behaviour, Desk
from form_states import TAKEN, states_site
from running import CHROMIUM_FLAGS, run_kbgen, serve

pytestmark = pytest.mark.browser
FULL = "void (Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') })"


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def built(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("kept")
    files, config = states_site(desk.url)
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder


@pytest.fixture(scope="module")
def form_url(built):
    with serve(built / "site") as address:
        yield f"{address}support/request/"


@pytest.fixture(autouse=True)
def forget(desk):
    desk.received.clear()
    desk.behaviour = TAKEN


def fill(page, product="p1", subject="Nothing is printed"):
    page.select_option("#kb-field-product", product)
    page.check("#kb-field-category")
    page.fill("#kb-field-subject", subject)


def open_and_fill(page, form_url, **answers):
    page.goto(form_url)
    fill(page, **answers)


def send_to(page, desk, path, behaviour):
    desk.behaviour = behaviour
    page.click(".kb-form__submit")
    page.wait_for_url(path)


def leads_back(form_url):
    return Behaviour(303, "", {"Location": f"{form_url}sent/"})


def test_a_desk_that_leads_back_ends_on_the_page_of_thanks(page, form_url, desk):
    open_and_fill(page, form_url, product="a1")
    send_to(page, desk, "**/sent/", leads_back(form_url))
    assert desk.received[0].path == "/alder"
    assert desk.received[0].answers["back"] == f"{form_url}sent/"
    assert "It went to Alder" in page.inner_text(".kb-form__sent")
    assert "Nothing is printed" in page.input_value(".kb-form__sent textarea")
    with page.expect_download() as saved:
        page.click(".kb-sent__download")
    assert "The problem in one sentence: Nothing is printed" in saved.value.path().read_text()
    page.goto(form_url)
    assert page.input_value("#kb-field-subject") == "", "what has arrived is no draft any more"


def test_a_new_draft_survives_another_look_at_the_page_of_thanks(page, form_url, desk):
    open_and_fill(page, form_url, product="a1")
    send_to(page, desk, "**/sent/", leads_back(form_url))
    open_and_fill(page, form_url, subject="Something else")
    page.goto(f"{form_url}sent/")
    assert "Nothing is printed" in page.input_value(".kb-form__sent textarea")
    page.goto(form_url)
    assert page.input_value("#kb-field-subject") == "Something else"


def test_who_comes_back_from_a_desk_that_leads_nowhere_finds_text_and_truth(page, form_url, desk):
    open_and_fill(page, form_url, product="a1")
    send_to(page, desk, "**/alder", Behaviour(500, "broken"))
    page.go_back()
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert "was not told whether it arrived" in page.inner_text(".kb-form__unsure")
    page.fill("#kb-field-subject", "Another question")
    assert not page.is_visible(".kb-form__unsure")


@pytest.fixture(scope="module")
def page_with_a_memory(browser):
    """A page of a browser that keeps the pages it has left (bfcache), as people's browsers do."""
    launched = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=CHROMIUM_FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched.new_page()
    launched.close()


def test_back_from_the_page_of_thanks_the_form_says_that_it_was_sent(page_with_a_memory, form_url, desk):
    page = page_with_a_memory
    open_and_fill(page, form_url, product="a1")
    page.evaluate("addEventListener('pageshow', event => { window.persisted = event.persisted })")
    send_to(page, desk, "**/sent/", leads_back(form_url))
    page.go_back(wait_until="commit")
    page.wait_for_selector(".kb-form__already:not([hidden])")
    assert page.evaluate("window.persisted"), "the browser has made a new page instead"
    assert page.get_attribute(".kb-form__submit", "aria-disabled") is None
    page.goto(f"{form_url}sent/")
    page.goto(form_url)
    assert page.input_value("#kb-field-subject") == "", "what was sent became a draft again"


def test_back_from_a_page_that_was_read_the_text_is_there(page, form_url):
    open_and_fill(page, form_url)
    page.goto(form_url.replace("support/request/", "articles/jam/"))
    page.go_back()
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert not page.is_visible(".kb-form__already")


def test_two_tabs_keep_drafts_of_their_own(context, form_url):
    first, second = context.new_page(), context.new_page()
    open_and_fill(first, form_url, subject="First")
    open_and_fill(second, form_url, subject="Second")
    first.reload()
    second.reload()
    assert (first.input_value("#kb-field-subject"), second.input_value("#kb-field-subject")) == (
        "First",
        "Second",
    )


def test_a_duplicated_tab_goes_its_own_way_and_learns_what_the_first_has_sent(context, form_url, desk):
    first = context.new_page()
    open_and_fill(first, form_url)
    first.wait_for_timeout(600)
    with context.expect_page() as opened:
        first.evaluate("void window.open(location.href)")
    second = opened.value
    second.wait_for_load_state()
    assert second.input_value("#kb-field-subject") == "Nothing is printed"
    assert not second.is_visible(".kb-form__already")
    send_to(first, desk, "**/sent/", TAKEN)
    second.wait_for_selector(".kb-form__already:not([hidden])")
    second.fill("#kb-field-subject", "Something else")
    assert not second.is_visible(".kb-form__already")
    second.reload()
    assert second.input_value("#kb-field-subject") == "Something else"


def test_without_room_the_customer_is_told_and_asked_before_leaving(page, form_url):
    page.goto(form_url)
    page.evaluate(FULL)
    fill(page)
    page.wait_for_selector(".kb-form__unkept:not([hidden])")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => location.assign('/'))")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.input_value("#kb-field-subject") == "Nothing is printed"


def test_without_room_a_form_still_arrives_and_nothing_false_is_said(page, form_url, desk):
    page.goto(form_url)
    page.evaluate(FULL)
    fill(page, product="a1")
    page.wait_for_selector(".kb-form__unkept:not([hidden])")
    send_to(page, desk, "**/sent/", leads_back(form_url))
    assert page.is_visible(".kb-sent__none")
    assert not page.is_visible(".kb-form__sent")
    assert "You come here once the form has passed your request on" in page.inner_text(".kb-sent__lead")


def test_an_email_counts_as_sent_when_the_customer_says_so(page, form_url):
    open_and_fill(page, form_url)
    page.click(".kb-form__mail")
    page.wait_for_selector(".kb-form__handover--mail:not([hidden])")
    page.reload()
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    page.click(".kb-form__mail")
    page.get_by_role("button", name="I have sent the email").click()
    page.wait_for_url("**/sent/")
    told = page.inner_text(".kb-form__sent")
    assert "You told this page that you have sent the email to help@desk.example" in told
    page.goto(form_url)
    assert page.input_value("#kb-field-subject") == ""


def test_without_javascript_the_page_of_thanks_claims_nothing(browser, form_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{form_url}sent/")
    text = page.inner_text("main")
    context.close()
    assert "You come here once the form has passed your request on to The test desk or Alder." in text
    assert "We answer by email." in text
    assert "What you sent" not in text


def test_without_javascript_the_form_says_who_answers_what(browser, form_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(form_url)
    text = page.inner_text(".kb-form__route")
    context.close()
    assert "This request goes to The test desk." in text
    assert "If “Product: manufacturer” is “Alder”: Alder answers." in text


def test_nobody_finds_the_page_of_thanks_who_has_not_sent_anything(built):
    site = built / "site"
    assert '<meta name="robots" content="noindex">' in (site / "support/request/sent/index.html").read_text()
    assert "request/sent" not in (site / "sitemap.xml").read_text()
    assert all("request/sent" not in path.read_text() for path in (site / "search").rglob("*.js"))
    assert "Thank you" not in (site / "index.html").read_text()
