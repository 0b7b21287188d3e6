"""Mail addresses and mailto links (RFC 6068), for readers without JavaScript."""

from __future__ import annotations

import re
from urllib.parse import quote

from kbgen.content.target import MailtoTarget

_LONGEST = 254  # RFC 3696, erratum 1690
_ADDRESS = re.compile(r"[A-Za-z0-9_+'~-]+(\.[A-Za-z0-9_+'~-]+)*@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+", re.ASCII)


def is_address(text: str) -> bool:
    """Tell whether a text is one plain mail address.

    Narrower than RFC 5322 on purpose: `?`, `&`, `%`, `,` and line breaks would add headers to a mailto link.
    """
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def build_mailto(target: MailtoTarget) -> str:
    """Return `mailto:a@b.example?subject=…` for a target, with everything percent-encoded."""
    to = ",".join(quote(address, safe="@+'~") for address in target.to)
    headers = [("cc", ",".join(target.cc)), ("subject", target.subject)]
    query = "&".join(f"{name}={quote(value, safe='@')}" for name, value in headers if value)
    return f"mailto:{to}?{query}" if query else f"mailto:{to}"
