"""The wheel is complete: what is installed from it starts, checks and builds a knowledge base."""

import os
import subprocess
import sys
import zipfile

from running import ROOT


def test_wheel_has_theme_demonstration_and_start_and_works(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path / "installed")
    assert {
        "kbgen/py.typed",
        "kbgen/theme/templates/main.html",
        "kbgen/theme/static/css/kb.css",
        "kbgen/theme/static/js/kb.js",
        "kbgen/demo/mkdocs.yml",
        "kbgen/demo/content/_data/specs.yml",
        "kbgen/starter/mkdocs.yml",
        "kbgen/receiver/receiver.py",
        "kbgen/tickets/presets/post/salesforce.yml",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "theme/", "content/"))]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    for arguments in (["new", "kb"], ["build", "--strict", "--config-file", "kb/mkdocs.yml"]):
        subprocess.run([sys.executable, "-m", "kbgen", *arguments], cwd=tmp_path, check=True, env=environment)
    assert (tmp_path / "kb/site/css/kb.css").is_file()
    assert sorted(path.name for path in (tmp_path / "kb/site/js").iterdir()) == sorted(
        ["site.js", *(path.name for path in (ROOT / "theme/static/js").iterdir())]
    )
    assert (tmp_path / "kb/site/products/pressmark-p200/index.html").is_file()
