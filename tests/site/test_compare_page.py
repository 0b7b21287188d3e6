"""The compare page as it is built: nothing in it is taken for HTML, and navigation lists none."""

import json
import re
from html import unescape

from running import run_kbgen

HOSTILE = "\"'><script>alert(1)</script>"
SPECS = {
    "families": {
        "a<b": {
            "label": f"Lamps {HOSTILE}",
            "groups": [f"Light {HOSTILE}"],
            "properties": {
                f"p{HOSTILE}": {"label": f"Power {HOSTILE}", "type": "text", "group": f"Light {HOSTILE}"}
            },
        }
    }
}


def files(count):
    """A family whose every text is hostile, written as JSON, which is YAML too."""
    made = {"_data/specs.yml": json.dumps(SPECS)}
    for at in range(count):
        maker = {"type": "manufacturer", "name": f"Maker {at} {HOSTILE}"}
        product = {
            "type": "product",
            "name": f"Lamp {at} {HOSTILE}",
            "manufacturer": f"m{at}",
            "family": "a<b",
            "model_numbers": [HOSTILE],
        }
        value = {"value": f"{at} {HOSTILE}", "condition": HOSTILE}
        spec = {"type": "spec", "product": f"l{at}", "properties": {f"p{HOSTILE}": value}}
        for name, front in (
            (f"manufacturers/m{at}", maker),
            (f"products/l{at}", product),
            (f"specs/s{at}", spec),
        ):
            made[f"{name}.md"] = f"---\n{json.dumps(front)}\n---\n"
    return made


def built(project, count):
    folder = project(files(count))
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder / "site"


def test_nothing_is_taken_for_html_in_either_layout(project):
    for count in (2, 6):
        page = (built(project, count) / "compare/a_3cb/index.html").read_text(encoding="utf-8")
        assert "<script>alert" not in page
        table = page[page.index("<kb-compare") : page.index("</kb-compare>")]
        assert unescape(table).count(f"Power {HOSTILE}") == 1
        labels = json.loads(re.search(r"data-labels='([^']*)'", table)[1])
        assert HOSTILE in labels["side"]


def test_hubs_and_lists_lead_there_and_navigation_does_not(project):
    site = built(project, 2)
    links = re.findall(r'<a([^>]*)href="[./]*compare/a_3cb/[^"]*"', (site / "index.html").read_text("utf-8"))
    assert len(links) == 1
    assert "md-nav" not in links[0]
    hub = (site / "products/l0/index.html").read_text("utf-8")
    assert hub.count("compare/a_3cb/?p=l0,l1") == 1
