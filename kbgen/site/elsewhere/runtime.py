"""What must be the same in all processes that make pages of one site, or its bytes would depend on them."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from click import ClickException

from kbgen import __version__
from kbgen.site.theme import theme_folder

_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "pygments",
    "jinja2",
    "pyyaml",
    "pydantic",
)
"""What decides the bytes of a page besides kbgen."""
_NOT_RUN = {"demo", "receiver", "theme", "__pycache__"}
"""Folders of the installed package that are no code of ours."""


@cache
def runtime() -> Mapping[str, str]:
    """Return the versions of what runs here, kbgen's with a digest of its code and templates."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {
        "Python": python,
        "kbgen": f"{__version__} ({_code_digest()})",
        **{name: _version(name) for name in _PACKAGES},
    }


def check_runtime(wanted: Mapping[str, str]) -> None:
    """Check that this process is one like the first.

    Raises:
        ClickException: Where it is not.
    """
    for name, there in wanted.items():
        here = runtime().get(name, "none")
        if here != there:
            remedy = "install the same version on all machines"
            message = f"a worker on {platform.node()} runs {name} {here}, this machine {there}; {remedy}"
            raise ClickException(message)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _code_digest() -> str:
    package = Path(__file__).parents[2]
    code = [path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in _NOT_RUN]
    templates = theme_folder() / "templates"
    digest = hashlib.sha256()
    for folder, paths in ((package, code), (templates, templates.rglob("*.*"))):
        for path in sorted(paths):
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]
