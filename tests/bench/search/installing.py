"""Puts the peers, in pinned versions, into a cache folder outside the project."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

VERSIONS = {"pagefind": "1.5.2", "minisearch": "7.2.0", "esbuild": "0.25.12"}
"""npm packages; esbuild makes of MiniSearch's script what a site would send."""


def install(cache: Path) -> Path:
    """Return a folder with the peers in its node_modules."""
    folder = cache / "npm"
    for name, version in VERSIONS.items():
        if installed_version(folder, name) != version:
            folder.mkdir(parents=True, exist_ok=True)
            packages = [f"{name}@{version}" for name, version in VERSIONS.items()]
            command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
            subprocess.run([*command, *packages], check=True)
            break
    return folder


def installed_version(folder: Path, name: str) -> str:
    """Return the version of a package, or nothing."""
    manifest = folder / "node_modules" / name / "package.json"
    return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.is_file() else ""
