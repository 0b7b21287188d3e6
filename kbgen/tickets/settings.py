"""A preset with a target's settings filled in: its address, hidden values and attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from kbgen.content.target import VendorTarget
from kbgen.tickets.address import is_form_address
from kbgen.tickets.preset import PAGE, Preset, Setting, placeholders

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def is_fitting(setting: Setting, value: object) -> bool:
    """Tell whether a value is what a setting asks for."""
    if not isinstance(value, str):
        return False
    if setting.kind == "text":
        return re.fullmatch(setting.pattern, value) is not None
    return is_form_address(value) and not (setting.kind == "base" and set(value) & set("?#"))


def given_settings(target: VendorTarget, preset: Preset) -> dict[str, str]:
    """Return the settings of a target that fit, and defaults; what does not fit is left out."""
    given = {name: target.settings.get(name, setting.default) for name, setting in preset.settings.items()}
    return {name: str(value) for name, value in given.items() if is_fitting(preset.settings[name], value)}


def fill_address(text: str, preset: Preset, given: Mapping[str, str]) -> str:
    """Return an address of a preset with its settings; `` where one is missing."""
    if text == PAGE or not set(placeholders(text)) <= set(given):
        return ""

    def fill(match: re.Match[str]) -> str:
        value = given[match[1]]
        if preset.settings[match[1]].kind == "text":
            return quote(value, safe="/")
        return value if match[0] == text else value.rstrip("/")

    return _PLACEHOLDER.sub(fill, text)


def fill_values(values: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return names and values with settings filled in, without those that need one that is not given."""
    filled = {}
    for key, text in values.items():
        names = placeholders(text)
        if set(names) <= set(given):
            filled[key] = _PLACEHOLDER.sub(lambda match: given.get(match[1], match[0]), text)
    return filled
