"""`_headers` of Netlify and Cloudflare: the policies of pages with forms, beside the site's own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kbgen.diagnostics import Diagnostic
from kbgen.tickets.policy import policy_sources

POLICY = "Content-Security-Policy"

Policies = Mapping[str, str]
"""Address of a page, such as `/support/request/` → its content security policy."""

_MARK = "# Where forms may send to. Written by kbgen from the targets of the forms."


class _Header(NamedTuple):
    """One header of a rule."""

    path: str
    line: int
    name: str
    value: str


def merge_headers(own: str, policies: Policies) -> str:
    """Return the site's own `_headers` with a rule for each page that it gives no policy.

    A policy of the site's own stays alone: where two rules have one header, Netlify takes the last and
    Cloudflare joins them.
    """
    headers = list(_parse(own))
    rules = [
        f"{address}\n  {POLICY}: {policy}\n"
        for address, policy in sorted(policies.items())
        if not list(_policies_for(address, headers))
    ]
    if not rules:
        return own
    above = f"{own.rstrip()}\n\n" if own.strip() else ""
    return above + "\n".join([_MARK, *rules])


def check_headers(path: str, own: str, policies: Policies) -> Iterator[Diagnostic]:
    """Yield the site's own policies that block a form.

    Args:
        path: What diagnostics call the file.
        own: Its text.
        policies: What the forms need.
    """
    headers = list(_parse(own))
    for address, policy in policies.items():
        for header in _policies_for(address, headers):
            for directive, source in _blocked(policy, header.value):
                message = f"this policy blocks the form at '{address}'; add {source} to its {directive}"
                yield Diagnostic(path, header.line, 1, "error", "policy-blocks-form", message)


def _parse(text: str) -> Iterator[_Header]:
    """Yield the headers of a file; a line that begins with `/` or an address begins a rule."""
    path = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if re.match(r"/|https?://", stripped):
            path = re.sub(r"^https?://[^/]*", "", stripped) or "/"
        elif ":" in stripped:
            name, _, value = stripped.partition(":")
            yield _Header(path, number, name.strip(), value.strip())


def _policies_for(address: str, headers: list[_Header]) -> Iterator[_Header]:
    for header in headers:
        if header.name.casefold() == POLICY.casefold() and _matches(header.path, address):
            yield header


def _matches(path: str, address: str) -> bool:
    """Tell whether a rule's path, with `*` and `:name`, is that of a page; the last slash does not count."""
    parts = re.split(r"(\*|:[A-Za-z]\w*)", path.rstrip("/"))
    pattern = "".join(
        ".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part) for part in parts
    )
    return re.fullmatch(pattern, address.rstrip("/")) is not None or (path == "/*")


def _blocked(needed: str, own: str) -> Iterator[tuple[str, str]]:
    """Yield the directives and sources of a policy that another one does not allow."""
    allowed = policy_sources(own)
    for directive in ("form-action", "connect-src"):
        usual = allowed.get("default-src") if directive == "connect-src" else None
        sources = allowed.get(directive, usual)
        if sources is None:
            continue
        for source in policy_sources(needed)[directive]:
            if source not in sources and not _is_covered(source, sources):
                yield directive, source


def _is_covered(source: str, sources: list[str]) -> bool:
    """Tell whether `*` or a scheme such as `https:` allows a source."""
    scheme = source.partition("//")[0]
    return source != "mailto:" and ("*" in sources or ("//" in source and scheme in sources))
