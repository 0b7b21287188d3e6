"""Stand-ins for vendors' desks: they take and answer what the documentation says, and refuse all else."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from desk import Behaviour, Desk

TABLE = Path(__file__).parent / "golden" / "vendor-desks.yml"


@dataclass(frozen=True)
class Wrong:
    """What a desk objects to; `name` is its own name of the field, `` for the request as a whole."""

    name: str
    kind: str
    words: str


@cache
def vendors():
    """Return the table, by name of the desk."""
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def find_vendor(host, path):
    """Return the name of the desk at an address."""
    return next(
        name for name, desk in vendors().items() if desk["host"] == host and re.fullmatch(desk["path"], path)
    )


def objections(name, received):
    """Return what a desk has against a request; nothing where it takes it."""
    desk = vendors()[name]
    content_type = received.headers.get("content-type", "").partition(";")[0]
    if received.method == "POST" and content_type not in desk["types"]:
        return [Wrong("", "type", f"{content_type} is not supported")]
    values = [pair for key, value in received.fields for pair in flat(key, value)]
    found = [wrong for key, value in values for wrong in against(desk, key, value)]
    found += repeated(desk, [key for key, _ in values if "[]" not in key])
    found += missing(desk["fields"], dict(values))
    if "entries" in desk:
        found += against_entries(desk, received.answers)
    return [*found, *against_files(desk.get("files"), received.files)]


def flat(key, value):
    """Yield the texts, numbers and truth values of a JSON document by path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(f"{key}.{name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from flat(f"{key}[]", inner)
    else:
        yield key, value


def rule_for(desk, key):
    """Return what a desk says of a name; None for one that it does not know."""
    more = (rule for pattern, rule in desk.get("more", {}).items() if re.fullmatch(pattern, key))
    return desk["fields"].get(key) or next(more, {} if key in desk["fields"] else None)


def against(desk, key, value):
    """Yield what is wrong with one value. An empty one counts as not given, as everywhere."""
    rule = rule_for(desk, key)
    if rule is None:
        yield Wrong(key, "unknown", f"{key} is not a known field")
    elif rule.get("number"):
        if not isinstance(value, int):
            yield Wrong(key, "type", f"{key} is not a number")
    elif not isinstance(value, str):
        yield Wrong(key, "type", f"{key} is no text")
    elif value and not re.fullmatch(rule.get("pattern", ".*"), value, re.DOTALL):
        yield Wrong(key, "invalid", f"{key} is invalid")
    elif len(value) > rule.get("most", len(value)):
        yield Wrong(key, "long", f"{key} is too long")


def repeated(desk, keys):
    """Return names that came more than once where the desk takes one value."""
    twice = {key for key in keys if keys.count(key) > 1 and not (rule_for(desk, key) or {}).get("several")}
    return [Wrong(key, "repeated", f"{key} came more than once") for key in sorted(twice)]


def missing(rules, values):
    """Return required names that did not come, or came empty."""
    return [
        Wrong(key, "missing", f"Required field '{key}' is missing")
        for key, rule in rules.items()
        if rule.get("required") and not str(values.get(key, "")).strip()
    ]


def against_entries(desk, document):
    """Yield what is wrong with a list of names and values, such as HubSpot's `fields`."""
    place = document
    for step in desk["entries"]["at"].split("."):
        place = place.get(step, {})
    values = {}
    for entry in place or []:
        key = "/".join(str(entry.get(part, "")) for part in desk["entries"]["name"])
        yield from against({"fields": desk["known"]}, key, entry.get("value"))
        if key in values:
            yield Wrong(key, "repeated", f"{key} came more than once")
        values[key] = entry.get("value")
    yield from missing(desk["known"], values)


def against_files(rule, files):
    """Yield files that are not taken. A file field that was left empty comes with no name and no bytes."""
    given = [(name, content) for name, filename, content in files if filename or content]
    for name, _ in given:
        if rule is None or not re.fullmatch(rule["name"], name):
            yield Wrong("", "files", f"File uploads are not taken under {name}")
    if rule and sum(len(content) for _, content in given) > rule["most"]:
        yield Wrong("", "files-big", "The files are too big")


@dataclass
class Judged:
    """A request that reached a desk, and what the desk had against it."""

    vendor: str
    received: object
    wrong: list = field(default_factory=list)


class VendorDesks(Desk):
    """All the desks of the table on one port, told apart by the host they are asked for."""

    def __init__(self, tls=None):
        super().__init__(tls)
        self.judged = []
        self.faults = {}

    def judge(self, received):
        """Take a request or refuse it, in the words of the vendor."""
        vendor = find_vendor(received.headers["host"].partition(":")[0], received.path)
        wrong = objections(vendor, received)
        self.judged.append(Judged(vendor, received, wrong))
        if vendor in self.faults:
            return self.faults[vendor]
        answer = ANSWERS[vendor](received, wrong)
        return Behaviour(answer.status, answer.body, {**answer.headers, **allowed_origin(vendor, answer)})

    def look(self, received):
        """Take what stands in an address as a form that is sent."""
        return self.judge(received)

    def preflight(self, headers):
        """Answer what a browser asks first: which origins, methods and headers the desk allows."""
        host = headers["host"].partition(":")[0]
        rules = [desk["cors"] for desk in vendors().values() if desk["host"] == host and "cors" in desk]
        asked = {name.strip() for name in headers.get("access-control-request-headers", "").split(",")}
        allowed = next((rule for rule in rules if rule["origin"] == "any"), None)
        if allowed is None or headers.get("access-control-request-method") != "POST":
            return Behaviour(403, "")
        told = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "POST, OPTIONS",
            "Access-Control-Allow-Headers": ", ".join(allowed["headers"]),
        }
        return Behaviour(204 if asked - {""} <= set(allowed["headers"]) else 403, "", told)

    @property
    def accepted(self):
        """Return the requests that became tickets."""
        return [one for one in self.judged if not one.wrong]

    @property
    def refused(self):
        """Return what the desks objected to."""
        return [wrong for one in self.judged for wrong in one.wrong]

    def forget(self):
        """Begin anew."""
        for collected in (self.received, self.judged, self.faults):
            collected.clear()


