"""The pages that every engine indexes: title, headings and text of what kbgen built from each source file."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from mkdocs.structure.files import File

ARTICLE = '<article class="kb-article"'
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {"p", "li", "td", "th", "tr", "pre", "dt", "dd", "summary", "div", "blockquote"}
SILENT = frozenset({"script", "style", "svg", "nav", "template", "button", "form"})


@dataclass(frozen=True)
class SourcePage:
    """One source file as a page of the built site.

    Attributes:
        source: Path below the content folder.
        url: Address below the site, decoded, with its slash at the end.
        title: What the page's first heading says.
        headings: The others, in order.
        text: Everything else, a space between blocks.
        html: The whole page.
    """

    source: str
    url: str
    title: str
    headings: tuple[str, ...]
    text: str
    html: str


def read_pages(content: Path, site: Path) -> list[SourcePage]:
    """Return the pages of all Markdown files that the site has, in order of their paths."""
    pages = []
    for path in sorted(content.rglob("*.md")):
        source = path.relative_to(content).as_posix()
        url = unquote(File(source, str(content), str(site), use_directory_urls=True).url)
        file = site / url / "index.html"
        if path.is_file() and file.is_file():
            pages.append(read_page(source, "" if url == "./" else url, file.read_text(encoding="utf-8")))
    return [page for page in pages if page.text or page.headings]


def read_page(source: str, url: str, html: str) -> SourcePage:
    """Read what a visitor reads of a page: its article."""
    reader = ArticleReader()
    start = html.find(ARTICLE)
    if start >= 0:
        reader.feed(html[start : html.find("</article>", start)])
        reader.close()
    titles = reader.of({"h1"}) or [source]
    headings = reader.of(HEADINGS - {"h1"})
    return SourcePage(source, url, titles[0], tuple(headings), " ".join(reader.of({""})), html)


@dataclass
class ArticleReader(HTMLParser):
    """Gathers text by the heading level that it stands in; "" is text."""

    blocks: list[tuple[str, list[str]]] = field(default_factory=list)
    level: str = ""
    silent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def of(self, levels: AbstractSet[str]) -> list[str]:
        """Return the blocks of some levels that hold text, white space as single spaces."""
        texts = (" ".join("".join(parts).split()) for found, parts in self.blocks if found in levels)
        return [text for text in texts if text]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a heading, or stop listening."""
        if tag in SILENT or (tag == "a" and ("class", "headerlink") in attrs):
            self.silent.append(tag)
        if tag in HEADINGS:
            self.level = tag
        if tag in BLOCKS:
            self.blocks.append((self.level, []))

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
        if tag in HEADINGS:
            self.level = ""
        if tag in BLOCKS:
            self.blocks.append((self.level, []))

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self.silent:
            if not self.blocks:
                self.blocks.append((self.level, []))
            self.blocks[-1][1].append(data)
