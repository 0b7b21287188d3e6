"""A Trac where everybody may write a ticket, and not only users as its installation leaves it.

python serve_trac.py FOLDER
"""

import sys
from pathlib import Path

from serving import serve_forever
from trac.env import Environment
from trac.perm import PermissionSystem
from trac.web.main import dispatch_request


def make_application(address):
    home = str(Path(sys.argv[1], "project"))
    options = [("project", "name", "Desk"), ("trac", "base_url", address)]
    PermissionSystem(Environment(home, create=True, options=options)).grant_permission(
        "anonymous", "TICKET_CREATE"
    )

    def application(environ, start_response):
        return dispatch_request({**environ, "trac.env_path": home}, start_response)

    return application


if __name__ == "__main__":
    serve_forever(make_application)
