"""Starts a django-helpdesk on a free port of this machine, with a queue that takes requests from the public.

HELPDESK_FOLDER=… python serve.py FIELD…   prints its address; a ticket has the FIELDs too
"""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_): ...


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def make_queue(fields):
    from helpdesk.models import CustomField, Queue

    Queue.objects.create(
        title="Support", slug="support", allow_public_submission=True, email_address="desk@desk.example"
    )
    for number, name in enumerate(fields):
        CustomField.objects.create(
            name=name, label=name, data_type="text", required=False, staff_only=False, ordering=number
        )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
    django.setup()
    call_command("migrate", verbosity=0)
    make_queue(sys.argv[1:])
    with make_server(
        "127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=QuietHandler
    ) as server:
        print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()
