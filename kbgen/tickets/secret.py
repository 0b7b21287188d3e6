"""Secrets in a form's configuration: whatever stands in a page, everybody can read."""

from __future__ import annotations

import re

_SECRET_NAME = re.compile(
    r"authori[sz]ation|passw(or)?d|secret|bearer|hapikey|api[-_ ]?(key|token)|private[-_ ]?key"
    r"|(auth|access|oauth|personal)[-_ ]?token|^token$",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"(Basic|Bearer|Token)\s+\S{8,}"
    r"|(gh[opsur]_|github_pat_|glpat-|sk_live_|rk_live_|sk-|xox[abprs]-|AKIA|SG\.|key-|pat-)[\w.\-]{12,}"
    r"|(sk_test_|whsec_|shp(at|ss|ca)_|npm_|pypi-|hf_|dop_v1_|sbp_|AIza|ya29\.|EAA)[\w.\-]{12,}"
    r"|\S+@\S+/token:\S+"
    r"|eyJ[\w\-]+\.[\w\-]+\.[\w\-]*"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_SECRET_ADDRESS = re.compile(
    r"//[^/@\s]+@"
    r"|hooks\.slack\.com/|discord(app)?\.com/api/webhooks/"
    r"|webhook\.office\.com/|logic\.azure\.com.*[?&]sig=|api\.telegram\.org/bot"
    r"|[?&](key|token|api_?key|access_token|password|secret|sig|signature|x-amz-signature)=[^&]",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_\-]{32,}")
_PUBLIC_NAME = re.compile(r"(^|[-_])(id|guid|orgid|sitekey|access_key)$|^[0-9A-Za-z]*id$", re.IGNORECASE)
"""Names of what vendors mean to be seen: Salesforce `orgid`, Web3Forms `access_key`, any id."""


def is_secret(name: str, value: str) -> bool:
    """Tell whether a hidden name and value look like a credential."""
    if _SECRET_NAME.search(name) or _SECRET_VALUE.search(value):
        return True
    return _LONG.fullmatch(value) is not None and _PUBLIC_NAME.search(name) is None


def is_secret_address(url: str) -> bool:
    """Tell whether an address carries a password, a key, or is itself the secret (webhooks)."""
    return _SECRET_ADDRESS.search(url) is not None
