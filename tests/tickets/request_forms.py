"""Forms for the tests, read as the site reads front matter: every scalar is text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kbgen.content.form import TicketForm

GOLDEN = Path(__file__).parent.parent / "golden" / "tickets"


def read_golden(name: str) -> Any:
    text = (GOLDEN / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds texts only


def parse_form(base: dict[str, Any], case: dict[str, Any]) -> TicketForm:
    front = {**base, **case.get("form", {})}
    if "fields" in case:
        front["sections"] = [{"title": "All", "fields": case["fields"]}]
    return TicketForm.model_validate({key: value for key, value in front.items() if value != "null"})
