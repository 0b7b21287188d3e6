import json
import subprocess

import pytest
import yaml
from running import CONFIG, ROOT, run_kbgen

from kbgen.diagnostics import format_diagnostic, sort_diagnostics
from kbgen.site.headers import check_headers, merge_headers

CASES = yaml.safe_load((ROOT / "tests/golden/headers.yml").read_text(encoding="utf-8"))
NETLIFY = """
import { parseAllHeaders } from "@netlify/headers-parser";
const found = await parseAllHeaders({ headersFiles: [process.argv[1]], configHeaders: [], minimal: false });
const hits = ({ forRegExp }) => forRegExp.test(process.argv[2]);
const headers = found.headers.map((rule) => ({ path: rule.for, values: rule.values, hits: hits(rule) }));
console.log(JSON.stringify({ headers, errors: found.errors.map(String) }));
"""
FORM = """\
---
type: ticket-form
title: Request
target: {type: post, preset: formspree, form: mabcdefg, redirect: /thanks.md}
fallback: {type: mailto, to: help@desk.example}
privacy: {text: We answer you.}
sections: [{title: You, fields: [{id: email, type: email, label: Email}]}]
---
"""
POLICY = (
    "form-action 'self' https://formspree.io https://kb.example mailto:; "
    "connect-src 'self' https://stats.example; base-uri 'self'"
)
SITE = CONFIG.replace("  - kbgen\n", "  - kbgen:\n      connect: [https://stats.example]\n") + (
    "site_url: https://kb.example/\n"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headers_of_the_site_and_of_its_forms_go_together(case):
    assert merge_headers(case["own"], case["policies"]) == case["merged"]
    problems = sort_diagnostics(check_headers("content/_headers", case["own"], case["policies"]))
    assert [format_diagnostic(problem) for problem in problems] == case["problems"]


def as_netlify_reads(path, address):
    """Return the rules of a `_headers` file as Netlify's own parser has them."""
    command = ["node", "--input-type=module", "-e", NETLIFY, str(path), address]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def test_a_built_site_says_in_both_places_where_its_form_sends_to(project):
    folder = project(
        {"support/request.md": FORM, "thanks.md": "# Thanks\n", "_headers": "/*\n  X-Frame-Options: DENY\n"},
        SITE,
    )
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    page = (folder / "site/support/request/index.html").read_text(encoding="utf-8")
    assert POLICY.replace("'", "&#39;") in page
    read = as_netlify_reads(folder / "site/_headers", "/support/request/")
    assert read["errors"] == []
    assert [(rule["path"], rule["values"]) for rule in read["headers"]] == [
        ("/*", {"X-Frame-Options": "DENY"}),
        ("/support/request/", {"Content-Security-Policy": POLICY}),
    ]
    assert all(rule["hits"] for rule in read["headers"])


def test_a_policy_of_the_site_that_blocks_its_form_is_told_by_check(project):
    own = "/*\n  Content-Security-Policy: form-action 'self'\n"
    folder = project({"support/request.md": FORM, "thanks.md": "# Thanks\n", "_headers": own}, SITE)
    code, _, errors = run_kbgen("check", cwd=folder)
    assert code == 1
    assert "content/_headers:2:1: error: this policy blocks the form at '/support/request/'" in errors


def test_an_option_that_is_no_origin_is_refused(project):
    folder = project({"a.md": "# A\n"}, SITE.replace("https://stats.example", "https://a.example;script-src"))
    code, _, errors = run_kbgen("build", cwd=folder)
    assert code == 1
    assert "is no origin; write it as https://stats.example" in errors
