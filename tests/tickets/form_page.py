"""A form's page, rendered with plain Jinja as MkDocs does (no autoescape), and its elements."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2

from kbgen.content.form import TicketForm
from kbgen.tickets.choices import Choice, Choices
from kbgen.tickets.view import build_form_view

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
VOID = frozenset(["input", "link", "br", "hr", "meta"])
MAIN = (
    "<title>{{ config.site_name | e }}</title>"
    "{% block extrahead %}{% endblock %}{% block content %}{% endblock %}"
)

ALDER = {"manufacturer": "alder", "family": "laptop"}
PRESSMARK = {"manufacturer": "pressmark", "family": "printer"}
CHOICES = Choices(
    {
        "products": (
            Choice("alder-14", "Alder 14", "Alder Computing", ALDER),
            Choice("pressmark-p200", "Pressmark P200", "Pressmark", PRESSMARK),
            Choice("pressmark-p350", "Pressmark P350", "Pressmark", PRESSMARK),
        ),
        "plans": (
            Choice("year", "Yearly plan", "Desk", {"provider": "third-party", "term": "yearly"}),
            Choice("care", "PrintCare", "Pressmark", {"provider": "manufacturer", "term": "yearly"}),
        ),
    }
)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class Elements(HTMLParser):
    """Elements in the order of the page; each knows the text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len({name for name, _ in attrs}), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


def page_url(link):
    """Address of a page as a site with folders for pages has it."""
    return link if "://" in link else link.strip("/").removesuffix(".md") + "/"


def parse_page(html: str) -> list[Element]:
    parsed = Elements(html)
    assert not parsed.open, "an element is not closed"
    return parsed.found


def render_page(form: TicketForm, choices: Choices = CHOICES) -> str:
    """Return the page of a form."""
    return render_view(build_form_view(form, page_url, choices), form.title or "")


def render_view(view: dict[str, Any], title: str) -> str:
    """Return the page of what the template gets."""
    return _template().render(
        page={"title": title, "url": "support/request/", "content": "<p>Have the product beside you.</p>"},
        config={"site_name": "Desk", "site_url": "https://kb.example/"},
        kb={"title": title, "page": {"form": view}},
    )


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.ChoiceLoader(
        [jinja2.DictLoader({"main.html": MAIN}), jinja2.FileSystemLoader(TEMPLATES)],
    )
    env = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)  # noqa: S701 - as MkDocs does
    env.filters["url"] = lambda url: url if "://" in url else f"to/{url}"
    return env.get_template("ticket-form.html")
