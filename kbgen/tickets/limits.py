"""The limits of a field: as HTML attributes for the browser, and in words for the customer."""

from __future__ import annotations

from kbgen.content.form import (
    AnyField,
    DateField,
    EmailField,
    FilesField,
    NumberField,
    TelField,
    TextareaField,
    TextField,
)


def build_attributes(field: AnyField) -> list[tuple[str, str]]:
    """Return a control's HTML attributes beyond id, name and type, in a fixed order, without empty ones."""
    pairs = [
        ("autocomplete", getattr(field, "autocomplete", None)),
        *_lengths(field),
        *_bounds(field),
        *_pattern(field),
        *_files(field),
    ]
    return [(name, value) for name, value in pairs if value]


def describe_limits(field: AnyField) -> str:
    """Return what a field takes, where the customer would otherwise find out too late; often ``."""
    match field:
        case FilesField():
            return _describe_files(field)
        case TextareaField(max_length=int() as length):
            return f"At most {length:,} characters."
    return ""


def _lengths(field: AnyField) -> list[tuple[str, str]]:
    if not isinstance(field, TextField | EmailField | TelField | TextareaField):
        return []
    return [
        ("minlength", str(field.min_length or "")),
        ("maxlength", str(field.max_length or "")),
        ("spellcheck", "false" if isinstance(field, EmailField) else ""),
    ]


def _bounds(field: AnyField) -> list[tuple[str, str]]:
    if isinstance(field, NumberField):
        bounds = [("min", field.min), ("max", field.max), ("step", field.step)]
        return [(name, format(value, "f")) for name, value in bounds if value is not None]
    if isinstance(field, DateField):
        days = [("min", field.min), ("max", field.max)]
        return [(name, value.isoformat()) for name, value in days if value is not None]
    return []


def _pattern(field: AnyField) -> list[tuple[str, str]]:
    """Return the pattern, with the words that browsers show beside their own message.

    Where signs are taken out of an answer before it is compared, only the script knows how: a browser would
    refuse what it is to let through.
    """
    pattern = getattr(field, "pattern", None)
    ignored = " ".join(getattr(field, "ignore", ()))
    if not pattern:
        return [("data-kb-ignore", ignored)]
    if ignored:
        return [("data-kb-pattern", pattern), ("data-kb-ignore", ignored)]
    return [("pattern", pattern), ("title", field.error or "")]


def _files(field: AnyField) -> list[tuple[str, str]]:
    if not isinstance(field, FilesField):
        return []
    return [
        ("accept", ",".join(field.accept)),
        ("multiple", "multiple" if field.max_files > 1 else ""),
        ("data-max-files", str(field.max_files)),
        ("data-max-bytes", str(field.max_size or "")),
    ]


def _describe_files(field: FilesField) -> str:
    count = "One file" if field.max_files == 1 else f"Up to {field.max_files} files"
    kinds = ", ".join(field.accept)
    size = f"at most {describe_size(field.max_size)}" if field.max_size else ""
    each = " each" if size and field.max_files > 1 else ""
    return "; ".join(part for part in (count, kinds, size + each) if part) + "."


def describe_size(size: int) -> str:
    """Return a size as people read it: `5 MB`, `1.5 MB`, `500 kB`."""
    for name, unit in (("MB", 10**6), ("kB", 10**3)):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} bytes"
