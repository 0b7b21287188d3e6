"""Addresses that a form may be sent to, and their origins."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LOOPBACK = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]\S*)?")
_URL = re.compile(r"https://[^\s/?#\\]+([/?#]\S*)?|/(?![/\\])\S*")


def is_form_address(url: str) -> bool:
    """Tell whether a form can be sent to an address: `https://…`, a path here, this machine for tests."""
    return any(pattern.fullmatch(url) for pattern in (_URL, _LOOPBACK))


def origin_of(url: str) -> str:
    """Return the origin as a content security policy names it, `` for an address without a host."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}".lower() if host and not set(host) & set(" ;,'\"") else ""
