import json
import subprocess

import pytest

from kbgen.tickets.pattern import pattern_problem

PATTERNS = [
    *(
        r"SN-?\d{8}",
        r"[A-Z]{2}\d+",
        r"[A-Za-z0-9 \-]{4,29}",
        r"\p{L}+ \p{N}*",
        r"[^\s@]+@[^\s@]+",
        r"(?:a|b)?",
    ),
    *(r"(?<year>\d{4})-\k<year>", r"(?=.*\d)\S+", r"(?<!x)y", r"a{2,}?", r"\/\.\[\]", r"[\-\&\!]", r"[a\-z]"),
    *(
        r"\\[A-Z]",
        r"[\\A-Z]",
        r"\u{1F600}",
        r"\x41",
        r"[\p{L}\d]",
        r"a{,3}".replace("{,3}", "{0,3}"),
        r"(a)\1",
    ),
    *(r"[A-Z0-9-]", r"[-A-Z]", r"\w[\w-]", r"[(]", r"[a|b]", r"[/]", r"[{}]", r"a\-b", r"\_", r"\ ", r"\@"),
    *(r"(?i)abc", r"(?P<x>a)", r"(?>a)", r"\Aabc\Z", r"a++", r"a**", r"a{", r"}", r"]", r"(", r"a)", r"[a"),
    *(r"[z-a]", r"[\d-z]", r"[a-\d]", r"*a", r"\2(a)", r"(?#x)", "a\\"),
]


@pytest.fixture(scope="module")
def refused_by_browsers():
    """Return the patterns that a JavaScript engine refuses as HTML has it compile them."""
    script = """
        const refuses = (pattern) => {
          try { return !new RegExp(pattern, "v"); } catch { return true; }
        };
        console.log(JSON.stringify(JSON.parse(process.argv[1]).filter(refuses)));
    """
    ran = subprocess.run(["node", "-e", script, json.dumps(PATTERNS)], check=True, capture_output=True)
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_a_problem_where_browsers_would_ignore_it(pattern: str, refused_by_browsers: set[str]):
    assert bool(pattern_problem(pattern)) == (pattern in refused_by_browsers), pattern_problem(pattern)


def test_the_list_has_both_kinds(refused_by_browsers: set[str]):
    assert 20 < len(refused_by_browsers) < len(PATTERNS) - 15
