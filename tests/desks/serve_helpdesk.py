"""A django-helpdesk with two queues that take requests from the public.

python serve_helpdesk.py FOLDER FIELDS   FIELDS: its custom fields as a JSON list, by the keys of its model
"""

import json
import os
import sys

os.environ["HELPDESK_FOLDER"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "helpdesk_settings"

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from serving import serve_forever


def make_queues(fields):
    from helpdesk.models import CustomField, Queue

    for name in ("Sales", "Support"):
        address = f"{name.lower()}@desk.example"
        Queue.objects.create(
            title=name, slug=name.lower(), allow_public_submission=True, email_address=address
        )
    for number, field in enumerate(fields):
        usual = {"label": field["name"], "required": False, "staff_only": False, "ordering": number}
        CustomField.objects.create(**{**usual, **field})


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    make_queues(json.loads(sys.argv[2]))
    serve_forever(lambda _address: StaticFilesHandler(WSGIHandler()))
