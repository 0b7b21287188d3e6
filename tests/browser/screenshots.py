"""Pictures of the demonstration for people to look at: phone and desktop, light and dark.

make screenshots          writes .screenshots/<page>-<width>-<scheme>.png
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from running import CHROMIUM_FLAGS, serve  # noqa: E402 - the tests' folder has just been put on the path

PAGES = {
    "home": "",
    "product": "products/pressmark-p200/",
    "faq": "faq/paper-and-ink/",
    "spec": "specs/pressmark-p200/",
    "compare": "compare/printer/",
    "guide": "guides/printer-does-not-print/",
    "article": "articles/printers/error-e-47-print-head/",
    "results": "search/?q=E-47",
    "nothing-found": "search/?q=zzxxyy",
    "form": "support/request/?product=pressmark-p200&page=faq%2Fpaper-and-ink%2F",
    "sent": "support/request/sent/",
    "manufacturer": "manufacturers/pressmark/",
    "known-issue": "known-issues/p200-e31-after-3-4-0/",
    "plan": "support/yearly-plan/",
    "centre": "support/service-centre-bristol/",
    "plans": "support-plans/",
    "centres": "service-centres/",
    "category": "articles/printers/",
    "a-z": "a-z/",
    "not-found": "no/such/page/",
}
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


def main() -> None:
    """Build the demonstration and take every picture."""
    wanted = sys.argv[1:] or list(PAGES)
    target = ROOT / ".screenshots"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "kbgen", "build", "--site-dir", f"{folder}/site"]
        subprocess.run(command, cwd=ROOT, check=True)
        executable = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        with serve(Path(folder, "site")) as address:
            for scheme in ("light", "dark"):
                for width, size in WIDTHS.items():
                    take(browser, address, target, scheme, width, size, wanted)
        browser.close()


def take(
    browser: Browser,
    address: str,
    target: Path,
    scheme: str,
    width: str,
    size: tuple[int, int],
    wanted: list[str],
) -> None:
    """Take the pictures of one width and colour scheme."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="light" if scheme == "light" else "dark"
    )
    page = context.new_page()
    for name in wanted:
        page.goto(address + PAGES[name], wait_until="networkidle")
        page.screenshot(
            path=target / f"{name}-{width}-{scheme}.png", full_page=name not in {"home", "results"}
        )
    context.close()


if __name__ == "__main__":
    main()
