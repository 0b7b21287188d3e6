"""A Markdown extension that does what pages say: `warn: WORDS`, `pid: FOLDER`, `die: TIMES FOLDER`."""

import logging
import multiprocessing
import os
import re
from pathlib import Path

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


def warn(words):
    logging.getLogger("mkdocs.plugins.obeyed").warning(words)


def pid(folder):
    (Path(folder) / str(os.getpid())).touch()


def die(told):
    """End this process, unless it is the first one, or as many have died as shall."""
    times, folder = told.split(maxsplit=1)
    if multiprocessing.parent_process() and len(list(Path(folder).iterdir())) < int(times):
        pid(folder)
        os._exit(9)


class _Obeyed(Preprocessor):
    def run(self, lines):
        for line in lines:
            if order := re.fullmatch(r"(warn|pid|die): (.*)", line):
                globals()[order[1]](order[2])
        return lines


class Obeyed(Extension):
    def extendMarkdown(self, md):  # noqa: N802 - Python-Markdown's name
        md.preprocessors.register(_Obeyed(md), "obeyed", 100)


def makeExtension(**options):  # noqa: N802
    return Obeyed(**options)
