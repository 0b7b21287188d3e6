"""The page of thanks in a built site: generated for each form, written instead, or named by a target."""

import pytest
from running import CONFIG, run_kbgen

FORM = """---
type: ticket-form
title: Request
target: {target}
fallback: none
{more}sections:
  - title: All
    fields:
      - {{id: subject, type: text, label: Subject}}
      - {{id: plan, type: radios, label: Plan, options: {{none: None, care: Care}}}}
---
"""
CARE = """---
type: support-plan
name: Care
provider: third-party
provider_name: Harbour
term: yearly
price: 99 EUR
covers: [Repairs]
response: 2 business hours
resolution: 2 business days
contact: {email: help@desk.example}
---
"""
FORMSPREE = "{type: post, preset: formspree, form: mabcdefg}"
SITE = CONFIG + "site_url: https://kb.example/help/\n"


def build(project, files, config=SITE):
    folder = project(files, config)
    code, _, errors = run_kbgen("build", cwd=folder)
    assert (code, "error:" in errors) == (0, False), errors
    return folder / "site"


def form(target, more=""):
    return FORM.format(target=target, more=more)


@pytest.mark.parametrize(
    ("target", "sent"),
    [
        (FORMSPREE, 'name="_next" value="https://kb.example/help/support/request/sent/"'),
        (
            "{type: post, preset: web3forms, access_key: 00000000-0000-4000-8000-000000000000}",
            'name="redirect" value="https://kb.example/help/support/request/sent/"',
        ),
        ("{type: post, preset: netlify}", 'action="sent/"'),
    ],
)
def test_a_desk_that_can_be_told_leads_back_by_itself(project, target, sent):
    site = build(project, {"support/request.md": form(target)})
    assert sent in (site / "support/request/index.html").read_text()
    assert "What happens next" in (site / "support/request/sent/index.html").read_text()


def test_without_an_address_of_the_site_none_is_sent_that_leads_nowhere(project):
    site = build(project, {"support/request.md": form(FORMSPREE)}, CONFIG)
    assert "_next" not in (site / "support/request/index.html").read_text().partition("<script class=")[0]


def test_the_page_tells_what_the_form_and_its_plans_say(project):
    more = "answered_by: Harbour\nnext_steps: [We call you., We write you.]\n"
    files = {"support/request.md": form(FORMSPREE, more), "support/care.md": CARE}
    page = (build(project, files) / "support/request/sent/index.html").read_text()
    assert "<li>We call you.</li><li>We write you.</li>" in page
    assert '<a href="../../care/">Care</a>: an answer within 2 business hours' in page
    assert "<strong>Harbour</strong>" in page


def test_a_written_page_takes_its_place(project):
    files = {"support/request.md": form(FORMSPREE), "support/request/sent.md": "# We got it\n\nSee you.\n"}
    site = build(project, files)
    page = (site / "support/request/sent/index.html").read_text()
    assert "See you." in page
    assert "Thank you" not in page
    assert "<kb-sent" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "request/sent" not in (site / "sitemap.xml").read_text()


def test_a_page_that_the_target_names_takes_its_place(project):
    target = "{type: post, preset: formspree, form: mabcdefg, redirect: /thanks.md}"
    site = build(project, {"support/request.md": form(target), "thanks.md": "# Thanks\n"})
    assert 'value="https://kb.example/help/thanks/"' in (site / "support/request/index.html").read_text()
    assert "<kb-sent" in (site / "thanks/index.html").read_text()
    assert not (site / "support/request/sent").exists()


def test_the_question_whether_a_page_helped_has_no_page_of_thanks(demo):
    assert not (demo / "site/support/feedback/sent").exists()
    assert (demo / "site/support/request/sent").exists()