def allowed_origin(vendor, answer):
    """Return the header that lets a page read the answer, where the vendor sends one."""
    cors = vendors()[vendor].get("cors", {"origin": "none"})
    readable = cors["origin"] == "any" and (answer.status < 400 or cors["on_error"])
    return {"Access-Control-Allow-Origin": "*"} if readable else {}


def page(status, words):
    """Return a page of a desk."""
    return Behaviour(status, f"<!doctype html><title>{words}</title><h1>{words}</h1>")


def document(status, content):
    """Return a JSON answer."""
    return Behaviour(status, json.dumps(content), {"Content-Type": "application/json"})


def answer_salesforce(received, wrong):
    """Lead on whatever came: what is wrong with a case is mailed to its default owner."""
    to = received.answers.get("retURL")
    return Behaviour(302, "", {"Location": to}) if to else page(200, "Your request has been queued")


def answer_formspree(received, wrong):
    """Answer scripts in JSON and forms with a page."""
    if "application/json" not in received.headers.get("accept", ""):
        to = received.answers.get("_next", "/thanks")
        return page(422, wrong[0].words) if wrong else Behaviour(302, "", {"Location": to})
    codes = {"missing": "REQUIRED_FIELD_MISSING", "invalid": "TYPE_EMAIL", "files-big": "FILES_TOO_BIG"}
    words = {"invalid": "should be an email", "missing": "is required"}
    errors = [
        {
            "code": codes.get(one.kind, "BLOCKED"),
            "message": words.get(one.kind, one.words),
            **({"field": one.name} if one.name else {}),
        }
        for one in wrong
    ]
    return document(422, {"errors": errors}) if wrong else document(200, {"next": "/thanks", "ok": True})


def answer_hubspot_v2(received, wrong):
    """Lead on to `redirectUrl`; without it there is nothing to see."""
    if wrong:
        return page(400, wrong[0].words)
    to = json.loads(received.answers.get("hs_context") or "{}").get("redirectUrl")
    return Behaviour(302, "", {"Location": to}) if to else Behaviour(204, "")


def answer_hubspot_v3(received, wrong):
    """Say what is wrong inside a sentence."""
    kinds = {"missing": "REQUIRED_FIELD", "invalid": "INVALID_EMAIL"}
    words = {"invalid": "Invalid email address"}
    errors = [
        {
            "message": f"Error in 'fields.{one.name.rpartition('/')[2]}'. {words.get(one.kind, one.words)}",
            "errorType": kinds.get(one.kind, "FIELD_NOT_IN_FORM_DEFINITION"),
        }
        for one in wrong
    ]
    told = {"status": "error", "message": "The request is not valid", "correlationId": "0", "errors": errors}
    return document(400, told) if wrong else document(200, {"inlineMessage": "<p>Thanks for writing.</p>"})


def answer_zendesk(received, wrong):
    """Say what is wrong under `details`, by the vendor's own name of the field."""
    if not wrong:
        return document(201, {"request": {"id": 35436, "status": "new"}})
    details = {}
    for one in wrong:
        name = one.name.rpartition(".")[2] if "requester" not in one.name else "requester"
        words = {"invalid": "Email: ann@localhost is not properly formatted"}.get(one.kind, one.words)
        details.setdefault(name or "base", []).append({"description": words, "error": one.kind})
    told = {"error": "RecordInvalid", "description": "Record validation errors", "details": details}
    return document(422, told)


def answer_portal(received, wrong):
    """Show the request form of the help centre."""
    return page(200, "Submit a request")


def answer_zammad_config(received, wrong):
    """Give the token that the request needs."""
    if wrong:
        return document(403, {"error": "Not authorized"})
    token = f"token-of-{received.answers['fingerprint']}"
    endpoint = "https://zammad.example/api/v1/form_submit"
    return document(200, {"enabled": True, "endpoint": endpoint, "token": token})


def answer_zammad(received, wrong):
    """Answer 200 whatever is wrong with the answers, and 403 without the right token."""
    answers = received.answers
    if answers.get("token") != f"token-of-{answers.get('fingerprint')}":
        return document(403, {"error": "Not authorized"})
    if any(one.kind in {"unknown", "repeated", "files", "type"} for one in wrong):
        return document(422, {"error": wrong[0].words})
    errors = {one.name: "required" if one.kind == "missing" else "invalid" for one in wrong}
    return document(200, {"errors": errors} if errors else {"ticket": {"id": 7, "number": "64007"}})


ANSWERS = {
    "salesforce": answer_salesforce,
    "formspree": answer_formspree,
    "hubspot-v2": answer_hubspot_v2,
    "hubspot-v3": answer_hubspot_v3,
    "zendesk": answer_zendesk,
    "zendesk-portal": answer_portal,
    "zammad-config": answer_zammad_config,
    "zammad": answer_zammad,
}
