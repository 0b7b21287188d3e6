"""Inline Markdown read without rendering: code spans, comments, links, the plain text of a heading."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from markdown.inlinepatterns import HTML_RE


class Span(NamedTuple):
    """A link or image: where it begins and ends, where its text does, its address, and what it is."""

    start: int
    end: int
    text_start: int
    text_end: int
    target: str
    image: bool


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return where each code span of a paragraph begins and ends, backticks included."""
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    closing: dict[int, int] = {}
    partner = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partner[index] = closing.get(length, -1)
        closing[length] = index
    spans, index = [], 0
    while index < len(runs):
        start, close = runs[index][0], partner[index]
        if close >= 0 and not _is_escaped(text, start):
            spans.append((start, runs[close][1]))
            index = close
        index += 1
    return spans


def blank_code_spans(text: str) -> str:
    """Blank the code spans of a paragraph, keeping its length and line breaks."""
    return _blank(text, code_spans(text))


def blank_comments(text: str) -> str:
    """Blank `<!-- … -->`, keeping length and line breaks."""
    spans, at = [], text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            break
        spans.append((at, end + 3))
        at = text.find("<!--", end)
    return _blank(text, spans)


def find_references(masked: str) -> dict[str, str]:
    """Return the addresses that `[name]: address` lines define, by lower-case name; `masked` has no code."""
    if "]:" not in masked:
        return {}
    return {
        match[1].strip().lower(): match[2].lstrip("<").rstrip(">")
        for match in _DEFINITION.finditer(masked)
        if not match[1].startswith("^")
    }


def read_spans(text: str, references: Mapping[str, str]) -> Iterator[Span]:
    """Yield the links and images of text without code: `[text](address)`, `[text][name]` and `[name]`."""
    opened: list[tuple[int, bool]] = []
    token = _BRACKET.search(text)
    while token:
        end = token.end()
        if token[0] == "]":
            if opened:
                span = _close_bracket(text, *opened.pop(), token.start(), references)
                if span:
                    yield span
                    end = span.end
        elif token[0].endswith("["):
            opened.append((token.start(), token[0] == "!["))
        elif token[0][0] == "\n":
            opened.clear()
        token = _BRACKET.search(text, end)


def bare_addresses(text: str) -> list[tuple[int, int]]:
    """Return where `https://…` stands in a line of text without being code, part of a link or of a tag."""
    if len(text) > _LONGEST_PROSE or not _ADDRESS_IN_TEXT.search(text) or _DEFINITION.match(text):
        return []
    text = blank_code_spans(text)
    taken = [(span.start, span.end) for span in read_spans(text, _NO_REFERENCES)] if "](" in text else []
    found = []
    for match in _ADDRESS_IN_TEXT.finditer(text):
        start, end = match.start(), match.start() + len(_trim_address(match[0]))
        if not any(first <= start < last for first, last in taken) and not _in_bracket(text, start):
            found.append((start, end))
    return found


def plain_text(source: str, references: Mapping[str, str]) -> str:
    """Return what a reader sees of one line of Markdown: no markup, no raw HTML, no images."""
    if not _MARKUP.search(source):
        return source.strip()
    kept: list[str] = []

    def keep(literal: str) -> str:
        kept.append(literal)
        return chr(_PRIVATE + len(kept) - 1)

    text = _replace_code(source, keep)
    text = _ESCAPE.sub(lambda match: keep(match[1]), text)
    text = _unlink(_BEHIND_LINK.sub("", text), references)
    text = _AUTOLINK.sub(lambda match: match[1], text)
    text = _HTML.sub("", text)
    text = html.unescape(_drop_emphasis(text))
    return " ".join(_KEPT.sub(lambda match: kept[ord(match[0]) - _PRIVATE], text).split())


def _close_bracket(text: str, start: int, image: bool, at: int, references: Mapping[str, str]) -> Span | None:
    text_start = start + (2 if image else 1)
    inline = _ADDRESS.match(text, at + 1)
    if inline:
        target = inline[1] if inline[1] is not None else _TITLE.sub("", inline[2].strip())
        return Span(start, inline.end(), text_start, at, target.strip(), image)
    named = _REFERENCE.match(text, at + 1)
    if not named and text.startswith(":", at + 1) and _begins_line(text, start):
        return None  # a definition
    name = " ".join((named[1] if named and named[1].strip() else text[text_start:at]).split()).lower()
    if name not in references:
        return None
    return Span(start, named.end() if named else at + 1, text_start, at, references[name], image)


