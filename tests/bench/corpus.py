"""A help centre of any size in the shape of a real one: its articles, varied, in folders.

    python tests/bench/corpus.py ARTICLES FOLDER PAGES     ARTICLES: a folder of Markdown, read only

Every article is told again for one product after another with a few words of its own in each paragraph, so
that the vocabulary grows as that of a real site does. product/category/section/article.md, about ten articles
in a section, an index.md in every folder, three links from each article to others. The same arguments give
the same files.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

SECTION = 10
"""Articles in one."""
CATEGORY = 5
"""Sections in one."""
PRODUCT = 8
"""Categories of one."""
LINKS = 3
_FRONT = re.compile(r"\A---\n.*?^title: *(?P<title>[^\n]*)\n.*?^---\n", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\((?!https?:)[^)]*\)")
_PICTURE = re.compile(r"<img\b[^>]*>")
_WORD = re.compile(r"(?<![\w`<&/])[a-z]{6,}(?![\w`>/])")
_SYLLABLES = ("ba", "co", "di", "fu", "ga", "li", "mo", "nu", "pe", "ra", "si", "to", "ve", "xi", "zo")


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="folder of Markdown files")
    parser.add_argument("folder", type=Path, help="where to write")
    parser.add_argument("pages", type=int, help="how many pages")
    options = parser.parse_args()
    write_corpus(options.articles, options.folder, options.pages)


def write_corpus(articles: Path, folder: Path, pages: int) -> None:
    """Write so many pages into a folder."""
    for name, text in corpus(read_articles(articles), pages):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read_articles(folder: Path) -> list[tuple[str, str]]:
    """Return title and text of each article; links and pictures that would lead nowhere become words."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (front := _FRONT.match(text)) is not None:
            title = front["title"].strip().strip("\"'")
            body = _PICTURE.sub("", _LINK.sub(r"\1", text[front.end() :]))
            found.append((title, body.strip()))
    return found


def corpus(articles: list[tuple[str, str]], pages: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of so many pages, folders' own pages among them."""
    folders: set[str] = set()
    paths: list[str] = []
    written = at = 0
    while written < pages:
        folder, name = place(at)
        for parent in (folder.rsplit("/", 2 - depth)[0] for depth in range(3)):
            if parent not in folders and written < pages:
                folders.add(parent)
                written += 1
                yield (
                    f"{parent}/index.md",
                    f"---\ntitle: {title_of(parent)}\n---\nAll about {title_of(parent)}.\n",
                )
        if written < pages:
            paths.append(f"{folder}/{name}.md")
            written += 1
            yield paths[-1], article(*articles[at % len(articles)], paths, at)
        at += 1


def place(at: int) -> tuple[str, str]:
    """Return the folder and the name of an article by its number."""
    section, category = at // SECTION, at // SECTION // CATEGORY
    product = category // PRODUCT
    return f"{word(product)}/category-{category % PRODUCT}/section-{section % CATEGORY}", f"article-{at}"


def title_of(folder: str) -> str:
    """Return the title of a folder's own page."""
    product, *rest = folder.split("/")
    return " ".join([product.capitalize(), *(part.replace("-", " ") for part in rest)])


def article(title: str, text: str, paths: list[str], at: int) -> str:
    """Return an article told for the product at whose place it stands."""
    chance = random.Random(at)  # noqa: S311 - the same text each time is what is wanted
    product = word(at // (SECTION * CATEGORY * PRODUCT)).capitalize()
    varied = _WORD.sub(lambda found: vary(found[0], chance), text.replace("Arduino", product))
    others = [paths[chance.randrange(len(paths))] for _ in range(LINKS)]
    links = "".join(f"* [See {Path(other).stem}](/{other})\n" for other in dict.fromkeys(others))
    title = title.replace("Arduino", product).replace("\\", "").replace('"', "")
    return f'---\ntitle: "{title} ({at})"\n---\n\n{varied}\n\n## See also\n\n{links}'


def vary(said: str, chance: random.Random) -> str:
    """Return a word, or now and then another that only some articles have."""
    return word(int(chance.paretovariate(0.7)) % 40_000) if chance.random() < 0.02 else said


def word(number: int) -> str:
    """Return a word that no language has, by its number."""
    letters = _SYLLABLES[number % len(_SYLLABLES)]
    while number := number // len(_SYLLABLES):
        letters += _SYLLABLES[number % len(_SYLLABLES)]
    return f"{letters}lin"


if __name__ == "__main__":
    main()
