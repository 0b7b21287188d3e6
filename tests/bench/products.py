"""What a search for products costs: bytes that a browser loads, and milliseconds for an answer.

python tests/bench/products.py CONTENT QUERY…
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "search")]

from sheets import specs_of  # noqa: E402 - it lies beside the tests

from kbgen.content.catalog import build_catalog  # noqa: E402
from kbgen.content.folder import find_content  # noqa: E402
from kbgen.search.export import export_index  # noqa: E402
from kbgen.search.finder.finding import find_products  # noqa: E402
from kbgen.search.index import build_index  # noqa: E402

REPEATED = 20


def main(content: Path, queries: list[str]) -> None:
    catalog = build_catalog(find_content(content, "content"), "content")[0]
    started = time.perf_counter()
    specs = specs_of(catalog)
    print(f"{len(catalog.sheets)} sheets; data made in {time.perf_counter() - started:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for name, body in export_index(build_index([], specs=specs)).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            if path.name.startswith("specs"):
                report(path.name, body)
        report("finder.js", (ROOT / "theme" / "static" / "js" / "finder.js").read_bytes())
        answers = subprocess.run(
            ["node", str(ROOT / "tests" / "bench" / "products.js"), folder, str(REPEATED)],
            input=json.dumps(queries),
            capture_output=True,
            text=True,
            check=True,
        )
    for query, milliseconds in zip(queries, json.loads(answers.stdout), strict=True):
        found = find_products(specs, query)
        started = time.perf_counter()
        for _ in range(REPEATED):
            find_products(specs, query)
        python = (time.perf_counter() - started) / REPEATED * 1000
        count = len(found.products) if found else 0
        print(f"{query}: {count} products, {milliseconds:.1f} ms in node, {python:.1f} ms in Python")


def report(name: str, body: bytes) -> None:
    print(f"{name}: {len(body):,} bytes, {len(gzip.compress(body, 9)):,} over the wire")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