def _begins_line(text: str, at: int) -> bool:
    return not text[max(0, at - 100) : at].rpartition("\n")[2].strip(" >")


def _replace_code(source: str, keep: Callable[[str], str]) -> str:
    parts, at = [], 0
    for start, end in code_spans(source):
        code = source[start:end]
        parts += [source[at:start], keep(code.strip("`").strip())]
        at = end
    return "".join([*parts, source[at:]])


def _unlink(text: str, references: Mapping[str, str]) -> str:
    """Replace each link by its text and each image by nothing."""
    if "[" not in text:
        return text
    dropped = bytearray(len(text))
    for span in read_spans(text, references):
        if span.image:
            dropped[span.start : span.end] = b"\1" * (span.end - span.start)
        else:
            dropped[span.start] = 1
            dropped[span.text_end : span.end] = b"\1" * (span.end - span.text_end)
    return "".join(character for character, drop in zip(text, dropped, strict=True) if not drop)


def _drop_emphasis(text: str) -> str:
    if len(text) > _LONGEST_HEADING:
        return text
    for expression in _EMPHASIS:
        text = expression.sub(r"\2", text)
    return text


def _trim_address(address: str) -> str:
    """Drop what closes the sentence, as GitHub does (GFM 6.9): punctuation, a bracket not opened in it."""
    while address:
        bracket = address[-1] == ")" and address.count(")") > address.count("(")
        if not bracket and address[-1] not in "?!.,:;*_~'\"":
            break
        address = address[:-1]
    return address


def _in_bracket(text: str, at: int) -> bool:
    """Tell whether a tag or link text that began before `at` has not ended there."""
    return text.rfind("<", 0, at) > text.rfind(">", 0, at) or text.rfind("[", 0, at) > text.rfind("]", 0, at)


def _is_escaped(text: str, at: int) -> bool:
    before = text[max(0, at - 50) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _blank(text: str, spans: Collection[tuple[int, int]]) -> str:
    if not spans:
        return text
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _NOT_BREAK.sub(" ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


_PRIVATE = 0xE000
_LONGEST_HEADING = 1000
_LONGEST_PROSE = 20_000
_BACKTICKS = re.compile("`+")
_NOT_BREAK = re.compile(r"[^\n\r]")
_DEFINITION = re.compile(r"^[ >]*\[([^\[\]]*)\]:[ ]*(?:\n[ >]*)?(\S+)", re.MULTILINE)
_BRACKET = re.compile(r"\\.|!\[|\[|\]|\n[ >\t\r]*\n")
_ADDRESS = re.compile(
    r"\(\s*(?:<([^<>\n]*)>\s*(?:\"[^\"]*\"|'[^']*')?\s*\)|((?:[^()\n]|\n(?!\s*\n)|\([^()\n]*\))*)\))"
)
_ADDRESS_IN_TEXT = re.compile(r"(?<![^\s(*_~])(?<!\]\()https?://[^\s<>\[\]`|]+")
_NO_REFERENCES: dict[str, str] = {}
_TITLE = re.compile(r"\s(?:\"[^\"]*\"|'[^']*')$")
_REFERENCE = re.compile(r"[ \n]?\[([^\[\]]*)\]")
_BEHIND_LINK = re.compile(r"(?<=[)\]])\{:? *[.#][^{}\n]*\}")
_MARKUP = re.compile(r"[`\\\[<&*_~]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|~^])")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<> ]*|[^<> !]+@[^@<> ]+)>")
_HTML = re.compile(HTML_RE)
_KEPT = re.compile("[\ue000-\uf8ff]")
_EMPHASIS = (
    re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1"),
    re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.+?)(?<![\s_])\1(?!\w)"),
    re.compile(r"(~~)(?=[^\s~])(.+?)(?<=[^\s~])\1"),
)
