"""Errors as a client reads them: a sentence in its language, a stable code, a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from graphql import GraphQLError, Node

from core.foundation.i18n import _
from core.foundation.logs import log_error
from core.values.choices import Choice
from schema.naming import camel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.foundation.errors import Refusal, RendaError
    from core.foundation.i18n import Translations

INTERNAL = "INTERNAL_ERROR"
_COMMA = _(", ")

_log = structlog.get_logger("renda.errors")


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The error with a code among its extensions."""
    error.extensions = {**(error.extensions or {}), "code": code}
    return error


def sentence(template: str, details: Mapping[str, object], translations: Translations, locale: str) -> str:
    """A refusal's sentence in a language; values that are texts of ours are translated, too."""
    localized = {name: _localized(value, translations, locale) for name, value in details.items()}
    return translations.translate(template, locale).format_map(localized)


def _localized(value: object, translations: Translations, locale: str) -> object:
    """A value within a sentence: the label of a choice, several texts as a list, the translation of a known text."""
    if isinstance(value, Choice):
        return translations.translate(value.label, locale)
    if isinstance(value, tuple):
        return translations.translate(_COMMA, locale).join(
            str(_localized(item, translations, locale)) for item in value
        )
    return translations.translate(value, locale) if isinstance(value, str) else value


def describe(
    refusal: RendaError, translations: Translations, locale: str, row: int | None = None
) -> dict[str, str | int | None]:
    """A refusal as a client reads it: row, code, message, field, hint, citation."""
    return {
        "row": row,
        "code": refusal.code,
        "message": sentence(refusal.message, refusal.details, translations, locale),
        "field": camel(refusal.field) if refusal.field else None,
        "hint": sentence(refusal.hint, refusal.details, translations, locale) or None,
        "citation": translations.translate(refusal.citation, locale) or None,
    }


def refused(
    refusal: Refusal,
    translations: Translations,
    locale: str,
    nodes: Sequence[Node] = (),
    path: Sequence[str | int] = (),
) -> GraphQLError:
    """A refusal as an error of a GraphQL response."""
    described = describe(refusal, translations, locale)
    message = str(described.pop("message"))
    extensions: dict[str, Any] = {name: value for name, value in described.items() if value is not None}
    return GraphQLError(message, nodes=list(nodes) or None, path=list(path) or None, extensions=extensions)


def masked(error: BaseException) -> GraphQLError:
    """An unexpected error: logged under an identifier, which is all the client learns.

    The log holds the kind of error and where it arose, not its message: a database puts the values
    of a row into it.
    """
    number = log_error(_log, "unexpected error", error)
    message = f"Something went wrong here. Tell the operator this number: {number}."
    return GraphQLError(message, extensions={"code": INTERNAL, "errorId": number})
