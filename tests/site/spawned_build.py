"""Builds where nothing is forked: python spawned_build.py SITE_DIR PAGES (to be shared out) [JOBS]."""

import logging
import multiprocessing
import os
import sys

from click import ClickException

from kbgen.site.build import build_site, open_config
from kbgen.site.elsewhere import spawned

if __name__ == "__main__":
    logging.basicConfig(format="%(message)s")
    multiprocessing.set_start_method("spawn")
    spawned.PAYS = int(sys.argv[2])  # from so many pages on, with two processes
    print(os.getpid())
    try:
        jobs = int(sys.argv[3]) if sys.argv[3:] else 2
        build_site(open_config(None, site_dir=sys.argv[1]), jobs=jobs, cache=False)
    except ClickException as error:
        sys.exit(error.format_message())
