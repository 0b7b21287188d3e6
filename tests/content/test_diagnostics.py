"""Golden content folders and what `kbgen check` says about them."""

from pathlib import Path

import pytest
import yaml

from kbgen.diagnostics import format_diagnostic
from kbgen.site.knowledge_base import load_content

CASES = yaml.safe_load((Path(__file__).parents[1] / "golden" / "diagnostics.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_content_gives_these_diagnostics(case, tmp_path):
    for name, text in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content = load_content(tmp_path, "content", "Site", lambda _uri: False)
    assert [format_diagnostic(problem) for problem in content.diagnostics] == case["diagnostics"]
