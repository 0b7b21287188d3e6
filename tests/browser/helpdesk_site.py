"""A knowledge base whose request form goes to a django-helpdesk, and what that helpdesk has stored."""

import sqlite3
from contextlib import closing
from pathlib import Path

from request_site import request_site
from running import run_kbgen

FORMS = {
    "support/request.md": Path(__file__).with_name("helpdesk_request.md"),
    "support/link.md": Path(__file__).with_name("helpdesk_link.md"),
}
"""The request forms by path in the site; DESK is where they go."""

GUIDE = """---
type: troubleshooting
title: Nothing comes out
products: [p1]
symptoms: [no paper comes out]
---
## Is the light on? {#light}
Look at the front.

- [It is on](#rollers)
- [It is off](#power)

## Do the rollers turn? {#rollers}
Listen.

- [They turn](#fixed)
- [They stand still](#motor)

## The motor is broken {#motor .contact}
[Request support](../support/request.md)

## It has no power {#power .contact}
[Request support](../support/request.md)

## It works again {#fixed .fixed}
"""

FIELDS = [
    {"name": "product", "data_type": "varchar", "max_length": 60},
    {"name": "name_of_product", "data_type": "varchar", "max_length": 60},
    {"name": "version", "data_type": "varchar", "max_length": 80},
    {"name": "serial_number", "data_type": "varchar", "max_length": 20},
    {"name": "bought", "data_type": "date"},
    {"name": "pages", "data_type": "integer"},
    {"name": "category", "data_type": "list", "list_values": "fault\nrepair"},
    {"name": "lights", "data_type": "varchar", "max_length": 80},
    {"name": "red", "data_type": "varchar", "max_length": 80},
    {"name": "receipt", "data_type": "varchar", "max_length": 80},
    {"name": "tried", "data_type": "text"},
    {"name": "page", "data_type": "varchar", "max_length": 300},
    {"name": "name", "data_type": "varchar", "max_length": 100},
    {"name": "phone", "data_type": "varchar", "max_length": 20},
]
"""The helpdesk's own fields, named as those of the form."""


def build_site(folder, desk):
    """Build the site whose requests go to `desk`; return where it is."""
    files, config = request_site(desk)
    forms = {path: file.read_text(encoding="utf-8").replace("DESK", desk) for path, file in FORMS.items()}
    return build(folder, {**files, **forms, "guides/nothing.md": GUIDE}, config)


def build(folder, files, config):
    """Build a site of these files into `folder`; return where it is."""
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, _, errors = run_kbgen("build", "--strict", cwd=folder)
    assert code == 0, errors
    return folder / "site"


def read_tickets(folder):
    """Return every ticket of the helpdesk: its columns, `custom` fields that are answered, and `files`."""
    with closing(sqlite3.connect(f"file:{folder / 'helpdesk.sqlite3'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        tickets = [dict(row) for row in db.execute("SELECT * FROM helpdesk_ticket ORDER BY id")]
        for ticket in tickets:
            ticket["custom"] = _custom(db, ticket["id"])
            ticket["files"] = _files(db, ticket["id"], folder / "files")
    return tickets


def _custom(db, ticket):
    rows = db.execute(
        "SELECT name, value FROM helpdesk_ticketcustomfieldvalue AS given"
        " JOIN helpdesk_customfield AS field ON field.id = given.field_id WHERE given.ticket_id = ?",
        [ticket],
    )
    return {name: value for name, value in rows if value}


def _files(db, ticket, folder):
    rows = db.execute(
        "SELECT filename, file, mime_type FROM helpdesk_followupattachment AS attached"
        " JOIN helpdesk_followup AS followup ON followup.id = attached.followup_id WHERE ticket_id = ?",
        [ticket],
    )
    return [(name, kind, (folder / path).read_bytes()) for name, path, kind in rows]
