"""Syntax of other documentation tools (`:::`, `[!NOTE]`, `[!DNL …]`) and what kbgen shows in its place."""

from __future__ import annotations

import re
from typing import NamedTuple

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


class Image(NamedTuple):
    """What `:::image source="…" alt-text="…":::` shows; `source` is "" where it names none."""

    source: str
    text: str


def parse_container(body: str) -> Container | None:
    """Read a line that begins with `:::`.

    Wrappers of other tools (`::: moniker`, `:::row:::`) become nothing, and what they wrap stays.
    """
    match = _CONTAINER.match(body)
    if not match:
        return None
    name, rest = (match[1] or "").lower(), match[2].strip()
    if name == "image":
        return _parse_image(rest)
    if (name in ADMONITIONS or name == "details") and not rest.endswith(":::"):
        return Container(render_opening(name, rest), opens=True)
    return Container("", closes=not name and not rest)


def render_opening(name: str, rest: str) -> str:
    """Return the admonition that `::: note "Title"` opens; titles stand bare, in quotes or in brackets."""
    title = re.sub(r"^\{[^}\n]*\}", "", rest).strip().strip("\"'[]").replace('"', "'")
    if name == "details":
        return f'??? note "{title or "Details"}"'
    return f'!!! {name} "{title}"' if title else f"!!! {name}"


def read_image(attributes: str) -> Image:
    """Read the attributes of `:::image …:::`."""
    return Image(_attribute(attributes, "source"), re.sub(r"[\[\]]", "", _attribute(attributes, "alt-text")))


def render_image(attributes: str) -> str:
    """Return the Markdown image for `:::image …:::`; an image without a source is its text."""
    image = read_image(attributes)
    return f"![{image.text}]({image.source})" if image.source else image.text


def parse_alert(body: str) -> tuple[str, str] | None:
    """Read the first line of a quote: what `[!NOTE]` or `[!div class="…"]` becomes, and the text after it.

    None where the line is text. What is not an alert's name becomes nothing, and its quote stays a quote.
    """
    match = _ALERT.match(body)
    if not match:
        return None
    if match[1].lower() in ADMONITIONS and not match[2].strip():
        return f"[!{match[1].upper()}]", match[3]
    return None if match[3] else ("", "")


def render_inline(text: str) -> str:
    """Replace another tool's syntax in a line of text: words to be spoken stay, included files vanish."""
    if "[!" in text:
        text = SPOKEN.sub(r"\1", INCLUSION.sub("", text))
    if ":::image" in text:
        text = INLINE_IMAGE.sub(lambda match: render_image(match[1]), text)
    return text


def hide_inline(text: str) -> str:
    """Blank what `render_inline` makes vanish, keeping the length."""
    return INCLUSION.sub(lambda match: " " * len(match[0]), text) if "[!" in text else text


INCLUSION = re.compile(r"\[!(?:code|include)[\w-]*\s*\[[^\[\]\n]*\]\([^()\n]*\)\s*\]", re.IGNORECASE)
"""What another tool replaces by a file's content: `[!code-cpp[name](path)]`, `[!INCLUDE [name](path)]`."""

SPOKEN = re.compile(r"\[!(?:DNL|UICONTROL) +([^\[\]\n]*)\]")
"""Words that another tool leaves untranslated or marks as seen on a screen; readers get the words."""

INLINE_IMAGE = re.compile(r":::image\s([^\n]*?):::(?!:)")

_CONTAINER = re.compile(r":{3,}(?!:) *([A-Za-z][\w-]*)?(.*)$")
_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)([^\[\]]*)\][-+]?[ ]*(.*)$")

_COMPLEX = re.compile(r"""\btype=["']complex""")


def _parse_image(rest: str) -> Container | None:
    """A complex image is followed by a description for screen readers, up to `:::image-end:::`."""
    if _COMPLEX.search(rest) and "image-end" not in rest:
        return Container(render_image(rest), until="image-end")
    text_follows = bool(rest.partition(":::")[2])
    return None if text_follows else Container(render_image(rest))


def _attribute(attributes: str, name: str) -> str:
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", attributes)
    return (match[1] or match[2] or "").strip() if match else ""
