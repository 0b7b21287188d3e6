"""A Markdown extension that kills the worker which converts a page: as often as the page says."""

import os
import re
import sys
from pathlib import Path

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class _Deadly(Preprocessor):
    def run(self, lines):
        found = re.search(r"(\d+) deaths in (\S+)", "\n".join(lines))
        if found and "distributed.worker" in sys.modules:
            died = Path(found[2])
            died.mkdir(exist_ok=True)
            if len(list(died.iterdir())) < int(found[1]):
                (died / str(os.getpid())).touch()
                os._exit(9)
        return lines


class Deadly(Extension):
    def extendMarkdown(self, md):  # noqa: N802 - Python-Markdown's name
        md.preprocessors.register(_Deadly(md), "deadly", 100)


def makeExtension(**options):  # noqa: N802
    return Deadly(**options)
