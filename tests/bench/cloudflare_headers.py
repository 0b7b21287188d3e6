"""Cloudflare's own parser on a `_headers` that kbgen wrote; npm fetches it when this runs, as it is large.

    python tests/bench/cloudflare_headers.py site/_headers

The parser is a file of @cloudflare/pages-shared, whose dependencies (a whole runtime) are not needed for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = "@cloudflare/pages-shared@0.12.0"
PARSER = "package/metadata-generator/parseHeaders.ts"
SCRIPT = """
import {{ readFileSync }} from "node:fs";
import {{ parseHeaders }} from {parser};
console.log(JSON.stringify(parseHeaders(readFileSync({headers}, "utf-8"))));
"""


def parse(headers: Path) -> dict[str, list[dict[str, object]]]:
    """Return what Cloudflare reads: `rules` with path and headers, and `invalid` lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(folder.glob("*.tgz"))) as packed:
            packed.extractall(folder, filter="data")
        script = SCRIPT.format(parser=json.dumps(f"./{PARSER}"), headers=json.dumps(str(headers.resolve())))
        (folder / "run.ts").write_text(script, encoding="utf-8")
        esbuild = [
            ROOT / "node_modules/.bin/esbuild",
            "run.ts",
            "--bundle",
            "--platform=node",
            "--format=esm",
        ]
        subprocess.run([*esbuild, "--outfile=run.mjs", "--log-level=error"], cwd=folder, check=True)
        ran = subprocess.run(["node", "run.mjs"], cwd=folder, check=True, capture_output=True, text=True)
    found: dict[str, list[dict[str, object]]] = json.loads(ran.stdout)
    return found


if __name__ == "__main__":
    read = parse(Path(sys.argv[1]))
    print(json.dumps(read, indent=2))
    sys.exit(1 if read["invalid"] or not read["rules"] else 0)
