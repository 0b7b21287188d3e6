"""The sources of a site in one piece, for machines that do not have its files."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click import ClickException
from mkdocs.config.defaults import MkDocsConfig

from kbgen.content.folder import HEADERS, is_data, walk_files
from kbgen.site.elsewhere.runtime import check_runtime
from kbgen.site.elsewhere.sources import (
    Prepare,
    PreparedSite,
    kept_site,
    names_machine,
    prepare_site,
    user_configs,
)

_SETTINGS, _CONTENT, _THEME, _SITE = "mkdocs.yml", "content", "theme", "site"
"""Where the parts lie in the folder of an archive that is unpacked."""
_DATES = "SOURCE_DATE_EPOCH"
"""The only variable of the environment that changes a page; what `mkdocs.yml` asks for is in its values."""
_READS_FILES = frozenset({"pymdownx.snippets", "pymdownx.b64"})
"""Markdown extensions that put into a page what other files hold."""


@dataclass(frozen=True)
class Archive:
    """The sources of a site, packed.

    Attributes:
        build: Tells the build from others.
        packed: Configuration and files, as `pack_archive` packs them.
        prepare: Prepares a site.
        runtime: What must be the same where the site is prepared.
        place: Gives the folder there in which the sources are unpacked.
    """

    build: str
    packed: bytes
    prepare: Prepare
    runtime: Mapping[str, str]
    place: Callable[[], str]

    def site(self) -> PreparedSite:
        """Return the site, prepared when it is first asked for; its folder goes when it is forgotten.

        Raises:
            ClickException: Where this process is another one than the site needs, or lacks something.
        """
        return kept_site(self.build, self._make)

    def _make(self) -> PreparedSite:
        check_runtime(self.runtime)
        with names_machine():
            folder = Path(tempfile.mkdtemp(prefix="kbgen-", dir=self.place()))
        try:
            with names_machine():
                config, environment = unpack_archive(self.packed, folder)
            made = PreparedSite(prepare_site(config, self.prepare), folder / _SITE, environment)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
        return made


def pack_archive(config: MkDocsConfig) -> bytes:
    """Pack what a site is made from: its configuration, its content and the site's own theme files.

    Of files that are only copied the name is enough.

    Raises:
        ClickException: Where pages are made from more than that.
    """
    _check_extensions(config)
    files = dict(_content(Path(config.docs_dir)))
    if config.theme.custom_dir:
        files.update(_theme(Path(config.theme.custom_dir)))
    settings = user_configs(config)
    environment = {_DATES: os.environ[_DATES]} if _DATES in os.environ else {}
    try:
        return zlib.compress(pickle.dumps((settings, environment, files)), 1)
    except Exception as error:  # whatever a tag of YAML has made
        raise _refusal(f"mkdocs.yml has a value that cannot be sent ({error})") from error


def unpack_archive(packed: bytes, folder: Path) -> tuple[MkDocsConfig, dict[str, str]]:
    """Write the files of an archive into an empty folder; returns configuration and environment.

    Raises:
        ClickException: Where the configuration does not hold here.
    """
    settings, environment, files = pickle.loads(zlib.decompress(packed))  # noqa: S301 - sent by pickle anyway
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in (_CONTENT, _SITE):
        (folder / name).mkdir(exist_ok=True)
    (folder / _SETTINGS).touch()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = MkDocsConfig(config_file_path=str(folder / _SETTINGS))
    for values in settings:
        config.load_dict(values)
    config.load_dict(_places(config, folder))
    if errors := config.validate()[0]:
        name, error = errors[0]
        raise ClickException(
            f"a worker cannot use '{name}' of mkdocs.yml: {error}; install there what is here"
        )
    return config, environment


def _places(config: MkDocsConfig, folder: Path) -> dict[str, Any]:
    """Return the settings that name folders, as they are here."""
    places: dict[str, Any] = {
        "docs_dir": str(folder / _CONTENT),
        "site_dir": str(folder / _SITE),
        "watch": [],
    }
    theme = config["theme"]
    if isinstance(theme, dict) and "custom_dir" in theme:
        places["theme"] = {**theme, "custom_dir": str(folder / _THEME)}
    return places


def _content(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name, path, problem in walk_files(folder):
        hidden = any(part.startswith(".") for part in name.split("/"))
        if problem is None and not hidden and os.access(path, os.R_OK):
            read = name.endswith(".md") or is_data(name) or name == HEADERS
            with suppress(OSError):  # as the first process has said
                yield f"{_CONTENT}/{name}", Path(path).read_bytes() if read else b""


def _theme(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield f"{_THEME}/.kbgen", b""  # there may be nothing else
    for name, path, problem in walk_files(folder):
        if problem is None:
            yield f"{_THEME}/{name}", Path(path).read_bytes()


def _check_extensions(config: MkDocsConfig) -> None:
    """Refuse Markdown extensions that read files which are not sent."""
    for name in config.markdown_extensions:
        options = config.mdx_configs.get(name, {})
        if name in _READS_FILES:
            raise _refusal(f"{name} puts into pages what other files hold")
        if path := next(_paths_in(options), ""):
            raise _refusal(f"{name} reads {path}")


def _refusal(reason: str) -> ClickException:
    remedy = "workers on other machines have the content and theme.custom_dir; build without --scheduler"
    return ClickException(f"{reason}: {remedy}")


def _paths_in(value: Any) -> Iterator[str]:
    """Yield what in the options of an extension is the path of a file or folder."""
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, os.PathLike):
        yield os.fspath(value)
    elif isinstance(value, str):
        if "/" in value.strip("/") and "\n" not in value and Path(value).exists():
            yield value
    elif isinstance(value, Iterable):
        for item in value:
            yield from _paths_in(item)
