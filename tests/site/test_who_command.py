"""`kbgen who` on the demonstration: the browser's answer, for a desk that has the receipt before it."""

import shutil

import pytest
from running import ROOT, run_kbgen


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("who")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_product_and_part_are_told_apart(folder):
    asked = ("who", "pressmark-p350", "--bought", "2025-03-12", "--on", "2026-11-22")
    code, out, errors = run_kbgen(*asked, cwd=folder)
    assert code == 0, errors
    printer, head = out.splitlines()
    assert printer.startswith(
        "Pressmark P350: In warranty until 12 March 2027. Pressmark mends it free of charge."
    )
    assert head.startswith("Print head JC-4: The warranty ended on 12 March 2026.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("alder-133",), "unknown product 'alder-133'; did you mean 'alder-13'?"),
        (("alder-13", "--plan", "yearly"), "unknown support-plan 'yearly'; did you mean 'yearly-plan'?"),
        (("alder-13", "--bought", "2026-11-23", "--on", "2026-11-22"), "2026-11-23, is after 2026-11-22"),
        (("alder-13", "--bought", "soon"), "does not match the format"),
    ],
)
def test_wrong_use_is_named(folder, arguments, message):
    code, _, errors = run_kbgen("who", *arguments, cwd=folder)
    assert code == 2
    assert message in errors
