"""Turn a folder of device files (YAML) into a kbgen knowledge base, and give account of every value.

    python tests/bench/devices FOLDER OUT [--account FILE]
    cd OUT && kbgen build

Every value of every file ends up in a record, in a sheet, or in the account; problems are printed as kbgen
prints those of content. Exit code 1 where a value got lost, which is a fault of this script.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from account import Read, check_nothing_lost, problems, render_account
from fields import read_device
from leaves import read_devices
from writing import build_files

from kbgen.diagnostics import Diagnostic, format_diagnostic, sort_diagnostics


def main() -> int:
    """Import a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the device files")
    parser.add_argument("out", type=Path, help="where the knowledge base goes; its content/ is replaced")
    parser.add_argument("--account", type=Path, help="write the account there too")
    options = parser.parse_args()
    found, unreadable = read_devices(options.folder)
    devices = [(device, read_device(device)) for device in found]
    files, lost, wrong = convert(devices)
    write(options.out, files)
    for diagnostic in sort_diagnostics([*unreadable, *wrong, *problems(devices), *lost]):
        print(format_diagnostic(diagnostic), file=sys.stderr)
    account = render_account(devices, len(files), len(lost))
    print(account)
    if options.account:
        options.account.write_text(account + "\n", encoding="utf-8")
    return 1 if lost else 0


def convert(devices: Sequence[Read]) -> tuple[dict[str, str], list[Diagnostic], list[Diagnostic]]:
    """Return the files of the knowledge base, the values that got lost, and what else is wrong."""
    files, ids, wrong = build_files(devices)
    texts = {
        stem: [files.get(f"content/{folder}/{product}.md", "") for folder in ("products", "specs")]
        for stem, product in ids.items()
    }
    return files, list(check_nothing_lost(devices, texts)), wrong


def write(out: Path, files: Mapping[str, str]) -> None:
    """Write the files in place of those of an earlier import."""
    shutil.rmtree(out / "content", ignore_errors=True)
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
