"""The request form as a customer fills it in: what it asks, keeps, suggests and sends."""

import pytest
from desk import Desk
from request_site import request_site
from running import run_kbgen, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def form_url(tmp_path_factory, desk):
    folder = tmp_path_factory.mktemp("request")
    files, config = request_site(desk.url)
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    with serve(folder / "site") as address:
        yield f"{address}support/request/"


@pytest.fixture(autouse=True)
def forget(desk):
    desk.received.clear()


def shown(page):
    """Return the labels of the questions that can be seen."""
    return page.eval_on_selector_all(
        ".kb-form__field", "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.kbLabel)"
    )


def open_form(page, address):
    page.goto(address, wait_until="networkidle")


def answer_all(page):
    page.select_option("#kb-field-product", "p1")
    page.check("#kb-field-category")
    page.fill("#kb-field-subject", "Nothing is printed")


def test_questions_follow_the_answers_and_what_is_hidden_is_not_sent(page, form_url, desk):
    open_form(page, form_url)
    answer_all(page)
    assert "Which lights are on?" in shown(page)
    assert "Since when is it red?" not in shown(page)
    page.check("#kb-field-lights")
    page.fill("#kb-field-red", "Monday")
    page.check("#kb-field-category-2")
    assert [
        label for label in ("Which lights are on?", "Since when is it red?") if label in shown(page)
    ] == []
    page.fill("#kb-field-serial_number", "pr 12-34 56")
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/tickets")
    answers = desk.received[0].answers
    assert answers["category"] == "repair"
    assert answers["serial_number"] == "PR123456"
    assert {"lights", "red", "club", "name_of_product"} & set(answers) == set()


def test_a_question_becomes_required_by_another_answer(page, form_url, desk):
    open_form(page, form_url)
    answer_all(page)
    label = page.locator("label[for=kb-field-serial_number]")
    assert "(optional)" in label.inner_text()
    page.check("#kb-field-category-2")
    assert "(optional)" not in label.inner_text()
    page.click(".kb-form__submit")
    assert (
        page.locator("#kb-form-summary").inner_text().splitlines()[-1]
        == "Enter the serial number like AB123456"
    )
    assert desk.received == []


def test_a_section_without_questions_is_not_shown(page, form_url):
    open_form(page, form_url)
    assert not page.get_by_role("heading", name="About Alder").is_visible()
    page.select_option("#kb-field-product", "a1")
    assert page.get_by_role("heading", name="About Alder").is_visible()
    assert page.locator(".kb-form__where-list").inner_text() == "Alder A1: Under the lid, such as AL123456"


def test_a_draft_survives_reload_and_leaving_until_it_is_cleared(page, form_url):
    open_form(page, form_url)
    answer_all(page)
    page.check("#kb-field-lights")
    page.goto(form_url.replace("support/request/", "articles/jam/"))
    open_form(page, form_url)
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert page.is_checked("#kb-field-lights")
    assert page.get_by_text("Your answers from before are back.").is_visible()
    page.get_by_role("button", name="Clear them").click()
    assert page.input_value("#kb-field-subject") == ""
    page.reload()
    assert page.input_value("#kb-field-subject") == ""


def test_another_link_chooses_another_product_and_keeps_what_was_typed(page, form_url):
    open_form(page, f"{form_url}?product=p1&subject=Stripes")
    page.fill("#kb-field-description", "On every page")
    open_form(page, f"{form_url}?product=a1")
    assert page.input_value("#kb-field-product") == "a1"
    assert page.input_value("#kb-field-subject") == "Stripes"
    assert page.input_value("#kb-field-description") == "On every page"


def test_pages_are_suggested_politely_opened_beside_the_form_and_told_to_the_desk(page, form_url, desk):
    open_form(page, f"{form_url}?product=p1")
    page.fill("#kb-field-subject", "it always shows E-47")
    page.wait_for_selector(".kb-suggestions__link")
    assert page.evaluate("document.activeElement.id") == "kb-field-subject"
    assert page.locator(".kb-suggestions [role=status]").inner_text() == "1 page may help"
    with page.expect_popup() as opened:
        page.click(".kb-suggestions__link")
    assert opened.value.url.rstrip("/").endswith("articles/jam")
    tried = page.input_value("#kb-field-tried")
    assert "Opened of these: Paper jams again and again" in tried
    page.check("#kb-field-category")
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/tickets")
    assert desk.received[0].answers["tried"].replace("\r\n", "\n") == tried


