"""The `:::` containers of other tools, as the admonitions, images or nothing that they become."""

from __future__ import annotations

import re
from typing import NamedTuple

from kbgen.content import syntax

ADMONITIONS = frozenset(
    {
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "info",
        "danger",
        "success",
        "example",
        "question",
        "abstract",
    }
)
"""The kinds that `:::` and `> [!…]` turn into admonitions; every other word after them is another tool's."""


class Container(NamedTuple):
    """One line of `:::` syntax.

    Attributes:
        line: What to write in its place.
        opens: Whether the lines up to the closing `:::` are inside.
        closes: Whether it is such a closing line.
        until: Words of the line up to which all is left out, "" where nothing is.
    """

    line: str
    opens: bool = False
    closes: bool = False
    until: str = ""


def is_alert(alert: re.Match[str]) -> bool:
    """Tell whether a match of `syntax.ALERT` is an alert, not the syntax of another tool."""
    return alert[1].lower() in ADMONITIONS and not alert[2].strip()


def parse_container(body: str) -> Container | None:
    """Read a line that begins with `:::`.

    Wrappers of other tools (`::: moniker`, `:::row:::`) become nothing, and what they wrap stays.
    """
    match = syntax.CONTAINER.match(body)
    if not match:
        return None
    name, rest = (match[1] or "").lower(), match[2].strip()
    if name in ADMONITIONS or name == "details":
        return Container(render_opening(name, rest), opens=True)
    if name == "image":
        until = "image-end" if re.search(r"""type=["']complex""", rest) and "image-end" not in rest else ""
        return Container(render_image(rest), until=until)
    return Container("", closes=not name and not rest)


def render_opening(name: str, rest: str) -> str:
    """Return the admonition that `::: name "Title"` opens; titles stand with or without quotes or brackets."""
    title = re.sub(r"^\{[^}\n]*\}", "", rest).strip().strip("\"'[]").replace('"', "'")
    mark, kind = ("???", "note") if name == "details" else ("!!!", name)
    title = title or ("Details" if name == "details" else "")
    return f'{mark} {kind} "{title}"' if title else f"{mark} {kind}"


class Image(NamedTuple):
    """What `:::image source="…" alt-text="…":::` shows; `source` is "" where it names none."""

    source: str
    text: str


def read_image(attributes: str) -> Image:
    """Read the attributes of `:::image …:::`."""
    return Image(_attribute(attributes, "source"), re.sub(r"[\[\]]", "", _attribute(attributes, "alt-text")))


def render_image(attributes: str) -> str:
    """Return the Markdown image for `:::image …:::`; an image without a source is its text."""
    image = read_image(attributes)
    return f"![{image.text}]({image.source})" if image.source else image.text


def _attribute(attributes: str, name: str) -> str:
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", attributes)
    return (match[1] or match[2] or "").strip() if match else ""
