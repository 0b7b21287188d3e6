"""Every key of every type and of the host with values that nobody should write: messages, no crash."""

import pytest
from running import read_tree, run_kbgen

from kbgen.content.host import HOST_KEYS
from kbgen.content.record import TYPES

ODD = {
    "empty": "",
    "null": "null",
    "yes": "yes",
    "number": "5",
    "float": "1.5",
    "date": "9999-12-31",
    "text": "text",
    "script": "'\"><script>alert(1)</script>'",
    "list": "[a, b]",
    "nested": "[[a], {b: c}]",
    "map": "{a: b}",
    "deep": "{a: {b: [c, {d: e}]}}",
}


def files_with(value):
    """Return a page for each key of each type, that key alone with an odd value."""
    for kind, model in TYPES.items():
        for key in (*model.model_fields, *sorted(HOST_KEYS)):
            if key != "type":
                yield (
                    f"{kind}/{key}.md",
                    f"---\ntype: {kind}\n{key}: {value}\n---\n## Text {{#text .fixed}}\n\nText.\n",
                )
    yield "type.md", f"---\ntype: {value}\n---\nText.\n"


@pytest.mark.parametrize("name", ODD)
def test_odd_value_in_every_key_is_survived(project, name):
    files = dict(files_with(ODD[name]))
    folder = project(files)
    code, _, errors = run_kbgen("check", cwd=folder)
    assert code == 1
    assert "Traceback" not in errors
    code, _, errors = run_kbgen("build", "--quiet", cwd=folder)
    assert (code, "Traceback" in errors) == (0, False), errors[-2000:]
    pages = {path: data for path, data in read_tree(folder / "site").items() if path.endswith(".html")}
    for uri in files:
        page = pages[uri.removesuffix(".md") + "/index.html"].decode()
        assert "Text" in page
        assert "<script>alert" not in page, uri