def test_what_was_read_and_searched_for_before_is_told_to_the_desk(page, form_url):
    site = form_url.removesuffix("support/request/")
    page.goto(f"{site}search/?q=stuck+paper", wait_until="networkidle")
    page.click(".kb-hit__title")
    page.wait_for_url("**/articles/jam/**")
    open_form(page, form_url)
    assert page.input_value("#kb-field-tried").splitlines() == [
        "Searched here for: stuck paper",
        "Read here: Paper jams again and again",
    ]


def test_what_the_customer_changed_about_the_way_here_stays_changed(page, form_url):
    open_form(page, form_url)
    page.fill("#kb-field-subject", "it always shows E-47")
    page.wait_for_function("document.querySelector('#kb-field-tried').value")
    page.fill("#kb-field-tried", "I tried nothing.")
    page.fill("#kb-field-subject", "the paper is stuck in the rear tray")
    page.wait_for_timeout(1200)
    assert page.input_value("#kb-field-tried") == "I tried nothing."


def test_nothing_is_suggested_for_another_product(page, form_url):
    open_form(page, f"{form_url}?product=a1")
    page.fill("#kb-field-subject", "it always shows E-47")
    page.wait_for_timeout(1200)
    assert page.locator(".kb-suggestions__link").count() == 0


def test_the_demonstration_s_form_follows_its_route(page, site_url):
    page.goto(
        f"{site_url}support/request/?product=pressmark-p600&plan=pressmark-printcare",
        wait_until="networkidle",
    )
    assert page.inner_text("a.kb-form__mail") == "printcare@pressmark.example"
    told = "This request goes to Pressmark PrintCare, because your PrintCare plan is with Pressmark itself."
    assert page.inner_text(".kb-form__goes") == told
    page.select_option("#kb-field-product", "alder-14")
    assert page.inner_text(".kb-form__goes") == "This request goes to Harbour Support Desk."
    assert page.inner_text("a.kb-form__mail") == "support@harbour-support.example"
    assert page.get_attribute("a.kb-form__mail", "href").startswith("mailto:support@harbour-support.example?")


def test_files_are_checked_before_they_are_sent(page, form_url, desk, tmp_path):
    large, strange, right = (tmp_path / name for name in ("large.jpg", "run.exe", "note.txt"))
    large.write_bytes(b"x" * 1_000_001)
    strange.write_bytes(b"x")
    right.write_bytes(b"It blinks.\n")
    open_form(page, form_url)
    answer_all(page)
    for wrong, said in ((large, "must be smaller than 1 MB"), (strange, "must be one of .jpg, .txt")):
        page.set_input_files("#kb-field-photos", wrong)
        page.click(".kb-form__submit")
        assert said in page.locator("#kb-form-summary").inner_text()
    page.set_input_files("#kb-field-photos", right)
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/tickets")
    assert desk.received[0].files == (("photos", "note.txt", b"It blinks.\n"),)


def test_a_second_click_sends_nothing(page, form_url, desk):
    desk.behaviour.delay = 1.0
    try:
        open_form(page, form_url)
        answer_all(page)
        page.eval_on_selector(".kb-form__submit", "button => (button.click(), button.click())")
        page.wait_for_url(f"{desk.url}/tickets")
    finally:
        desk.behaviour.delay = 0.0
    assert len(desk.received) == 1


def test_without_javascript_every_question_is_there_and_says_to_whom_it_matters(browser, form_url, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(form_url)
    assert page.get_by_text("Only if “Which lights are on?” is “red”").is_visible()
    answer_all(page)
    page.fill("#kb-field-serial_number", "pr 12-34 56")
    page.click(".kb-form__submit")
    page.wait_for_url(f"{desk.url}/tickets")
    context.close()
    assert desk.received[0].answers["serial_number"] == "pr 12-34 56"
