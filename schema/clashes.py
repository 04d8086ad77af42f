"""Refuses two things under one GraphQL name: clients know fields, types and root fields by name alone."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from core.foundation.errors import WiringError
from core.foundation.i18n import _
from core.foundation.origins import Origin
from schema.naming import (
    RESERVED_FIELDS,
    RESERVED_TYPES,
    camel,
    choice_types,
    connection_field,
    model_types,
    mutation_types,
    rate_types,
    record_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.generation.generation import Generation
    from core.generation.models import ComposedComputed, ComposedField, ComposedModel


class NameClash(WiringError):
    """Two things that a client would see under one name."""

    code = "NAME_CLASH"
    message = _("{name} would be the name of {first_what} of {first} and of {second_what} of {second}.")
    hint = _("Rename one of them; a model's plural is set with __plural__.")


class TakenNames:
    """The names taken so far in one place, each with what it stands for."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: dict[str, tuple[object, str, object]] = {name: (name, name, "the schema") for name in taken}

    def take(self, name: str, what: str, origin: Origin, identity: object = None) -> None:
        """Take a name for a thing; taking it twice for the same identity is no clash."""
        known, first_what, first = self._taken.setdefault(name, (identity or what, what, origin))
        if known != (identity or what):
            raise NameClash(name=name, first_what=first_what, first=first, second_what=what, second=origin)


def check_names(generation: Generation) -> None:
    """Refuse clashes among the fields of each model, among all types, and among the root fields.

    Raises:
        NameClash: naming both things and the plugins that bring them.
    """
    types = TakenNames(RESERVED_TYPES)
    roots = TakenNames(RESERVED_FIELDS)
    for model in generation.models.values():
        _take_members(model)
        _take_types(types, model)
        origin = _origin(model)
        roots.take(record_field(model), model.name, origin)
        roots.take(connection_field(model), f"the plural of {model.name}", origin)
    for mutation in generation.mutations.values():
        origin = Origin(generation.mutation_owners[mutation.name], mutation.place)
        for name in mutation_types(mutation.name):
            types.take(name, f"the mutation {mutation.name}", origin)


def _origin(model: ComposedModel) -> Origin:
    owner, definition = model.chain[0]
    return Origin(owner, definition.__place__)


def _take_members(model: ComposedModel) -> None:
    names = TakenNames()
    for members in (model.fields, model.links, model.to_many, model.computed, model.resolved):
        for member in members.values():
            names.take(camel(member.name), f"{model.name}.{member.name}", Origin(member.owner, member.place))
    rates = TakenNames()
    for rate in model.rates.values():
        rates.take(camel(rate.name), f"{model.name}.{rate.name}", Origin(rate.owner, rate.place))


def _take_types(types: TakenNames, model: ComposedModel) -> None:
    for name in (*model_types(model.name), *(rate_types(model.name) if model.rates else ())):
        types.take(name, f"the model {model.name}", _origin(model))
    values: list[ComposedField | ComposedComputed] = [*model.fields.values(), *model.computed.values()]
    for member in values:
        if issubclass(member.type, Enum):
            what, origin = f"the type of {model.name}.{member.name}", Origin(member.owner, member.place)
            for name in choice_types(member.type.__name__):
                types.take(name, what, origin, member.type)
    for resolved in model.resolved.values():
        origin = Origin(resolved.owner, resolved.place)
        for kind in (*resolved.objects, *resolved.choices):
            types.take(kind.__name__, f"a type of {model.name}.{resolved.name}", origin, kind)
