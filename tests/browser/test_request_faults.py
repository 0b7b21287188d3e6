"""Desks that are slow, down or broken: the text stays, the truth is told, nothing is sent twice."""

import json
import socket

import pytest
from desk import Behaviour, Desk
from request_site import request_site
from running import run_kbgen, serve

pytestmark = pytest.mark.browser
API = '{type: json, url: "DESK/api", over: {type: post, url: "DESK/tickets"}}'
POST = '{type: post, url: "DESK/tickets"}'
READABLE = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
ARRIVED = Behaviour(body=json.dumps({"number": "4711"}), headers=READABLE)
MAY_HAVE_ARRIVED = "No answer from the desk so far. Your request may have arrived"


def free_address():
    """Return an address at which nobody answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"


@pytest.fixture(scope="module")
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def nobody():
    return free_address()


@pytest.fixture(scope="module")
def forms(tmp_path_factory, desk, nobody):
    folder = tmp_path_factory.mktemp("faults")
    files, config = request_site("DESK")
    request = files.pop("support/request.md").replace(POST, "TARGET")
    own = "".join(line for line in request.splitlines(keepends=True) if "type: files" not in line)
    desks = {"": desk.url, "-down": nobody}
    for name, target in (("post", POST), ("api", API)):
        for state, url in desks.items():
            text = own.replace("id: request", f"id: {name}{state}")
            files[f"{name}{state}.md"] = text.replace("TARGET", target.replace("DESK", url))
    (folder / "mkdocs.yml").write_text(config)
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    with serve(folder / "site") as address:
        yield address


@pytest.fixture(autouse=True)
def forget(desk):
    desk.received.clear()
    desk.behaviour = Behaviour()


def fill(page, address):
    page.goto(address)
    page.select_option("#kb-field-product", "p1")
    page.check("#kb-field-category")
    page.fill("#kb-field-subject", "Nothing is printed")
    page.fill("#kb-field-description", "Since Monday.")


def send(page):
    page.click(".kb-form__submit")


def progress(page):
    return page.inner_text(".kb-form__progress")


def come_back(page):
    """Go back from a page that is not ours, as a customer does."""
    page.go_back()
    page.wait_for_selector("#kb-field-subject")
    page.wait_for_function("document.querySelector('#kb-field-subject').value")
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert page.input_value("#kb-field-description") == "Since Monday."
    assert page.is_checked("#kb-field-category")


FAULTS = {
    "a fault": Behaviour(500, "<h1>Internal Server Error</h1>"),
    "too many requests": Behaviour(429, "<h1>Too many requests</h1>", {"Retry-After": "60"}),
    "a cut connection": Behaviour(cut=True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_who_comes_back_from_a_desk_s_error_page_finds_the_text_and_can_send_again(page, forms, desk, fault):
    """Chromium's network stack repeats a POST once where a connection breaks before a word of the answer."""
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    desk.behaviour = FAULTS[fault]
    fill(page, f"{forms}post/")
    send(page)
    page.wait_for_url(lambda url: not url.startswith(forms))
    assert sent == [f"{desk.url}/tickets"], "nothing is sent again by itself"
    assert desk.received
    desk.received.clear()
    desk.behaviour = Behaviour()
    come_back(page)
    send(page)
    page.wait_for_url(f"{desk.url}/tickets")
    assert [received.answers["subject"] for received in desk.received] == ["Nothing is printed"]


def test_who_comes_back_from_a_desk_that_is_down_finds_the_text(page, forms, nobody):
    fill(page, f"{forms}post-down/")
    send(page)
    page.wait_for_url(lambda url: not url.startswith(forms))
    come_back(page)
    assert page.get_by_role("link", name="help@desk.example").is_visible()


def test_an_api_that_is_down_leaves_the_text_and_another_way(page, forms):
    fill(page, f"{forms}api-down/")
    send(page)
    page.wait_for_selector(".kb-form__failed:not([hidden])")
    assert "We do not know whether your request arrived" in page.inner_text(".kb-form__failed")
    assert page.is_visible(".kb-form__instead")
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert progress(page) == ""


@pytest.mark.parametrize(
    "answer", [Behaviour(204, ""), Behaviour(303, "", {"Location": "http://third.example/thanks"})]
)
def test_a_desk_that_leaves_the_page_standing_may_have_the_request(page, forms, desk, answer):
    """Nothing to see, or a redirect that the page's policy forbids: the browser stays where it is."""
    desk.behaviour = answer
    page.clock.install()
    fill(page, f"{forms}post/")
    send(page)
    page.wait_for_function("document.querySelector('.kb-form__progress').textContent")
    assert progress(page) == "Sending your request…"
    page.clock.fast_forward(9_000)
    assert "Still sending" in progress(page)
    page.clock.fast_forward(12_000)
    assert MAY_HAVE_ARRIVED in progress(page)
    assert page.get_attribute(".kb-form__submit", "aria-disabled") is None
    assert page.url == f"{forms}post/"
    assert page.input_value("#kb-field-subject") == "Nothing is printed"
    assert len(desk.received) == 1
    page.fill("#kb-field-description", "Since Tuesday.")
    assert MAY_HAVE_ARRIVED in progress(page), "that stays true while the customer writes on"


def test_a_slow_api_is_waited_for_and_asked_once_whatever_the_customer_does(page, forms, desk):
    desk.behaviour = Behaviour(body=ARRIVED.body, headers=READABLE, delay=2.5)
    page.clock.install()
    fill(page, f"{forms}api/")
    send(page)
    assert progress(page) == "Sending your request…"
    page.clock.fast_forward(9_000)
    assert "Still sending" in progress(page)
    page.fill("#kb-field-description", "Since Monday. And louder.")
    page.evaluate("document.querySelector('.kb-form__submit').click()")
    page.wait_for_selector(".kb-form__sent:not([hidden])")
    assert "4711" in page.inner_text(".kb-form__sent")
    assert len(desk.received) == 1


def test_an_api_that_answers_too_late_may_have_the_request(page, forms, desk):
    desk.behaviour = Behaviour(body=ARRIVED.body, headers=READABLE, delay=3)
    page.add_init_script(
        "const wait = AbortSignal.timeout; AbortSignal.timeout = (time) => wait.call(AbortSignal, time / 60)"
    )
    fill(page, f"{forms}api/")
    send(page)
    page.wait_for_selector(".kb-form__failed:not([hidden])")
    told = page.inner_text(".kb-form__failed")
    assert "We do not know whether your request arrived" in told
    assert "did not answer in time" in told
    assert page.is_visible(".kb-form__instead")
    page.wait_for_timeout(2500)
    assert len(desk.received) == 1, "nothing is sent again by itself"
    assert page.is_visible(".kb-form__failed"), "a late answer does not turn what was said around"


def test_offline_a_form_that_the_browser_sends_stays_on_the_page(page, context, forms, desk):
    fill(page, f"{forms}post/")
    context.set_offline(True)
    send(page)
    page.wait_for_function("document.querySelector('.kb-form__progress').textContent")
    assert "Nothing was sent: there is no connection to the internet." in progress(page)
    assert page.url == f"{forms}post/"
    assert desk.received == []
    context.set_offline(False)
    send(page)
    page.wait_for_url(f"{desk.url}/tickets")
    assert len(desk.received) == 1
