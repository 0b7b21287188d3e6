"""The rules of docs/design.md that a reader of one file cannot see."""

import ast
import hashlib
import importlib.metadata
import importlib.resources
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = {
    "diagnostics": set(),
    "content": {"diagnostics", "content"},
    "pages": {"diagnostics", "content", "pages"},
    "search": {"diagnostics", "content", "search"},
    "tickets": {"diagnostics", "content", "tickets"},
    "site": {"diagnostics", "content", "pages", "search", "tickets", "site", ""},
    "plugin": {"diagnostics", "content", "pages", "search", "tickets", "site"},
    "cli": {"diagnostics", "content", "pages", "search", "tickets", "site", "plugin", "cli", ""},
}
"""Part of the package → the parts that it may import; `` is `kbgen/__init__.py`."""

MODULES = sorted(
    path for path in (ROOT / "kbgen").rglob("*.py") if path.name not in {"__init__.py", "__main__.py"}
)
SHADOWED = {
    ("material", "main.html"): "9948b55a7bc979c35825df99baba9e6971fca4eb298dea3cdde61e990a2de5e0",
    ("material", "404.html"): "80c93494b5432b1bcdf292caeb67a0653c45b37372f49e08ad4a70ca695a7495",
    ("material", "partials/header.html"): "8cf3fb15bcf969ff596649616fd99366b3c31c08d57a86d05308efc16d8fa75f",
    (
        "material",
        "partials/javascripts/base.html",
    ): "d6113712bc4deb30b4bd810ee0dfc28b6f04d2f88cc0016c0f1766eac7b762b6",
    (
        "material",
        "partials/javascripts/content.html",
    ): "3722e156f0f6339de39fbbfc178b6e401d1a4fb890f189ac5b80c2504bda7dcf",
    (
        "material",
        "partials/javascripts/palette.html",
    ): "8790389765ea6036effddba548b15093bb05bdc75624eaeaf8b13f3c24be4ab5",
    ("material", "partials/logo.html"): "e0925ef6c190174a5162ed1ecc55295016dd8a7beec3018db3e04aac283a2dd9",
    ("material", "partials/palette.html"): "fb935107ae7d3d7475965019eec36c1ad72bf1d154254dab2474921fcd2710e3",
    (
        "material",
        "partials/toc-item.html",
    ): "418f31ce2e6d559934f610084a5c8493f9618b96268909601552ac48aa0c15c2",
    ("mkdocs", "sitemap.xml"): "0950766d642ac999c74b68150a39a961a5103bda5e2d9d7747f4c06522c11b18",
}
"""Templates that ours replace, with the digest of the version that ours was made from."""


def imported_names(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def part_of(path):
    return path.relative_to(ROOT / "kbgen").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path):
    own = {name for name in imported_names(path) if name.split(".")[0] == "kbgen"}
    parts = {name.split(".")[1] if "." in name else "" for name in own}
    assert parts <= ORDER[part_of(path)], own


def test_only_search_knows_whoosh_and_only_site_and_plugin_know_mkdocs():
    for path in MODULES:
        names = {name.split(".")[0] for name in imported_names(path)}
        assert "whoosh" not in names or part_of(path) == "search", path
        assert not names & {"mkdocs", "material"} or part_of(path) in {"site", "plugin"}, path


def test_every_module_says_why_it_exists():
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_modules_and_functions_stay_small():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 45, (path, node.name)


def test_scripts_stay_small():
    for path in (ROOT / "theme" / "js").rglob("*.js"):
        assert path.read_text(encoding="utf-8").count("\n") <= 300, path


@pytest.mark.parametrize(("package", "name"), SHADOWED)
def test_shadowed_template_is_unchanged_upstream(package, name):
    """When this fails, the file has changed: compare, take over what matters, update the digest."""
    upstream = importlib.resources.files(package) / "templates" / name
    assert hashlib.sha256(upstream.read_bytes()).hexdigest() == SHADOWED[package, name]


def test_only_listed_templates_shadow_others():
    ours = ROOT / "theme" / "templates"
    names = {
        path.relative_to(ours).as_posix() for path in ours.rglob("*") if path.suffix in {".html", ".xml"}
    }
    upstream = {package: importlib.resources.files(package) / "templates" for package, _ in SHADOWED}
    found = {
        (package, name) for package in upstream for name in names if (upstream[package] / name).is_file()
    }
    assert found == set(SHADOWED)


def test_every_direct_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\n")
    start = lines.index("dependencies = [") + 1
    listed = lines[start : lines.index("]", start)]
    assert len(listed) == len(tomllib.loads("\n".join(lines))["project"]["dependencies"])
    assert all("#" in line for line in listed)


def test_entry_points_are_installed():
    scripts = importlib.metadata.entry_points(group="console_scripts", name="kbgen")
    plugins = importlib.metadata.entry_points(group="mkdocs.plugins", name="kbgen")
    assert [point.value for point in scripts] == ["kbgen.cli:run"]
    assert [point.value for point in plugins] == ["kbgen.plugin:KbgenPlugin"]
