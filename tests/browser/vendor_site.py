"""A site with one request form for each vendor's desk, and Chromium that finds the desks on this machine."""

import shutil
import subprocess
from pathlib import Path

from request_site import request_site
from running import CHROMIUM_FLAGS, CONFIG, run_kbgen

ABOUT_YOU = """sections:
  - title: About you
    fields:
      - {id: name, type: text, label: Your name, required: true}
      - {id: email, type: email, label: Your email, required: true}
      - {id: phone, type: tel, label: Phone}
      - {id: company, type: text, label: Company, autocomplete: organization}
"""
FILES = (
    "      - {id: photos, type: files, label: Photos, accept: [.jpg, .txt], max_files: 2, max_size: 1 MB}\n"
)
OURS = ["product", "name_of_product", "category", "serial_number", "lights", "red", "tried", "club"]
HUBSPOT = ["device", "device_name", "topic", "serial", "lights", "red_since", "tried", "club"]
GUID = "00000000-0000-4000-8000-000000000000"
THANKS = "/support/thanks.md"


def listed(pairs):
    """Return a map as YAML on one line."""
    return "{" + ", ".join(f'{name}: "{value}"' for name, value in pairs) + "}"


CASES = [f"00N00000000000{number}" for number in range(1, 9)]
NUMBERS = [f"3600000000{number}" for number in range(11, 17)]
PORTAL = [f"tf_{number}" for number in NUMBERS]
SHORT = [name for name in OURS if name not in {"name_of_product", "club"}]
TARGETS = {
    "salesforce": f"type: post, preset: salesforce, orgid: 00D000000000001, redirect: {THANKS}, "
    f"fields: {listed(zip(OURS, CASES, strict=True))}",
    "formspree": f"type: post, preset: formspree, form: mabcdefg, redirect: {THANKS}",
    "hubspot-v2": f"type: post, preset: hubspot-v2, portal: '1234567', form: {GUID}, redirect: {THANKS}, "
    f"fields: {listed(zip(OURS, HUBSPOT, strict=True))}",
    "hubspot-v3": f"type: json, preset: hubspot-v3, portal: '1234567', form: {GUID}, "
    f"fields: {listed(zip(OURS, (f'0-5/{name}' for name in HUBSPOT), strict=True))}, "
    "over: {OVER-hubspot-v2}",
    "formspree-json": "type: json, preset: formspree, form: mabcdefg, over: {OVER-formspree}",
    "zendesk": "type: json, preset: zendesk, subdomain: example, form: '360000000001', "
    f"fields: {listed(zip(SHORT, NUMBERS, strict=True))}, over: {{type: link, preset: zendesk-portal, "
    f"subdomain: example, rest: description, fields: {listed(zip(SHORT, PORTAL, strict=True))}}}",
    "zammad": "type: json, preset: zammad, url: https://zammad.example, "
    "over: {type: post, preset: formspree, form: mabcdefg, rest: description}",
}
TAKES_FILES = {"formspree", "formspree-json", "zammad"}


def form_text(name, own):
    """Return the request form of `request_site` for a vendor."""
    target = TARGETS[name]
    for other in ("hubspot-v2", "formspree"):
        target = target.replace(f"OVER-{other}", TARGETS[other])
    text = own.replace('target: {type: post, url: "DESK/tickets"}', f"target: {{{target}}}")
    text = text.replace("id: request\n", f"id: {name}\n").replace("sections:\n", ABOUT_YOU)
    assert [part for part in (ABOUT_YOU, FILES, target) if part not in text] == []
    return text if name in TAKES_FILES else text.replace(FILES, "")


def write_site(folder, url):
    """Write the site and build it; `url` is where it will be seen."""
    files, _ = request_site("DESK")
    own = files.pop("support/request.md")
    forms = {f"support/{name}.md": form_text(name, own) for name in TARGETS}
    files |= {**forms, THANKS.lstrip("/"): "# Thanks\n\nWe answer within a day.\n"}
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"site_url: {url}\n{CONFIG}", encoding="utf-8")
    return run_kbgen("build", cwd=folder)


def write_certificate(folder, hosts):
    """Return the paths of a certificate for these hosts, signed by itself, and of its key."""
    key, certificate = Path(folder, "key.pem"), Path(folder, "cert.pem")
    names = ",".join(f"DNS:{host}" for host in hosts)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=desks"]
    command += ["-addext", f"subjectAltName={names}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def launch_mapped(browser, hosts, port):
    """Start a second Chromium like `browser` in which these hosts are on a port of this machine."""
    rules = ", ".join(f"MAP {host} 127.0.0.1:{port}" for host in sorted(hosts))
    kind = browser.browser_type
    flags = [*CHROMIUM_FLAGS, f"--host-resolver-rules={rules}"]
    return kind.launch(executable_path=chromium_path(), args=flags)


def chromium_path():
    """Return where Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
