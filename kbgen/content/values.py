"""The small values that front matter is made of: text, lists, money, durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator


def listed(value: Any) -> Any:
    """Accept one value where a list is expected: `products: p200` is `products: [p200]`."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(listed)]
"""A list of texts; a single text counts as a list of one."""


def _language(value: Any) -> Any:
    if isinstance(value, str) and not _LANGUAGE.fullmatch(value):
        message = f"'{value}' is no language; write its code, such as en or de-AT"
        raise ValueError(message)
    return _as_usual(value) if isinstance(value, str) else value


def _as_usual(tag: str) -> str:
    """Return a language tag in the usual case, de-AT or zh-Hant: it means the same in any."""
    language, *others = tag.split("-")
    usual = {2: str.upper, 4: str.title}
    return "-".join([language.lower(), *(usual.get(len(each), str.lower)(each) for each in others)])


Language = Annotated[str, BeforeValidator(_language)]
"""A language tag after BCP 47, in its usual case."""
Languages = Annotated[tuple[Language, ...], BeforeValidator(listed)]
"""A list of language tags; a single one counts as a list of one."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Money:
    """An amount in one currency.

    Attributes:
        amount: In units of the currency, not in cents.
        currency: ISO 4217 code, such as `EUR`.
    """

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        """Return `49 EUR`, or `49.50 EUR` where there are cents."""
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.amount:.0f} {self.currency}" if whole else f"{self.amount:.2f} {self.currency}"


@dataclass(frozen=True)
class Duration:
    """A promised time, such as `4 hours` or `2 business days`.

    Attributes:
        minutes: Length in minutes; a business day counts eight hours, another day twenty-four.
        text: As the writer wrote it.
    """

    minutes: int
    text: str

    def __str__(self) -> str:
        """Return the writer's own words."""
        return self.text


_MONEY = re.compile(r"(?P<amount>\d+(?:\.\d{1,2})?)\s*(?P<currency>[A-Z]{3})")
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>business days?|business hours?|[a-z]+)")
_MINUTES = {
    "min": 1,
    "minute": 1,
    "h": 60,
    "hour": 60,
    "business hour": 60,
    "business day": 8 * 60,
    "d": 24 * 60,
    "day": 24 * 60,
    "week": 7 * 24 * 60,
    "month": 30 * 24 * 60,
    "year": 365 * 24 * 60,
}


def parse_money(value: Any) -> Money:
    """Parse `49 EUR` or `49.50 EUR`.

    Raises:
        ValueError: Where the text is anything else; the message shows the form expected.
    """
    match = _MONEY.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(f"'{value}' is not a price; write an amount and a currency code, such as '49 EUR'")
    return Money(Decimal(match["amount"]), match["currency"])


def parse_duration(value: Any) -> Duration:
    """Parse `30 min`, `4 hours`, `2 business days`, `24 months`.

    Raises:
        ValueError: Where the text is anything else; the message lists the units.
    """
    text = str(value).strip()
    match = _DURATION.fullmatch(text)
    unit = match["unit"] if match else ""
    minutes = _MINUTES.get(unit) or _MINUTES.get(unit.removesuffix("s"))
    if match is None or minutes is None:
        raise ValueError(f"'{value}' is not a time; write a number and one of {', '.join(_MINUTES)}")
    return Duration(round(float(match["number"]) * minutes), text)


def parse_web_address(value: Any) -> str:
    """Parse a full address on the web.

    Raises:
        ValueError: Where the text is anything else, such as `javascript:…` or a bare host name.
    """
    text = str(value).strip()
    if not re.match(r"https?://[^\s/]", text):
        raise ValueError(
            f"'{text}' is not a web address; write it in full, such as 'https://www.example.com'"
        )
    return text


def parse_file_address(value: Any) -> str:
    """Parse a full address on the web, or a path below the content folder."""
    text = str(value).strip()
    return text if re.fullmatch(r"[\w.][^:]*", text) else parse_web_address(text)


def gtin_problem(number: str) -> str:
    """Return what is wrong with a trade item number, an empty text if nothing is.

    The check digit is that of the GS1 General Specifications, section 7.9: weights 3 and 1 from the right.
    """
    if not number.isascii() or not number.isdigit() or len(number) not in _GTIN_LENGTHS:
        return f"'{number}' is no GTIN; it has 8, 12, 13 or 14 digits"
    total = sum(int(digit) * (1 if index % 2 else 3) for index, digit in enumerate(reversed(number[:-1])))
    check = -total % 10
    if check == int(number[-1]):
        return ""
    return f"the check digit of GTIN '{number}' should be {check}; correct the number"


def parse_yes_or_phrase(value: Any) -> bool | str:
    """Parse yes, no, or a phrase that says under which condition."""
    text = str(value).strip()
    return _YES_NO.get(text.casefold(), text)


_YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_GTIN_LENGTHS = {8, 12, 13, 14}
Price = Annotated[Money, BeforeValidator(parse_money)]
WebAddress = Annotated[str, BeforeValidator(parse_web_address)]
FileAddress = Annotated[str, BeforeValidator(parse_file_address)]
Time = Annotated[Duration, BeforeValidator(parse_duration)]
YesOrPhrase = Annotated[bool | str, BeforeValidator(parse_yes_or_phrase)]
