"""A site's own presets: `_data/presets/MECHANISM/NAME.yml`, checked with file and line."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from kbgen.content.data_file import parse_data_file
from kbgen.content.validation import value_problems
from kbgen.diagnostics import Diagnostic, did_you_mean
from kbgen.tickets.preset import FOLDER, MECHANISMS, Preset, Presets, preset_problem, shipped_presets

_REMEDY = "write the preset as 'key: value' lines: label, source, checked, url"


def read_presets(data: Mapping[str, str], shown: str) -> tuple[Presets, list[Diagnostic]]:
    """Return the presets that forms can use, a site's own over the package's, and problems of the own ones.

    Args:
        data: Texts of the content folder's data files by path.
        shown: How diagnostics call the content folder.
    """
    own: dict[tuple[str, str], Preset] = {}
    diagnostics: list[Diagnostic] = []
    for uri in (uri for uri in data if uri.startswith(f"{FOLDER}/")):
        path = f"{shown}/{uri}"
        mechanism, _, name = uri.removeprefix(f"{FOLDER}/").partition("/")
        if mechanism not in MECHANISMS or not name.endswith(".yml") or "/" in name:
            diagnostics.append(_misplaced(path, mechanism))
            continue
        preset, problems = parse_preset(path, data[uri], mechanism)
        diagnostics += problems
        if preset is not None:
            own[mechanism, name.removesuffix(".yml")] = preset
    return {**shipped_presets(), **own}, diagnostics


def parse_preset(path: str, text: str, mechanism: str) -> tuple[Preset | None, list[Diagnostic]]:
    """Parse one preset; None where it cannot be used."""
    source, diagnostics = parse_data_file(path, text, _REMEDY)
    if diagnostics:
        return None, diagnostics
    try:
        preset = Preset.model_validate(source.front)
    except ValidationError as error:
        return None, list(value_problems(source, Preset, error))
    if problem := preset_problem(mechanism, preset):
        return None, [Diagnostic(path, 1, 1, "error", "bad-preset", problem)]
    return preset, []


def _misplaced(path: str, mechanism: str) -> Diagnostic:
    hint = did_you_mean(mechanism, MECHANISMS)
    message = f"a preset lies in '{FOLDER}/MECHANISM/NAME.yml'{hint}"
    return Diagnostic(path, 0, 0, "error", "misplaced-preset", message)
