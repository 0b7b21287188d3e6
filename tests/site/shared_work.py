"""Shares out work where no other threads run: python shared_work.py WORK JOBS TASKS."""

import json
import logging
import os
import sys

from click import ClickException

from kbgen.site.workers import share_out


def double(site, task):
    return [site["word"] + uri + uri for uri in task]


def pid(_site, _task):
    return os.getpid()


def warn(_site, task):
    logging.getLogger("mkdocs.plugins.kbgen").warning("%s is odd", task[0])


class StubbornError(Exception):
    """An error that cannot go from one process to another."""

    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def fail(_site, task):
    if task[0] == "b":
        raise StubbornError("salt", "pepper")


def die(_site, task):
    if task[0] == "b":
        os._exit(9)


if __name__ == "__main__":
    work, jobs, tasks = globals()[sys.argv[1]], int(sys.argv[2]), json.loads(sys.argv[3])
    try:
        print(json.dumps([list(each) for each in share_out(work, {"word": "-"}, tasks, jobs)]))
        print(os.getpid())
    except ClickException as error:
        print(error.format_message())
    except Exception as error:  # noqa: BLE001 - what it is, is what is asked
        print(error)
