"""Works beside itself where no other threads run: python work_beside.py WHAT JOBS."""

import json
import logging
import os
import signal
import sys
import time

from kbgen.site.beside import _Forked, beside, give_up_all


def pid():
    return os.getpid()


def warn():
    logging.getLogger("mkdocs.plugins.kbgen").warning("this is odd")


def fail():
    raise ValueError("salt and pepper")


def large():
    return "x" * 3_000_000


def die():
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def last():
    time.sleep(60)


HERE = os.getpid()

if __name__ == "__main__":
    what, jobs = sys.argv[1], int(sys.argv[2])
    result = beside(globals()[what], jobs)
    if what == "last":
        (forked,) = _Forked.running
        print(forked._process, flush=True)  # noqa: SLF001
        if jobs == 2:
            give_up_all()
        else:
            time.sleep(60)
    else:
        try:
            print(json.dumps([result(), result(), HERE, len(_Forked.running)]))
        except ValueError as error:
            print(f"error: {error}")
