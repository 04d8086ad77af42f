"""How the GraphQL floor refuses what a client asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from core.foundation.errors import Refusal
from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping


class HttpRefusal(Refusal):
    """A request the server does not take; `status` and `headers` are those of the response."""

    status: ClassVar[int] = 400
    headers: ClassVar[Mapping[str, str]] = {}


class FieldDenied(Refusal):
    """A column outside the audience of the actor, in a selection, filter, order or search."""

    code = "FIELD_DENIED"
    message = _("{model}.{name} may be read only by: {roles}.")
    hint = _("Leave the field out, or sign in with one of these roles.")


class PageTooLarge(Refusal):
    """More rows asked for at once than the server gives."""

    code = "PAGE_TOO_LARGE"
    message = _("{argument}: {value} asks for more rows than the {limit} a page may have.")
    hint = _("Ask for fewer rows and follow pageInfo.endCursor, or export the list.")


class NegativePage(Refusal):
    """A page of less than no rows."""

    code = "VALIDATION"
    message = _("{argument}: {value} is negative.")
    hint = _("Ask for 0 rows or more.")


class BothEnds(Refusal):
    """A page counted from both ends of a list."""

    code = "VALIDATION"
    message = _("first and last may not both be given.")
    hint = _("Leave one of them out.")


class NullFilter(Refusal):
    """An explicit null in a filter, which could be read as 'everything'."""

    code = "NULL_FILTER"
    message = _("{argument} may not be null; null never means everything.")
    hint = _("Leave the argument out, or use isNull to find records without a value.")


class BadCursor(Refusal):
    """A cursor that this list, in this order, did not give out."""

    code = "BAD_CURSOR"
    message = _("{argument} is not a cursor of this list in this order.")
    hint = _("Use a cursor from pageInfo or edges of the same query with the same orderBy.")


class BadIdentifier(Refusal):
    """An identifier that is not one of the asked-for type."""

    code = "VALIDATION"
    message = _("{value} is not an identifier of {expected}.")
    hint = _("Use the id field of a record as it was given.")


class BadText(Refusal):
    """A text the database cannot hold."""

    code = "VALIDATION"
    message = _("A text may not hold the character U+0000 or half of a surrogate pair.")


class KeyRequired(Refusal):
    """A single record asked for without one complete key, or with several."""

    code = "VALIDATION"
    message = _("{name} needs exactly one of: {keys}.")


class EmptySearch(Refusal):
    """A search without a word."""

    code = "VALIDATION"
    message = _("search needs at least one character that is not a space.")
    hint = _("Leave search out to list everything.")


class TooDeep(Refusal):
    """An operation or filter nested deeper than the server follows."""

    code = "TOO_DEEP"
    message = _("The query is nested too deeply.")
    hint = _("Ask for less at once.")
