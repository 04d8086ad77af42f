"""The base classes of errors and refusals: each has a stable code and its sentence in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping


class RendaError(Exception):
    """The root of everything Renda refuses.

    A subclass sets `code` (stable, in capitals), `message` and, where it helps, `hint`: English
    sentences marked with `_` that may name the keyword arguments in braces. The translation of a
    sentence names the same arguments.
    """

    code: ClassVar[str] = "REFUSED"
    message: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    citation: ClassVar[str] = ""

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        self.details: Mapping[str, object] = details
        self.field = field
        self.about: tuple[type, int] | None = None
        """The record whose present form helps whoever is refused: the definition of its model, and its number."""
        super().__init__(self.message.format_map(details))


class Refusal(RendaError):
    """A refusal a client can cause; its code and sentence are sent to the client."""


class Invalid(Refusal):
    """A value that cannot be accepted: empty, too long, out of range."""

    code = "VALIDATION"
    message = _("{reason}")


class NotFound(Refusal):
    """A record that does not exist, or that the actor may not see."""

    code = "NOT_FOUND"
    message = _("There is no {model} {key}.")
    hint = _("Check the identifier; a record you may not see is not found either.")


class StaleVersion(Refusal):
    """A record that somebody else changed in the meantime."""

    code = "STALE_VERSION"
    message = _("The record was changed by somebody else in the meantime.")
    hint = _("Read it again and repeat the change on its new version.")


class Conflict(Refusal):
    """A change that the database does not keep: it breaks a constraint that nobody asked about before."""

    code = "CONFLICT"
    message = _("The change does not fit what is on record, so it was not saved.")
    hint = _("Read what is there now and try again. If it lasts, tell the operator this number: {number}.")


class ForbiddenScope(Refusal):
    """An action outside the scope of the actor's roles."""

    code = "FORBIDDEN_SCOPE"
    message = _("Your roles do not allow this on {what}.")
    hint = _("Ask an administrator for a role in that scope.")


class NotAuthenticated(Refusal):
    """A write by a caller who did not say who they are."""

    code = "NOT_AUTHENTICATED"
    message = _("This needs a signed-in actor.")
    hint = _("Send a bearer token in the Authorization header.")


class WiringError(RendaError):
    """A fault in how plugins fit together; it names both parties and stops the start."""

    code = "WIRING"
