"""What tests of the whole share: the demonstration built once, served, and seen in Chromium."""

import shutil

import hypothesis
import pytest
from running import CHROMIUM_FLAGS, CONFIG, ROOT, run_kbgen, serve

# A busy machine is no failure: how long an example takes says nothing about whether it is right.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


@pytest.fixture
def project(tmp_path):
    """Make a project from texts or bytes by path below `content/`."""

    def make(files, config=CONFIG):
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, text in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return make


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration's folder, copied, and built into `site`."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder


@pytest.fixture(scope="session")
def site_url(demo):
    """The address at which the built demonstration is served."""
    with serve(demo / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium under Playwright."""
    from playwright import sync_api

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("browser tests need Chromium; run 'make chromium'")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
