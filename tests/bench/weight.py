"""What stands around the text of a page: frame, navigation and what follows, in bytes.

    python tests/bench/weight.py SITE …              built sites
    python tests/bench/weight.py SITE --parts PAGE   one page of a site, taken apart

The article is the element `article`: title, notices and text. Its data for machines (JSON-LD) is another
writing of the article, so it is counted apart. gzip is level 9: what a page has more than its article alone.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
PARTS = {
    "head": r"<head>.*?</head>",
    "— style sheets": r'(?:<link rel="stylesheet"[^>]*>\s*)+',
    "— for link previews": r'<meta property="og:.*?(?=<script|</head>)',
    "— data for machines": DATA.pattern,
    "header": r"<header.*?</header>",
    "— light and dark": r'<form class="md-header__option".*?</form>(?:<script>.*?</script>)?',
    "— search": r"<kb-search.*?</kb-search>",
    "navigation": r'<div class="md-sidebar md-sidebar--primary.*?(?=<div class="md-sidebar md-sidebar--sec)',
    "— contents of the page in it": r'<nav class="md-nav md-nav--secondary".*?</ul>\s*</nav>',
    "contents of the page": r'<div class="md-sidebar md-sidebar--secondary.*?(?=<div class="md-content")',
    "breadcrumb": r'<nav class="kb-breadcrumb.*?</nav>',
    "feedback": r"<kb-feedback.*?</kb-feedback>",
    "related pages": r'<section class="kb-related.*?</section>',
    "still stuck, who fixes it": r'<aside class="kb-stuck.*?</aside>',
    "about this page": r'<footer class="kb-about.*?</footer>',
    "footer": r'<footer class="md-footer.*?</footer>',
    "Material's settings": r'<script id="__config".*?</script>',
}
"""Parts of a page by their names; those with a dash are within the part before."""


@dataclass(frozen=True)
class Weight:
    """What a page has beyond its article, in bytes.

    Attributes:
        raw: Without its data for machines.
        packed: The same with gzip.
        all_raw: With them.
        all_packed: The same with gzip.
    """

    raw: int
    packed: int
    all_raw: int
    all_packed: int


def article_of(html: str) -> str:
    """Return the inside of the page's article; nothing where it has none."""
    inside = html.partition("<article ")[2].partition(">")[2]
    return inside.rpartition("</article>")[0]


def packed(text: str) -> int:
    """Return how many bytes a text has with gzip."""
    return len(gzip.compress(text.encode(), 9))


def weigh(html: str) -> Weight:
    """Return what a page has beyond its article."""
    article, plain = article_of(html), DATA.sub("", html)
    raw, small = len(article.encode()), packed(article)
    return Weight(
        len(plain.encode()) - raw, packed(plain) - small, len(html.encode()) - raw, packed(html) - small
    )


def weights(site: Path) -> Iterator[tuple[str, Weight]]:
    """Yield the pages of a site that have an article, by their paths."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if article_of(html):
            yield path.relative_to(site).as_posix(), weigh(html)


def take_apart(html: str) -> Iterator[str]:
    """Yield a row for each part of a page: its bytes, and what gzip of the page loses without it."""
    whole, article = packed(html), article_of(html)
    around = html.replace(article, "", 1)
    yield f"| all but the article | {len(around.encode()):,} | {whole - packed(article):,} |"
    for name, pattern in PARTS.items():
        if found := re.search(pattern, around, re.DOTALL):
            without = packed(html.replace(found[0], "", 1))
            yield f"| {name} | {len(found[0].encode()):,} | {whole - without:,} |"


def main() -> None:
    """Print a Markdown table of sites, or of the parts of one page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="+", type=Path, help="folders of built sites")
    parser.add_argument("--parts", help="path of a page in the first site, to be taken apart")
    options = parser.parse_args()
    if options.parts:
        print("| part | bytes | gzip |", "|---|---|---|", sep="\n")
        html = (options.sites[0] / options.parts).read_text(encoding="utf-8")
        print(*take_apart(html), sep="\n")
        return
    print("| site | pages | bytes, mean | largest | gzip, mean | largest | with JSON-LD, largest | gzip |")
    print("|---|---|---|---|---|---|---|---|")
    for site in options.sites:
        found = [weight for _, weight in weights(site)]
        raw, small = [each.raw for each in found], [each.packed for each in found]
        most = (max(each.all_raw for each in found), max(each.all_packed for each in found))
        row = (len(found), round(mean(raw)), max(raw), round(mean(small)), max(small), *most)
        print(f"| {site.name} | {' | '.join(f'{number:,}' for number in row)} |", flush=True)


if __name__ == "__main__":
    main()
