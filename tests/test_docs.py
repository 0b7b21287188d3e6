"""Documentation that says what the code does."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kbgen.cli import main
from kbgen.content.record import TYPES
from kbgen.content.target import JsonTarget, MailtoTarget
from kbgen.tickets.delivery import build_delivery
from kbgen.tickets.preset import MECHANISMS, shipped_presets

DOCS = Path(__file__).parent.parent / "docs"
COMMANDS = sorted(main.commands)


def helped(name):
    return CliRunner().invoke(main, [name, "--help"], prog_name="kbgen").output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    assert "Example:" in helped(name)
    assert all(option.help for option in main.commands[name].params if option.param_type_name == "option")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_reference_is_what_help_prints(name):
    reference = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"```text\n$ kbgen {name} --help\n{helped(name)}```" in reference, (
        f"update docs/commands.md:\n{helped(name)}"
    )


@pytest.mark.parametrize("name", TYPES)
def test_content_reference_has_every_key_of_every_type(name):
    reference = (DOCS / "content.md").read_text(encoding="utf-8")
    chapter = reference.split(f"\n## `{name}`", 1)[1].split("\n## ", 1)[0]
    common = reference.split("\n## Keys of every type", 1)[1].split("\n## ", 1)[0]
    for key in TYPES[name].model_fields:
        assert f"`{key}`" in chapter or f"`{key}`" in common, key


def test_forms_reference_has_every_preset_with_its_settings_and_their_examples():
    reference = (DOCS / "forms.md").read_text(encoding="utf-8")
    chapters = {
        mechanism: reference.split(f"\n### {mechanism}\n", 1)[1].split("\n#", 1)[0]
        for mechanism in MECHANISMS
    }
    for (mechanism, name), preset in shipped_presets().items():
        row = chapters[mechanism].split(f"\n| `{name}` |", 1)[1].split("\n", 1)[0]
        for key, setting in preset.settings.items():
            example = f"'{setting.example}'" if setting.example.isdigit() else setting.example
            assert f"`{key}: {example}`" in row, (mechanism, name, key)


def test_forms_reference_has_every_key_that_scripts_read():
    reference = (DOCS / "forms.md").read_text(encoding="utf-8").split("\n## What the page knows", 1)[1]
    over = JsonTarget(type="json", over=MailtoTarget(type="mailto", to=("a@b.example",)))
    delivery = build_delivery(over, [], shipped_presets(), str)
    for key in {*delivery, *delivery["over"]}:
        assert f"`{key}`" in reference, key
