"""Autofill tokens: what a browser may complete from what it knows about its user."""

from __future__ import annotations

from kbgen.diagnostics import did_you_mean

_PERSON = frozenset(
    [
        *("name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix"),
        *("nickname", "username", "organization-title", "organization", "street-address"),
        *("address-line1", "address-line2", "address-line3", "address-level4", "address-level3"),
        *("address-level2", "address-level1", "country", "country-name", "postal-code", "language"),
        *("bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo"),
    ]
)
_REACH = frozenset(
    [
        *("tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix"),
        *("tel-local-suffix", "tel-extension", "email", "impp"),
    ]
)
_PLACES = frozenset(["home", "work", "mobile", "fax", "pager"])
_NO_DATA = frozenset(["off", "on"])


def is_personal(token: str | None) -> bool:
    """Tell whether a token asks the browser for something about its user."""
    return token is not None and token not in _NO_DATA


def autocomplete_problem(token: str) -> str:
    """Return what is wrong with an autofill token, with the nearest right one; `` where it is valid.

    Source: HTML, "Autofill detail tokens", without those for passwords and payment cards, which a support
    desk must not ask for.
    """
    words = token.split(" ")
    if words[0] in {"shipping", "billing"} and len(words) > 1:
        words = words[1:]
    reachable = len(words) > 1 and words[0] in _PLACES
    choices = _REACH if reachable else _PERSON | _REACH | _NO_DATA
    rest = " ".join(words[1:] if reachable else words)
    if rest in choices:
        return ""
    return f"'{token}' is no autocomplete token for a request form{did_you_mean(rest, choices)}"
