"""A knowledge base as pages see it: the catalog, and where everything is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import unquote

from kbgen.content.addresses import Inventory
from kbgen.content.catalog import Catalog
from kbgen.content.confirmation import confirmations
from kbgen.content.form import FEEDBACK, TicketForm
from kbgen.content.known_issues import issues_by_page
from kbgen.content.links import resolve_link, source_forms
from kbgen.content.record import Record
from kbgen.content.redirects import Moved, Redirects
from kbgen.pages.links import Urls
from kbgen.pages.lists import a_to_z_entries
from kbgen.pages.order import build_orders
from kbgen.pages.outline import Outline
from kbgen.pages.site_facts import SiteFacts
from kbgen.pages.who_fixes import short_view
from kbgen.pages.written_by_nobody import GeneratedPage


class FormView(Protocol):
    """Turns a form into what its template shows."""

    def __call__(
        self, form: TicketForm, page_url: Callable[[str], str], *, confirmation: str
    ) -> dict[str, Any]:
        """Get a function that gives the address of what a link names, and the path of the page of thanks."""


FeedbackView = Callable[[TicketForm, Callable[[str], str]], dict[str, Any]]
"""Turns the feedback form into what the foot of a page shows; the function gives the address of a link."""


@dataclass(frozen=True)
class KnowledgeBase:
    """A catalog with the pages that are generated from it and the URL of every page.

    Attributes:
        catalog: What writers wrote.
        generated: What nobody writes, by path.
        outline: Sections and pages as navigation shows them.
        urls: Where each page is published.
        form_view: How a request form is turned into what its template shows.
        related: For each page, by path, the pages that are most like it.
        site: What is known of the site as a whole.
        inventory: What is published under a permanent address.
        redirects: Where former addresses lead.
        feedback_view: How the form that asks whether a page helped is turned into what each page shows of it.
    """

    catalog: Catalog
    generated: Mapping[str, GeneratedPage]
    outline: Outline
    urls: Urls
    form_view: FormView
    related: Mapping[str, list[str]] = field(default_factory=dict)
    site: SiteFacts = field(default_factory=SiteFacts)
    inventory: Inventory = field(default_factory=lambda: Inventory({}, {}))
    redirects: Redirects = field(default_factory=Redirects)
    feedback_view: FeedbackView | None = None

    @cached_property
    def former_ids(self) -> Mapping[str, list[tuple[str, Moved]]]:
        """File → the former ids in its page, each with where that is now."""
        return self.redirects.former_ids(self.inventory)

    @cached_property
    def feedback(self) -> dict[str, Any]:
        """What every page shows of the feedback form, empty where there is none."""
        form = self.catalog.find("ticket-form", FEEDBACK)
        if form is None or self.feedback_view is None or not isinstance(form.front, TicketForm):
            return {}
        return self.feedback_view(form.front, self.address)

    @cached_property
    def orders(self) -> Mapping[str, dict[str, Any]]:
        """Path → the place of a page among pages that are read in order."""
        return build_orders(self.catalog, self.outline)

    @cached_property
    def shared_titles(self) -> frozenset[str]:
        """Titles that several pages have."""
        counts = Counter(record.title for record in self.catalog.records.values())
        return frozenset(title for title, count in counts.items() if count > 1)

    @cached_property
    def entries(self) -> Mapping[str, list[dict[str, Any]]]:
        """Entries of the A–Z index by their letters."""
        return a_to_z_entries(self.catalog, self.urls)

    def anchors_at(self, url: str) -> frozenset[str] | None:
        """Return the ids in the written page at a URL, None where there is no such page."""
        return self.catalog.anchors(self._uris.get(url.rstrip("."), ""))

    def address(self, link: str) -> str:
        """Return where a link of front matter leads: site-relative for a page here, else as it is."""
        path = resolve_link("", link)
        forms = (path, *source_forms(path)) if path else ()
        return next((self.urls.of(form) for form in forms if form in self.urls.by_uri), link)

    def is_published(self, url: str) -> bool:
        """Say whether a page or another file stands at a site-relative URL."""
        return url.rstrip(".") in self._uris or unquote(url) in self.catalog.assets

    def made_address(self, uri: str) -> str:
        """Return the URL of a page that is there only where it has something to show, else an empty text."""
        return self.urls.of(uri) if uri in self.urls.by_uri else ""

    def who_fixes(self, product: Record) -> dict[str, Any]:
        """Return who fixes a product in short, made once for all pages about it."""
        if product.id not in self._who:
            self._who[product.id] = short_view(self.catalog, product, self.urls)
        return self._who[product.id]

    @cached_property
    def confirmations(self) -> Mapping[str, Record]:
        """Path → the form after which customers come to a page."""
        return confirmations(self.catalog.of_type("ticket-form"), self.urls.by_uri.keys())

    @cached_property
    def related_links(self) -> dict[str, dict[str, Any]]:
        """Path → the page as others name it that are related to it, as far as somebody has asked."""
        return {}

    @cached_property
    def _who(self) -> dict[str, dict[str, Any]]:
        return {}

    @cached_property
    def known_issues(self) -> Mapping[str, tuple[Record, ...]]:
        """Path → the known issues that its page warns of."""
        return issues_by_page(self.catalog)

    @cached_property
    def _uris(self) -> Mapping[str, str]:
        return {url: uri for uri, url in self.urls.by_uri.items()}

    @cached_property
    def request_form(self) -> str:
        """URL of the request form, empty where there is none. The form called `request` goes first."""
        forms = [form for form in self.catalog.of_type("ticket-form") if form.id != FEEDBACK]
        chosen = self.catalog.find("ticket-form", "request") or (forms[0] if forms else None)
        return self.urls.of(chosen.uri) if chosen else ""
