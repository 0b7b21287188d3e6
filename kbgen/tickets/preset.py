"""Presets: what a vendor's form, page or API expects, as data files of the package or of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files as package_files
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BeforeValidator, Field

from kbgen.content.form_values import FormPart, Label, Length, Size, require_one
from kbgen.content.values import Texts

Mechanism = Literal["post", "link", "json"]
MECHANISMS: tuple[Mechanism, ...] = ("post", "link", "json")
FOLDER = "_data/presets"
"""Where a site's own presets lie in its content folder, as `MECHANISM/NAME.yml`."""

PAGE = "{page}"
"""The url of a form that its own page takes."""

LINK_BUDGET = 2000
"""Longest address in characters where a preset says nothing: what every browser and server takes."""

_ATTRIBUTE = re.compile(r"name|data-[a-z][a-z0-9-]*|netlify(-[a-z]+)?")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def _known_attributes(attributes: dict[str, str]) -> dict[str, str]:
    for name in attributes:
        if not _ATTRIBUTE.fullmatch(name):
            raise ValueError(f"'{name}' is no attribute for a form; use 'name', 'data-…' or 'netlify-…'")
    return attributes


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"'{pattern}' is no regular expression: {error}") from error
    return pattern


class Setting(FormPart):
    """What a writer says beside `preset`: an id, an address."""

    label: Label
    """What it is, in words that fit behind `write … here`."""
    help: str = ""
    """Where to find it."""
    kind: Literal["text", "address", "base"] = "text"
    """An address is `https://…`, or a path on the site's own host; a base is one that `url` goes on from."""
    pattern: Annotated[str, AfterValidator(_compiles)] = ".+"
    example: Label
    optional: bool = False
    default: str | None = None


class Files(FormPart):
    """What becomes of files."""

    take: Literal["none", "one", "many"] = "none"
    """`one` file for each field, or `many`."""
    name: str | None = None
    """The name that they are sent under."""
    most: Size | None = None
    """Bytes of a whole request."""


class RedirectField(FormPart):
    """How the system is told where the customer goes afterwards."""

    field: str | None = None
    action: bool = False
    """The form's own address is the page that is shown."""
    inside: str | None = None
    """The field holds a JSON object, and the address stands in it under this key."""
    needed: bool = False
    """Without it the system answers with nothing to see, and the customer stays on the form."""


class Kind(FormPart):
    """A second key of an entry, from the part of a name before its `/`."""

    key: str
    usual: str


class Entries(FormPart):
    """A list in the request with one map for each field, such as HubSpot's `fields`."""

    at: str
    name: str
    value: str
    take: Literal["all", "others"] = "others"
    """All fields, or those that the preset itself does not name."""
    kind: Kind | None = None
    numeric: bool = False
    """Names are numbers in JSON."""


class PageKeys(FormPart):
    """Where the request says from which page it comes."""

    url: str | None = None
    title: str | None = None


class Before(FormPart):
    """A request that goes first, for what the real one needs."""

    url: str
    encoding: Literal["form", "json"] = "json"
    send: Texts = ()
    """Names of random values that go along."""
    allowed: str | None = None
    """Key of the answer that must be true."""
    take: dict[str, str] = Field(default_factory=dict)
    """Name in the request → key of the answer that it is taken from."""


class Answer(FormPart):
    """Where the answer has what the customer wants to know; keys with dots lead into maps."""

    number: str | None = None
    message: str | None = None
    next: str | None = None
    proof: str | None = None
    """Without this key nobody knows whether the request has arrived, whatever the status of the answer."""


class Errors(FormPart):
    """Where the answer says what does not fit; an answer that has this is no success, whatever its status."""

    at: str
    shape: Literal["map", "lists", "list"]
    """Name → text; name → list of maps; list of maps."""
    field: str | None = None
    message: str | None = None
    find: Annotated[str | None, AfterValidator(lambda p: p if p is None else _compiles(p))] = None
    """A regular expression that finds the name inside the message, and in a second group the words."""
    names: dict[str, str] = Field(default_factory=dict)
    """The answer's name → id of our field, where it is not the name that was sent."""
    general: str | None = None
    """Where the answer says in words what is wrong with the request as a whole."""
    words: dict[str, str] = Field(default_factory=dict)
    """What the answer says, such as `required` → what the customer reads instead."""


