"""What the process that builds tells the one that serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Shown:
    """The site folder has changed: pages were written ahead, or a build went well.

    Attributes:
        whole: Whether it was a build.
        assets: Whether files have changed that pages take in, such as styles and pictures.
        problems: Of the content, each as `{url, place, severity, code, message}`, the first of them; `url` is
            empty for what is no page.
        count: How many there are.
        watch: Folders and files that the site is made from.
    """

    whole: bool
    assets: bool = False
    problems: Sequence[Mapping[str, Any]] = ()
    count: int = 0
    watch: Sequence[str] = ()


@dataclass(frozen=True)
class Failed:
    """A build did not end well.

    Attributes:
        error: Why, in words for the writer.
    """

    error: str


Message = Shown | Failed


@dataclass(frozen=True)
class Wanted:
    """What is built, and how.

    Attributes:
        config: Path of the configuration, None for `mkdocs.yml`.
        address: What the site takes for its own address.
        folder: Where it is built.
    """

    config: str | None
    address: str
    folder: str
