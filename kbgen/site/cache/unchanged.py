"""Finds out that there is nothing to build, with a look at every file and without MkDocs.

A build notes the stamps of all files that it was made from. While these, and the stamps of the site's files,
are the same, the site is what a build would make.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kbgen.content.folder import walk_files
from kbgen.site.cache.environment import installed_names
from kbgen.site.cache.store import Row, Store, cache_file
from kbgen.site.listening import Said
from kbgen.site.stamps import look, look_again, stamp_of
from kbgen.site.theme import PACKAGE, theme_folder

KIND = "about"
_NAME = "inputs"
FILES, PUBLISHED = "file", "site"
"""Kind and name of the row that knows the files of the site."""
_ASK_OTHERS = ("INHERIT", "!ENV")
"""What a configuration says where more than its own file decides."""
_COMPILED = "__pycache__"
_ODD = "odd: "
"""How the stamp of a file begins with which something is wrong."""
Stamps = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Inputs:
    """What a site was made from, and what was said when it was.

    Attributes:
        config: Path of the configuration.
        content: Path of the content folder.
        custom: Path of the site's own theme folder, may be empty.
        site: Path of the site folder.
        given: Whether the site folder was named on the command line.
        strict: Whether problems count.
        stamps: Folder → the paths in it of all files and folders → stamp; "" → what is in no folder.
        pages: How many pages there are.
        said: Level, logger and text of what was told.
    """

    config: str
    content: str
    custom: str
    site: str
    given: bool
    strict: bool
    stamps: Stamps
    pages: int = 0
    said: Sequence[Said] = ()


def stamps_of_inputs(config: str, content: str, custom: str) -> Stamps:
    """Return the stamps of all files that a site is made from, and the names of what is installed."""
    found = {"": _single(config), content: _stamps_of_content(content)}
    return found | {folder: look(folder, _COMPILED) for folder in _folders_of_code(custom)}


def _single(config: str) -> dict[str, str]:
    return {"": f"{sys.version} {' '.join(installed_names())}", config: stamp_of(config)}


def _folders_of_code(custom: str) -> list[str]:
    return [str(PACKAGE), str(theme_folder()), *([custom] if custom else [])]


def _stamps_of_content(content: str) -> dict[str, str]:
    """Return the stamps of the files and folders of the content; paths of folders end in a slash."""
    walked: list[str] = []
    found = {
        uri: stamp_of(path) if problem is None else f"{_ODD}{problem}"
        for uri, path, problem in walk_files(Path(content), walked)
    }
    return found | {f"{uri}/": stamp_of(f"{content}/{uri}") for uri in walked}


def _same_content(content: str, known: Mapping[str, str]) -> bool:
    """Say whether the content is as it was; folders are only listed where one of them is not."""
    for name, stamp in known.items():
        if not stamp or stamp_of(f"{content}/{name}") != stamp:
            may_be = name.endswith("/") or stamp.startswith(_ODD)
            return may_be and _files(_stamps_of_content(content)) == _files(known)
    return True


def _files(stamps: Mapping[str, str]) -> dict[str, str]:
    return {name: stamp for name, stamp in stamps.items() if not name.endswith("/")}


def _is_as_before(known: Inputs) -> bool:
    stamps = known.stamps
    if _single(known.config) != stamps[""]:
        return False
    for folder in _folders_of_code(known.custom):
        before = stamps.get(folder, {})
        if _files(look_again(folder, before, _COMPILED)) != _files(before):
            return False
    return _same_content(known.content, stamps[known.content])


def _may_be_kept(config: str) -> bool:
    """Say whether a site is made from the files that `stamps_of_inputs` knows, and from no others."""
    return not any(word in Path(config).read_text(encoding="utf-8") for word in _ASK_OTHERS)


def keep_inputs(store: Store, inputs: Inputs) -> None:
    """Keep what a site was made from, if all its files can be told from later ones."""
    settled = all(all(_files(stamps).values()) for stamps in inputs.stamps.values())
    if settled and _may_be_kept(inputs.config):
        store.put(KIND, _NAME, Row("", json.dumps(asdict(inputs), separators=(",", ":")).encode()))


def unchanged_site(config_file: str | None, site: str | None, *, strict: bool) -> Inputs | None:
    """Return what the site was made from if nothing of that, and nothing of the site, has changed since.

    Args:
        config_file: As given on the command line; `mkdocs.yml` if not.
        site: The same, as the configuration says if not.
        strict: Whether problems count.
    """
    config = os.path.abspath(config_file or "mkdocs.yml")
    store = Store(file if (file := cache_file(config)).exists() else None, None)
    known = _known(store)
    if known is None or known.config != config or (strict and not known.strict):
        return None
    if known.given != bool(site) or (site and known.site != os.path.abspath(site)):
        return None
    return known if _is_as_before(known) and _is_as_written(store, known.site) else None


def _known(store: Store) -> Inputs | None:
    row = dict(store.find(KIND, [_NAME])).get(_NAME)
    return Inputs(**json.loads(row.value)) if row else None


def _is_as_written(store: Store, site: str) -> bool:
    """Say whether a site folder holds what was written, and nothing else but what publishing tools keep."""
    row = dict(store.find(FILES, [PUBLISHED])).get(PUBLISHED)
    written: dict[str, tuple[str, str]] = json.loads(row.value) if row else {}
    before = {name: stamp for name, (stamp, _) in written.items()}
    try:
        found = _files(look_again(site, before))
    except OSError:
        return False
    before = _files(before)
    same = all(found.get(name) == stamp for name, stamp in before.items())
    return bool(before) and same and all(name.startswith(".") for name in found.keys() - before.keys())
