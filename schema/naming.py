"""How things are called in GraphQL: types, fields, root fields and identifiers of records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.foundation.spelling import client_name

if TYPE_CHECKING:
    from core.generation.models import ComposedModel

_GLOBAL_ID = re.compile(r"([A-Za-z][A-Za-z0-9_]*):([1-9][0-9]{0,18})", re.ASCII)
"""A number has 19 digits at most; some of those lie beyond what the database can hold, and find nothing."""

NODE = "Node"
PAGE_INFO = "PageInfo"
USER_ERROR = "UserError"
QUERY = "Query"
MUTATION = "Mutation"
SUBSCRIPTION = "Subscription"
DIRECTION = "Direction"
RATE_PART = "RatePart"

SCALARS = ("String", "Int", "Float", "Boolean", "ID", "BigInt", "Date", "DateTime", "Time")
"""The scalars of every schema."""

NODE_FIELD = "node"
NODES_FIELD = "nodes"


def camel(name: str) -> str:
    """The GraphQL name of a Python name: `host_region` gives `hostRegion`."""
    return client_name(name)


def pascal(name: str) -> str:
    """The GraphQL type name of a Python name: `record_opinion` gives `RecordOpinion`."""
    camelled = camel(name)
    return camelled[:1].upper() + camelled[1:]


def connection_name(model: str) -> str:
    """The type of a page of records: `StationConnection`."""
    return f"{model}Connection"


def edge_name(model: str) -> str:
    """The type of a record with its place in a page: `StationEdge`."""
    return f"{model}Edge"


def where_name(model: str) -> str:
    """The input type of conditions on one record: `StationWhere`."""
    return f"{model}Where"


def many_where_name(model: str) -> str:
    """The input type of conditions on a link to many records: `StationManyWhere`."""
    return f"{model}ManyWhere"


def order_name(model: str) -> str:
    """The input type of one step of an order: `StationOrder`."""
    return f"{model}Order"


def rates_name(model: str) -> str:
    """The type of all rates of a list of records: `StationRates`."""
    return f"{model}Rates"


def rate_name(model: str) -> str:
    """The type of a rate: `StationRate`."""
    return f"{model}Rate"


def yearly_rate_name(model: str) -> str:
    """The type of a rate that is also given year by year: `StationYearlyRate`."""
    return f"{model}YearlyRate"


def year_rate_name(model: str) -> str:
    """The type of a rate in one year: `StationYearRate`."""
    return f"{model}YearRate"


def filter_name(scalar: str) -> str:
    """The input type of conditions on one value: `StringFilter`, `StationKindFilter`."""
    return f"{scalar}Filter"


def model_types(model: str) -> tuple[str, ...]:
    """All types that are made of a model, whatever it declares."""
    derived = (connection_name, edge_name, where_name, many_where_name, order_name)
    return (model, *(name(model) for name in derived))


def rate_types(model: str) -> tuple[str, ...]:
    """All types that are made of a model with rates."""
    return tuple(name(model) for name in (rates_name, rate_name, yearly_rate_name, year_rate_name))


def choice_types(choice: str) -> tuple[str, ...]:
    """All types that are made of a closed list of values of a column or computed field."""
    return (choice, filter_name(choice))


def mutation_types(mutation: str) -> tuple[str, ...]:
    """All types that are made of a mutation, by its Python name."""
    return (input_name(mutation), payload_name(mutation))


RESERVED_TYPES = frozenset(
    (
        *(QUERY, MUTATION, SUBSCRIPTION, NODE, PAGE_INFO, DIRECTION, RATE_PART, USER_ERROR),
        *SCALARS,
        *(f"{scalar}Filter" for scalar in SCALARS),
    )
)
"""The types of every schema, whatever the plugins bring."""

RESERVED_FIELDS = frozenset((NODE_FIELD, NODES_FIELD))
"""The root fields of every schema."""


def connection_field(model: ComposedModel) -> str:
    """The root field that gives pages of the model's records: `stations`."""
    return camel(model.plural)


def record_field(model: ComposedModel) -> str:
    """The root field that gives one record of the model: `station`, `dutyCentre`."""
    return model.name[:1].lower() + model.name[1:]


def records_field(model: ComposedModel) -> str:
    """The field of a payload that shows many records of the model: `stations`."""
    return connection_field(model)


def record_keys(model: ComposedModel) -> tuple[tuple[str, ...], ...]:
    """The complete keys of a single record, by Python name: the identifier, then each natural key."""
    return tuple(dict.fromkeys([("id",), *model.keys]))


def input_name(mutation: str) -> str:
    """The input type of a mutation's Python name: `RecordOpinionInput`."""
    return f"{pascal(mutation)}Input"


def payload_name(mutation: str) -> str:
    """The type a mutation answers with: `RecordOpinionPayload`."""
    return f"{pascal(mutation)}Payload"


def global_id(model: str, number: int) -> str:
    """The identifier of a record among all records: `Station:123`."""
    return f"{model}:{number}"


def parse_global_id(text: str) -> tuple[str, int] | None:
    """The type name and the number within an identifier, or None for any other text."""
    match = _GLOBAL_ID.fullmatch(text)
    return (match[1], int(match[2])) if match else None
