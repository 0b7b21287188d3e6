"""Where a form's requests go: four mechanisms, each with the settings that a vendor's preset asks for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from kbgen.content.form_values import FieldId, FormPart, require_one
from kbgen.content.values import Texts


class MailtoTarget(FormPart):
    """The customer's own email program: any desk with an address, nothing to set up, no files."""

    type: Literal["mailto"]
    to: Annotated[Texts, AfterValidator(require_one)]
    cc: Texts = ()
    subject: str = "Support request"
    """Start of the subject line; the answer of the field that is sent as `subject` follows it."""


class Redirect(FormPart):
    """Where the customer comes to afterwards."""

    field: str | None = None
    """The name under which the system expects the address, such as `_next`; a preset knows it."""
    to: str
    """A page of this site, such as `/support/thanks.md`, or a full address."""


def _parse_redirect(value: Any) -> Any:
    """Take `redirect: /support/thanks.md` for `redirect: {to: /support/thanks.md}`."""
    return {"to": value} if isinstance(value, str) else value


RedirectTo = Annotated[Redirect, BeforeValidator(_parse_redirect)]


class _VendorTarget(FormPart):
    """A target that a preset describes; keys that are not declared here are settings of the preset."""

    model_config = ConfigDict(frozen=True, extra="allow")

    preset: str = "generic"
    """File name of the preset, without `.yml`."""
    constants: dict[str, str] = Field(default_factory=dict)
    """Hidden names and values that go along; everybody can read them."""
    fields: dict[FieldId, str] = Field(default_factory=dict)
    """Field id → its name for this target, before `send_as` and the preset's own names."""

    rest: Literal["description"] | None = None
    """`description` says that it is enough if what the desk has no place for goes along in words."""

    @property
    def settings(self) -> dict[str, Any]:
        """Return the keys beside the declared ones, as the writer wrote them."""
        return dict(self.model_extra or {})


class PostTarget(_VendorTarget):
    """An address that takes an HTML form: a helpdesk, a form service, a script of one's own."""

    type: Literal["post"]
    honeypot: str | None = None
    """Name of a field that people leave empty and robots fill, where the address checks it."""
    redirect: RedirectTo | None = None


class LinkTarget(_VendorTarget):
    """A page of the desk's own that opens with the answers filled in; the customer sends it there."""

    type: Literal["link"]


PlainTarget = Annotated[MailtoTarget | PostTarget | LinkTarget, Field(discriminator="type")]
"""A target that needs no JavaScript."""


class JsonTarget(_VendorTarget):
    """An API that the page's script talks to; without JavaScript the request goes `over` another target."""

    type: Literal["json"]
    over: PlainTarget | None = None
    redirect: RedirectTo | None = None


VendorTarget = PostTarget | LinkTarget | JsonTarget
AnyTarget = Annotated[MailtoTarget | PostTarget | LinkTarget | JsonTarget, Field(discriminator="type")]
"""Where requests go. This union is the only list of mechanisms."""


def parse_fallback(value: Any) -> Any:
    """Take `fallback: none` for a form that has no other way on purpose."""
    return None if value == "none" else value


Fallback = Annotated[MailtoTarget | None, BeforeValidator(parse_fallback)]
