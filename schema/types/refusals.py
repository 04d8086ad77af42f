"""How a schema is refused that would give one name to two things."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class DuplicateTypeName(WiringError):
    """Two things of a schema whose GraphQL types would have the same name."""

    code = "DUPLICATE_TYPE_NAME"
    message = _("The GraphQL type {name} would be {first} and also {second}; rename one of them.")


class DuplicateFieldName(WiringError):
    """Two fields of a GraphQL type with the same name."""

    code = "DUPLICATE_FIELD_NAME"
    message = _("{type}.{name} would be {first} and also {second}; rename one of them.")


class UncarriedType(WiringError):
    """A Python type that has no counterpart in GraphQL."""

    code = "UNCARRIED_TYPE"
    message = _("{name} has the type {type}, which GraphQL cannot carry.")
    hint = _("Use str, int, float, bool, date, time, datetime, a Choice, or in inputs Ref and lists of these.")
