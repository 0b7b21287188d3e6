"""Markdown structure of FAQs and flows: questions become `<details>`, steps become sections."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kbgen.content import faq, flow


class StructureExtension(Extension):
    """Gives a page the structure of its type; `type` is the record's type."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "type": ["article", "Type of the page that is converted"],
            "questions": [
                (),
                "Ids of an FAQ's questions; all headings of the second level where none are given",
            ],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the tree processor of the type, below `toc` (5), which has given headings their ids."""
        wrap = _WRAPPERS.get(self.getConfig("type"))
        if wrap is not None:
            run = partial(wrap, questions=frozenset(self.getConfig("questions")))
            md.treeprocessors.register(_Wrap(md, run), "kbgen-structure", 4)


class _Wrap(Treeprocessor):
    def __init__(self, md: Markdown, wrap: Any) -> None:
        super().__init__(md)
        self._wrap = wrap

    def run(self, root: Element) -> None:
        self._wrap(root)


def _group(root: Element, starts: Callable[[Element], bool], build: Any) -> None:
    """Replace each heading that starts something, with all that follows it, by what `build` makes of them.

    The footnotes at the end belong to the page, not to what stands last in it.
    """
    children = list(root)
    for child in children:
        root.remove(child)
    group: list[Element] = []
    for child in children:
        footnotes = child.get("class") == "footnote"
        if group and (footnotes or child.tag in _HEADINGS[: _HEADINGS.index(group[0].tag) + 1]):
            root.append(build(group))
            group = []
        if starts(child) or (group and not footnotes):
            group.append(child)
        else:
            root.append(child)
    if group:
        root.append(build(group))


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _wrap_questions(root: Element, questions: frozenset[str]) -> None:
    def starts(child: Element) -> bool:
        if questions:
            return child.tag in _HEADINGS and child.get("id") in questions
        return child.tag == f"h{faq.LEVEL}"

    _group(root, starts, _build_question)


def _build_question(group: list[Element]) -> Element:
    """Make `<details><summary><h2>…</h2></summary><div id>answer</div></details>`.

    The id stands on the answer: a browser that follows a link to something inside a closed
    `<details>` opens it, also without JavaScript; it does not do so for the element itself.
    """
    heading, *answer = group
    details = Element("details", {"class": "kb-question"})
    for permalink in heading.findall("a[@class='headerlink']"):
        heading.remove(permalink)  # a link inside a summary would be a control inside a control
    SubElement(details, "summary", {"class": "kb-question__summary"}).append(heading)
    question = heading.attrib.pop("id", "")
    body = SubElement(details, "div", {"class": "kb-question__answer", "id": question})
    body.extend(answer)
    link = SubElement(body, "p", {"class": "kb-question__link", "data-search-exclude": ""})
    SubElement(link, "a", {"href": f"#{question}"}).text = "Link to this answer"
    heading.set("class", "kb-question__text")
    return details


def _wrap_steps(root: Element, questions: frozenset[str]) -> None:  # noqa: ARG001 - as the others are called
    _group(root, lambda child: child.tag == f"h{flow.LEVEL}", _build_step)


def _build_step(group: list[Element]) -> Element:
    """Make `<section class="kb-step kb-step--fixed" id>`; the closing list gets its own class."""
    heading = group[0]
    classes = heading.get("class", "").split()
    outcome = next((name for name in flow.OUTCOMES if name in classes), "")
    attributes = {
        "class": f"kb-step kb-step--{outcome}" if outcome else "kb-step",
        "id": heading.attrib.pop("id", ""),
    }
    cause, remedy = heading.attrib.pop("cause", ""), heading.attrib.pop("remedy", "")
    heading.set("class", " ".join(["kb-step__title", *(name for name in classes if name != outcome)]))
    section = Element("section", attributes)
    if outcome:
        label = {"class": "kb-outcome", "data-search-exclude": ""}
        SubElement(section, "p", label).text = OUTCOME_LABELS[outcome]
    section.append(heading)
    if cause or remedy:
        section.append(_build_finding(cause, remedy))
    section.extend(group[1:])
    _mark_answers(section)
    return section


OUTCOME_LABELS: dict[str, str] = {
    "fixed": "Fixed",
    "contact": "Contact support",
    "article": "See article",
    "stop": "Stop",
}


def _build_finding(cause: str, remedy: str) -> Element:
    """Make the list that names cause and remedy of an outcome."""
    finding = Element("dl", {"class": "kb-finding"})
    for label, text in (("Cause", cause), ("Remedy", remedy)):
        if text:
            SubElement(finding, "dt").text = label
            SubElement(finding, "dd").text = text
    return finding


def _mark_answers(section: Element) -> None:
    last = section[-1] if len(section) else None
    if last is not None and last.tag in {"ul", "ol"} and all(_is_one_link(item) for item in last):
        last.set("class", "kb-answers")


def _is_one_link(item: Element) -> bool:
    """Say whether a list item holds one link and no other text, loose list or not."""
    inner = item[0] if len(item) == 1 and item[0].tag == "p" else item
    texts = [inner.text or "", *(child.tail or "" for child in inner)]
    return len(inner) == 1 and inner[0].tag == "a" and not "".join(texts).strip()


_WRAPPERS = {"faq": _wrap_questions, "troubleshooting": _wrap_steps}


def makeExtension(**kwargs: Any) -> StructureExtension:  # noqa: N802 - the name that Markdown looks for
    """Make the extension; Markdown calls this."""
    return StructureExtension(**kwargs)
