"""The types derived from one model, declared together before any of them is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.foundation.i18n import _
from schema.naming import connection_name, edge_name, many_where_name, order_name, where_name
from schema.types.registry import definition

if TYPE_CHECKING:
    from core.generation.models import ComposedModel
    from schema.types.registry import TypeRegistry

_CONNECTION = _("A page of {model} records, with their number in all.")
_EDGE = _("A {model} record with its place in the list.")
_WHERE = _(
    "Conditions on a {model} record; all of them must hold. Without any, every record meets them. "
    "On a link they also ask that there is a linked record to be seen."
)
_MANY_WHERE = _("Conditions on linked {model} records; all of them must hold.")
_ORDER = _("One step of an order of {model} records: exactly one field, with its direction.")


@dataclass(frozen=True)
class ModelTypes:
    """The types derived from one model."""

    model: ComposedModel
    record: type
    connection: type
    edge: type
    where: type
    many_where: type
    order: type


def declare_model(registry: TypeRegistry, model: ComposedModel, node: type) -> ModelTypes:
    """Declare the types derived from a model, all empty."""
    name, describe = model.name, registry.describe
    origin = f"derived from {name} of '{model.owner}' ({model.chain[0][1].__place__})"
    types = ModelTypes(
        model=model,
        record=registry.object_type(name, describe(model.description), origin, node),
        connection=registry.object_type(connection_name(name), describe(_CONNECTION, model=name), origin),
        edge=registry.object_type(edge_name(name), describe(_EDGE, model=name), origin),
        where=registry.input_type(where_name(name), describe(_WHERE, model=name), origin),
        many_where=registry.input_type(many_where_name(name), describe(_MANY_WHERE, model=name), origin),
        order=registry.input_type(order_name(name), describe(_ORDER, model=name), origin, one_of=True),
    )
    definition(types.record).is_type_of = lambda record, _info: isinstance(record, model.mapped)
    every = (types.record, types.connection, types.edge, types.where, types.many_where, types.order)
    registry.models.update({each.__name__: model for each in every})
    return types
