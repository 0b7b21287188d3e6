"""What vendors' desks get from their presets' forms, held to their documentation, and what they answer."""

import ssl

import pytest
from desk import Behaviour
from running import serve
from vendor_desks import VendorDesks, vendors
from vendor_site import TAKES_FILES, launch_mapped, write_certificate, write_site

pytestmark = pytest.mark.browser
BY_SCRIPT = ("zendesk", "hubspot-v3", "zammad", "formspree-json")
BY_FORM = ("salesforce", "formspree", "hubspot-v2")
ARRIVES_AT = {"formspree-json": "formspree"}
WITHOUT_SCRIPT = {
    "zendesk": "zendesk-portal",
    "hubspot-v3": "hubspot-v2",
    "zammad": "formspree",
    "formspree-json": "formspree",
}
PHOTO = {"name": "tray.jpg", "mimeType": "image/jpeg", "buffer": b"not really a photo"}
READ = "Read here: Paper jams again and again"
PROBLEM = "Nothing is printed & <b>nothing</b> works: 100 %"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    hosts = {desk["host"] for desk in vendors().values()}
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*write_certificate(tmp_path_factory.mktemp("tls"), hosts))
    with VendorDesks(tls) as desks:
        yield desks


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vendors")
    (folder / "site").mkdir()
    with serve(folder / "site") as address:
        code, _, errors = write_site(folder, address)
        assert (code, "error" in errors) == (0, False), errors
        yield f"{address}support/"


@pytest.fixture(scope="module")
def mapped(browser, desks):
    hosts = {desk["host"] for desk in vendors().values()}
    browser = launch_mapped(browser, hosts, desks.port)
    yield browser
    browser.close()


