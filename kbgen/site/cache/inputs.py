"""What a site is made from besides its content, as digests; and whether what is made of it may be kept."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.site.cache.digests import NoDigestError, digest
from kbgen.site.cache.environment import folder_digest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PLACES = {"site_dir", "strict", "dev_addr", "watch"}
"""Settings that change no page."""
_OWN_NAMES = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *(
            "legacy_attrs",
            "legacy_em",
            "md_in_html",
            "meta",
            "nl2br",
            "sane_lists",
            "smarty",
            "tables",
            "toc",
        ),
        *("wikilinks",),
    }
)
"""What Python-Markdown calls its own extensions."""
_OWN_PACKAGES = frozenset({"kbgen", "markdown", "material", "pymdownx"})
_READ_FILES = frozenset({"pymdownx.b64", "pymdownx.snippets"})
"""Extensions that put into a page what other files hold."""


def unknown_extensions(config: MkDocsConfig) -> list[str]:
    """Return the Markdown extensions of which nobody knows what a page's text depends on with them."""
    return [
        name
        for name in config.markdown_extensions
        if name in _READ_FILES or not (name in _OWN_NAMES or name.partition(".")[0] in _OWN_PACKAGES)
    ]


def markdown_digest(config: MkDocsConfig) -> str:
    """Return a digest of how Markdown is converted; the structure of single pages is none of it.

    Raises:
        NoDigestError: Where the options hold something of which nobody knows what it does.
    """
    options = {name: value for name, value in config.mdx_configs.items() if name != "kbgen.pages.structure"}
    if foreign := [function for function in _functions(options) if function not in _OWN_PACKAGES]:
        raise NoDigestError(f"a function of {foreign[0]}")
    return digest(list(config.markdown_extensions), options, _custom_folder(config))


def settings_of(config: MkDocsConfig) -> Sequence[Mapping[str, Any]]:
    """Return what the file of a configuration says, with all that it inherits, and what the command adds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # MkDocs 1.x, which we stay with, keeps it
        found: Sequence[Mapping[str, Any]] = config.user_configs
        return found


def site_digest(config: MkDocsConfig) -> str:
    """Return a digest of the configuration and of the site's own theme files.

    Raises:
        NoDigestError: Where the configuration holds something that cannot be told from others.
    """
    settings = [
        {name: value for name, value in values.items() if name not in _PLACES}
        for values in settings_of(config)
    ]
    return digest(settings, _custom_folder(config))


def _custom_folder(config: MkDocsConfig) -> str:
    folder = config.theme.custom_dir
    return folder_digest(Path(folder)) if folder and Path(folder).is_dir() else ""


def _functions(value: Any) -> list[str]:
    """Return the packages that the functions in a value come from."""
    if isinstance(value, dict):
        return [name for item in value.values() for name in _functions(item)]
    if isinstance(value, list | tuple):
        return [name for item in value for name in _functions(item)]
    return [value.__module__.partition(".")[0]] if callable(value) else []
