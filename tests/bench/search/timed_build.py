"""Runs one MkDocs build in a process of its own and says what CPU time it took, and its search's share.

    python timed_build.py MKDOCS_YML SITE_FOLDER MODULE:NAME[.NAME] ...

The functions that are named make the search data; the time in them is added up. Prints one line of JSON.
"""

from __future__ import annotations

import functools
import importlib
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Build, and print both times in seconds."""
    config_file, site_folder, *names = sys.argv[1:]
    spent: list[float] = []
    for name in names:
        time_calls(name, spent)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(config_file, site_dir=site_folder)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    print(json.dumps({"build": cpu(), "index": sum(spent)}))


def time_calls(name: str, spent: list[float]) -> None:
    """Put a clock around a function that the build looks up by its name."""
    module, _, path = name.partition(":")
    *owners, attribute = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    setattr(owner, attribute, timed(getattr(owner, attribute), spent))


def timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return a function that does the same and notes its CPU time."""

    @functools.wraps(function)
    def with_clock(*arguments: Any, **options: Any) -> Any:
        began = cpu()
        try:
            return function(*arguments, **options)
        finally:
            spent.append(cpu() - began)

    return with_clock


def cpu() -> float:
    """Return user and system time of this process and of those that it has waited for, in seconds."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