@pytest.fixture(params=[True], ids=["script"])
def visitor(request, mapped, desks):
    desks.forget()
    context = mapped.new_context(ignore_https_errors=True, java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def fill(page, address, script=True, email="ann@desk.example"):
    page.goto(address)
    page.fill("[data-kb-field=name] input", "Ann Example")
    page.fill("[data-kb-field=email] input", email)
    page.fill("[data-kb-field=phone] input", "+44 1632 960001")
    page.fill("[data-kb-field=company] input", "Example Ltd")
    page.select_option("[data-kb-field=product] select", "p1")
    page.check("[data-kb-field=category] input[value=fault]")
    page.check("[data-kb-field=lights] input[value=red]")
    if script:
        page.check("[data-kb-field=lights] input[value=green]")
    page.fill("[data-kb-field=red] input", "Monday")
    page.fill("[data-kb-field=subject] input", PROBLEM)
    page.fill("[data-kb-field=description] textarea", "It hums.\nLoudly. Größe, 日本")
    page.fill("[data-kb-field=tried] textarea", READ)


def told_to(judged):
    """Return everything that a desk was told, as one text."""
    return repr(judged.received.fields)


@pytest.mark.parametrize("name", BY_FORM)
def test_a_desk_takes_the_whole_form_and_leads_back_to_the_thanks(visitor, forms, desks, name):
    fill(visitor, f"{forms}{name}/")
    visitor.click(".kb-form__submit")
    visitor.wait_for_url(f"{forms}thanks/*" if name == "formspree" else f"{forms}thanks/")
    assert desks.refused == []
    (ticket,) = desks.accepted
    assert ticket.vendor == name
    values = [value for _, value in ticket.received.fields]
    whole = [
        "Ann Example",
        "ann@desk.example",
        PROBLEM,
        "Monday",
        "p1",
        READ,
    ]
    assert [value for value in whole if value not in values] == []
    assert "It hums.\r\nLoudly. Größe, 日本" in values
    assert not {"club", "name_of_product", "device_name", "00N000000000008"} & set(ticket.received.answers)


@pytest.mark.parametrize("name", BY_SCRIPT)
def test_a_desk_s_api_takes_the_whole_form(visitor, forms, desks, name):
    fill(visitor, f"{forms}{name}/")
    if name in TAKES_FILES:
        visitor.set_input_files("[data-kb-field=photos] input", PHOTO)
    visitor.click(".kb-form__submit")
    visitor.wait_for_selector(".kb-form__sent:not([hidden])")
    assert desks.refused == []
    ticket = desks.accepted[-1]
    assert [content for *_, content in ticket.received.files] == [PHOTO["buffer"]] * (name in TAKES_FILES)
    assert ticket.vendor == ARRIVES_AT.get(name, name)
    told = told_to(ticket)
    for value in ("Ann Example", "ann@desk.example", PROBLEM, "Monday", "Paper jams again", "Größe, 日本"):
        assert value in told
    assert "Club" not in told
    told_to_customer = {"zendesk": "35436", "zammad": "64007", "hubspot-v3": "Thanks for writing."}
    assert told_to_customer.get(name, "has arrived") in visitor.inner_text(".kb-form__sent")
    assert len([one for one in desks.judged if one.vendor == ticket.vendor]) == 1


@pytest.mark.parametrize("visitor", [False], indirect=True, ids=["no script"])
@pytest.mark.parametrize("name", [*BY_FORM, *WITHOUT_SCRIPT])
def test_without_javascript_a_desk_takes_the_form_itself(visitor, forms, desks, name):
    fill(visitor, f"{forms}{name}/", script=False)
    visitor.click(".kb-form__submit")
    visitor.wait_for_url(lambda url: url.partition("?")[0] != f"{forms}{name}/")
    ignored = {"name", "phone", "company", "name_of_product", "club"} if name == "zendesk" else set()
    assert {(wrong.kind, wrong.name) for wrong in desks.refused} == {("unknown", each) for each in ignored}
    assert desks.judged[0].vendor == WITHOUT_SCRIPT.get(name, name)
    assert PROBLEM in [value for _, value in desks.judged[0].received.fields]


REFUSED = {
    "zendesk": "Email: ann@localhost is not properly formatted",
    "hubspot-v3": "Invalid email address",
    "zammad": "Enter an email address that exists, like name@example.com",
    "formspree-json": "should be an email",
}


@pytest.mark.parametrize("name", BY_SCRIPT)
def test_what_a_desk_objects_to_stands_at_the_field_and_the_rest_stays(visitor, forms, desks, name):
    fill(visitor, f"{forms}{name}/", email="ann@localhost")
    visitor.click(".kb-form__submit")
    visitor.wait_for_selector("#kb-form-summary:not([hidden])")
    assert visitor.inner_text(".kb-form__summary-list") == REFUSED[name]
    assert REFUSED[name] in visitor.inner_text("[data-kb-field=email]")
    assert "Your request was not taken" in visitor.inner_text(".kb-form__failed")
    assert PROBLEM in visitor.input_value(".kb-form__failed textarea")
    assert visitor.get_attribute(".kb-form__instead", "href").startswith("mailto:help@desk.example?subject=")
    assert visitor.input_value("[data-kb-field=subject] input") == PROBLEM
    assert desks.accepted == [] or desks.accepted[0].vendor == "zammad-config"
    visitor.fill("[data-kb-field=email] input", "ann@desk.example")
    visitor.click(".kb-form__submit")
    visitor.wait_for_selector(".kb-form__sent:not([hidden])")
    at_desk = [one for one in desks.judged if one.vendor == ARRIVES_AT.get(name, name)]
    assert [bool(one.wrong) for one in at_desk] == [True, False]


ANYBODY = {"Access-Control-Allow-Origin": "*"}
JSON = {"Content-Type": "application/json", **ANYBODY}
WAIT = {"Retry-After": "90", "Access-Control-Expose-Headers": "Retry-After"}
OFF = Behaviour(403, '{"error": "Not authorized"}')
GONE = Behaviour(404, '{"error": "Form not found"}', JSON)
CAPTCHA = Behaviour(200, "<h1>Are you a robot?</h1>", ANYBODY)
TOO_MANY = Behaviour(429, '{"status": "error", "message": "Ten seconds"}', {**JSON, **WAIT})
UNKNOWN = "We do not know whether your request arrived"
WORDS = {
    "an error that the page may not read": ("zendesk", Behaviour(429, "{}"), UNKNOWN),
    "a form that is turned off": ("zammad-config", OFF, "Your request was not sent"),
    "a form that does not exist": ("formspree", GONE, "refused it. Change what it says, or send the request"),
    "a page that asks for a captcha": ("formspree", CAPTCHA, UNKNOWN),
    "too many requests": ("hubspot-v3", TOO_MANY, "Wait 2 minutes and send it again. Ten seconds"),
}


@pytest.mark.parametrize("fault", WORDS)
def test_what_a_desk_answers_instead_is_told_truthfully(visitor, forms, desks, fault):
    vendor, answer, words = WORDS[fault]
    desks.faults[vendor] = answer
    page = {"zammad-config": "zammad", "formspree": "formspree-json"}.get(vendor, vendor)
    fill(visitor, f"{forms}{page}/")
    visitor.click(".kb-form__submit")
    visitor.wait_for_selector(".kb-form__failed:not([hidden])")
    assert words in " ".join(visitor.inner_text(".kb-form__failed").split())
    assert PROBLEM in visitor.input_value(".kb-form__failed textarea")
    assert [one.vendor for one in desks.judged] == [vendor]
    assert visitor.is_visible(".kb-form__instead")
