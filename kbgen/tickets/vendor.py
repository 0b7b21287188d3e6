"""Checks of what a writer says beside `preset`: the preset itself, its settings, hidden values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.content.target import JsonTarget, LinkTarget, VendorTarget
from kbgen.diagnostics import did_you_mean
from kbgen.tickets.preset import Preset, Presets, Setting
from kbgen.tickets.problem import Path, Problem
from kbgen.tickets.secret import is_secret, is_secret_address
from kbgen.tickets.settings import is_fitting

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_SECRET = "looks like a secret, and a page is public; remove it here and revoke it there"  # noqa: S105 - words


def find_preset(path: Path, target: VendorTarget, presets: Presets) -> tuple[Preset | None, list[Problem]]:
    """Return a target's preset; None, with the problem, where there is none of that name."""
    preset = presets.get((target.type, target.preset))
    if preset is not None:
        return preset, []
    others = [mechanism for mechanism, name in presets if name == target.preset]
    names = [name for mechanism, name in presets if mechanism == target.type]
    hint = (
        f"; it is one for 'type: {others[0]}'"
        if others
        else did_you_mean(target.preset, names) or f"; presets are {', '.join(sorted(names))}"
    )
    message = f"unknown {target.type} preset '{target.preset}'{hint}"
    return None, [Problem((*path, "preset"), "unknown-preset", message)]


def check_settings(path: Path, target: VendorTarget, preset: Preset) -> Iterator[Problem]:
    """Yield settings that are missing, do not fit or that the preset does not ask for."""
    for name, setting in preset.settings.items():
        if name in target.settings:
            yield from _check_setting((*path, name), setting, target.settings[name])
        elif not setting.optional and setting.default is None:
            message = f"'{name}' is missing; write {_wanted(setting)}"
            yield Problem(path, "missing-setting", message)
    for name in (name for name in target.settings if name not in preset.settings):
        yield _unknown((*path, name), name, target, preset)


def _check_setting(path: Path, setting: Setting, value: object) -> Iterator[Problem]:
    if isinstance(value, str) and is_secret_address(value) and setting.kind != "text":
        message = "this address carries a secret, and a page is public; have a server of yours in between"
        yield Problem(path, "secret-in-form", message)
    elif isinstance(value, str) and _CONTROL.search(value):
        message = f"'{path[-1]}' has a line break, which would add headers; write it on one line"
        yield Problem(path, "header-injection", message)
    elif not is_fitting(setting, value) and setting.kind == "text":
        yield Problem(path, "bad-setting", f"{_quoted(value)} does not fit; write {_wanted(setting)}")
    elif not is_fitting(setting, value):
        message = (
            f"{_quoted(value)} is not where a form can go; write 'https://…', or a path that begins with '/'"
        )
        yield Problem(path, "bad-form-url", message)


def _unknown(path: Path, name: str, target: VendorTarget, preset: Preset) -> Problem:
    if is_secret(name, str(target.settings[name])):
        return Problem(path, "secret-in-form", f"'{name}' {_SECRET}")
    declared = ["preset", "constants", "fields", "rest", *preset.settings]
    declared += [] if isinstance(target, LinkTarget) else ["redirect"]
    declared += ["over"] if isinstance(target, JsonTarget) else []
    declared += ["honeypot"] if target.type == "post" else []
    hint = did_you_mean(name, declared) or f"; keys are {', '.join(declared)}"
    return Problem(path, "unknown-key", f"unknown key '{name}' in a {target.type} target{hint}")


def _wanted(setting: Setting) -> str:
    where = f" ({setting.help})" if setting.help else ""
    return f"{setting.label}{where}, such as '{setting.example}'"


def _quoted(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "this"


def check_constants(path: Path, target: VendorTarget) -> Iterator[Problem]:
    """Yield hidden values that look like secrets, or that would add a header where the desk writes a mail."""
    for name, value in target.constants.items():
        place = (*path, "constants", name)
        if is_secret(name, value):
            yield Problem(place, "secret-in-form", f"'{name}' {_SECRET}")
        elif _CONTROL.search(name) or _CONTROL.search(value):
            message = f"'{name}' has a line break, which would add headers; write it on one line"
            yield Problem(place, "header-injection", message)
