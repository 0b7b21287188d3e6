"""Guides from the command line: proofs, path tests, the list of ways."""

from running import run_kbgen

GUIDE = """---
type: troubleshooting
title: It is dark
tests:
  - answers: ["No"]
    ends: {ends}
---
## Is it on? {{#on}}
- [Yes](#light)
- [No](#switch)

## Is there light? {{#light}}
Look at it.

- [Yes](#switch)
- [No](#ask)

## Switch it on {{#switch .fixed}}
## Ask us {{#ask .contact}}
[Write to us](mailto:help@example.org)
"""


def test_paths_lists_every_way_of_every_guide(project):
    folder = project({"guides/dark.md": GUIDE.format(ends="switch")})
    code, output, _ = run_kbgen("check", "--paths", cwd=folder)
    assert code == 0
    assert output.splitlines()[-4:] == [
        "content/guides/dark.md: It is dark (4 steps, 3 ways)",
        "  Yes › Yes → fixed: Switch it on (#switch)",
        "  Yes › No → contact: Ask us (#ask)",
        "  No → fixed: Switch it on (#switch)",
    ]


def test_a_path_test_that_fails_fails_the_check(project):
    code, _, errors = run_kbgen("check", cwd=project({"guides/dark.md": GUIDE.format(ends="ask")}))
    assert code == 1
    message = "the answers lead to 'switch', not to 'ask'"
    assert f"content/guides/dark.md:6:5: error: {message} [path-test]" in errors
