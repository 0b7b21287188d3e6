"""A page of the demonstration on which no script may fail; a page with JavaScript and one without."""

import pytest


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def script(request):
    return request.param


@pytest.fixture
def view(browser, script):
    """A page that may leave the site for another, whose scripts are not ours."""
    context = browser.new_context(java_script_enabled=script)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
