"""Where the theme is."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def theme_folder() -> Path:
    """Return the folder of our theme: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / "theme"
    return installed if installed.is_dir() else PACKAGE.parent / "theme"
