"""What went over the line until an answer was there: bytes, requests, and rounds of requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request


@dataclass
class Transfer:
    """One request of a page or of its workers; times in seconds."""

    path: str
    began: float
    ended: float = inf


class Watch:
    """Notes when a page and its workers ask for something, and when they have it.

    The browser's own clock is used and not the host's: it says when a request was wanted, not when one of six
    connections was free for it.
    """

    def __init__(self, page: Page) -> None:
        self.transfers: dict[Request, Transfer] = {}
        page.on("request", self.begin)
        page.on("requestfinished", self.end)

    def begin(self, request: Request) -> None:
        """Note a request."""
        if request.url.startswith("http"):
            path = unquote(urlsplit(request.url).path).lstrip("/")
            self.transfers[request] = Transfer(path, time.monotonic())

    def end(self, request: Request) -> None:
        """Note its end."""
        if request in self.transfers:
            self.transfers[request].ended = time.monotonic()


@dataclass(frozen=True)
class Traffic:
    """Bytes, requests and rounds of one kind."""

    size: int
    requests: int
    rounds: int


def traffic_of(
    transfers: Sequence[Transfer], sizes: dict[str, int], counted: Callable[[str], bool]
) -> Traffic:
    """Return what the transfers of some paths amount to."""
    chosen = [each for each in transfers if counted(each.path)]
    return Traffic(sum(sizes[each.path] for each in chosen), len(chosen), count_rounds(chosen))


def count_rounds(transfers: Sequence[Transfer]) -> int:
    """Return the longest chain of requests of which each began after another had ended."""
    rounds: list[tuple[Transfer, int]] = []
    for each in sorted(transfers, key=lambda transfer: transfer.began):
        before = (number for other, number in rounds if other.ended <= each.began)
        rounds.append((each, 1 + max(before, default=0)))
    return max((number for _, number in rounds), default=0)
