"""Keeps an index in a folder.

Whoosh reads parts of an index by unpickling them, so an index that somebody else wrote could run their code.
A folder is opened only when every file in it has the digest that our own marker states.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from kbgen.search.facets import Facets
from kbgen.search.finder.sheets import SpecData
from kbgen.search.index import Index
from kbgen.search.plan import Plan
from kbgen.search.segment import open_files
from kbgen.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 4
"""Of the folder that `write_index` writes."""
_MARKER = "kbgen-index.json"


class IndexUnreadableError(Exception):
    """A folder holds no index, or none that this version of kbgen wrote and nobody changed."""


def write_index(index: Index, folder: Path) -> None:
    """Writes an index where `read_index` finds it; the folder is made, and emptied of an older index."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    storage = index.whoosh.storage
    files = {name: storage.open_file(name).read() for name in storage.list()}
    files["vocabulary.json"] = _json(
        {
            "terms": index.vocabulary.terms,
            "plan": index.plan.as_data(),
            "begins": index.begins,
            "spellings": index.spellings,
            "facets": index.facets.as_data(),
            "boosts": list(index.boosts.items()),
            "specs": index.specs.as_data(),
        }
    )
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / _MARKER).write_bytes(_json({"format": FORMAT, "digests": _digests(files)}))


def read_index(folder: Path) -> Index:
    """Opens what `write_index` wrote.

    Raises:
        IndexUnreadableError: when it is missing, of another format, or changed since.
    """
    try:
        marker = json.loads((folder / _MARKER).read_bytes())
        if marker["format"] != FORMAT:
            raise IndexUnreadableError(
                f"{folder}: search index of format {marker['format']}; build the site again"
            )
        files = {name: (folder / name).read_bytes() for name in sorted(marker["digests"])}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise IndexUnreadableError(f"{folder}: no search index here; build the site first") from problem
    if _digests(files) != marker["digests"]:
        raise IndexUnreadableError(f"{folder}: the search index was changed; build the site again")
    kept = json.loads(files.pop("vocabulary.json"))
    spelled = {
        letter: {int(each): words for each, words in classes.items()}
        for letter, classes in kept["spellings"].items()
    }
    return Index(
        Vocabulary(kept["terms"]),
        Plan.from_data(kept["plan"]),
        kept["begins"],
        spelled,
        Facets.from_data(kept["facets"]),
        dict(kept["boosts"]),
        SpecData.from_data(kept["specs"]),
        open_files(files),
    )


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
