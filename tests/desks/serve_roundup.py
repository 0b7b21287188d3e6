"""A Roundup with its classic tracker, where everybody may write an issue.

python serve_roundup.py FOLDER KEYWORD…
"""

import sys
from pathlib import Path

import roundup
from roundup import configuration, init, instance, password
from roundup.cgi.wsgi_handler import RequestDispatcher
from serving import serve_forever

TEMPLATE = Path(roundup.__file__).parents[1] / "share/roundup/templates/classic"


def make_tracker(home, address):
    init.install(str(home), str(TEMPLATE))
    config = configuration.CoreConfig(str(home))
    config["TRACKER_WEB"] = f"{address}/"
    config["MAIL_DOMAIN"] = "desk.example"
    config["MAIL_HOST"] = "desk.example"
    config["MAIL_DEBUG"] = str(home / "mails")
    config["RDBMS_BACKEND"] = "sqlite"
    config["WEB_SECRET_KEY"] = "only for tests on this machine"  # noqa: S105 - protects nothing
    config.save()
    tracker = instance.open(str(home))
    tracker.init(password.Password("admin", config=tracker.config))
    set_up(tracker, sys.argv[2:])


def set_up(tracker, keywords):
    db = tracker.open("admin")
    for keyword in keywords:
        db.keyword.create(name=keyword)
    roles = db.user.get(db.user.lookup("anonymous"), "roles")
    db.user.set(db.user.lookup("anonymous"), roles=f"{roles},User")
    db.commit()
    db.close()


def make_application(address):
    home = Path(sys.argv[1], "tracker")
    make_tracker(home, address)
    return RequestDispatcher(str(home))


if __name__ == "__main__":
    serve_forever(make_application)