class Origins(FormPart):
    """Origins beyond that of `url`."""

    form: Texts = ()
    """Where the system redirects to, which browsers check as well."""
    connect: Texts = ()


class Preset(FormPart):
    """A vendor's form, page or API."""

    label: Label
    source: Annotated[Texts, AfterValidator(require_one)]
    checked: date
    url: Label
    """With `{setting}` where a setting goes; `{page}` alone is the form's own page."""
    settings: dict[str, Setting] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    """Hidden names and values; one with an optional setting that is not given is left out."""
    attributes: Annotated[dict[str, str], AfterValidator(_known_attributes)] = Field(default_factory=dict)
    """Attributes of the form element."""
    fields: dict[str, str] = Field(default_factory=dict)
    """Id of a field as kbgen's forms usually call it → the vendor's name."""
    others: str = "{id}"
    """The name of any other field, such as `custom_{id}`; `none` where the vendor takes no others."""
    required: Texts = ()
    """Ids out of `fields` without which the vendor refuses the request."""
    longest: dict[str, Annotated[int, BeforeValidator(int)]] = Field(default_factory=dict)
    """Characters of an answer by id out of `fields`, where the vendor refuses longer ones."""
    refused: Texts = ()
    """Names that must not be sent."""
    unknown: Literal["ignored", "refused"] = "ignored"
    """What becomes of a request with a name that the vendor does not know."""
    encoding: Literal["auto", "multipart", "form", "json"] = "auto"
    join: str = ""
    """What stands between several answers to one question; `` where each is sent on its own."""
    numbers: Texts = ()
    """Names among `constants` that are numbers in JSON."""
    files: Files = Files()
    redirect: RedirectField | None = None
    honeypot: str | None = None
    origins: Origins = Origins()
    budget: Length = LINK_BUDGET
    """Longest address of a link in characters."""
    customers_say: str = ""
    """What customers call it, such as `the help centre`; `label` where missing."""
    tell: str = ""
    """What the customer has to know before writing, such as that an account is needed."""
    rate: str = ""
    """How much the vendor takes, to tell the writer."""
    entries: Entries | None = None
    page: PageKeys = PageKeys()
    random: dict[str, Annotated[int, BeforeValidator(int)]] = Field(default_factory=dict)
    """Names that get this many random letters and digits for each request."""
    before: Before | None = None
    answer: Answer = Answer()
    errors: Errors | None = None


Presets = Mapping[tuple[str, str], Preset]
"""(mechanism, name) → preset."""


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def shipped_presets() -> Presets:
    """Return the presets of the package."""
    folder = package_files("kbgen") / "tickets" / "presets"
    return {
        (mechanism, file.name.removesuffix(".yml")): Preset.model_validate(
            yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - texts only
        )
        for mechanism in MECHANISMS
        for file in (folder / mechanism).iterdir()
        if file.name.endswith(".yml")
    }


def placeholders(text: str) -> list[str]:
    """Return the names of the settings in a text of a preset."""
    return [name for name in _PLACEHOLDER.findall(text) if name != "page"]


def preset_problem(mechanism: str, preset: Preset) -> str:
    """Return what is wrong with a preset beyond its shape; `` where nothing is."""
    texts = [preset.url, *preset.constants.values(), *preset.attributes.values()]
    texts += [preset.before.url] if preset.before else []
    unknown = sorted({name for text in texts for name in placeholders(text)} - set(preset.settings))
    if unknown:
        return f"'{{{unknown[0]}}}' is no setting; declare it under 'settings'"
    for name, setting in preset.settings.items():
        values = [setting.example, *([setting.default] if setting.default else [])]
        if setting.kind == "text" and not all(re.fullmatch(setting.pattern, value) for value in values):
            return f"the example of '{name}' does not match its own pattern"
    for said, roles in (("is required", preset.required), ("has a longest answer", preset.longest)):
        if missing := [role for role in roles if role not in preset.fields]:
            return f"'{missing[0]}' {said} but has no name under 'fields'"
    if mechanism == "link" and "?" in preset.url:
        return "browsers drop what stands behind the '?' of a link form; write it under 'constants'"
    if mechanism == "link" and preset.files.take != "none":
        return "a link carries no files; remove 'files'"
    return ""
