"""What a field or type of the schema stands for, kept in the `extensions` of graphql-core's objects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.generation.models import ComposedModel

OWNER = "owner"
"""The name of the plugin a field comes from; the empty text where it is Renda's own."""
LABEL = "label"
"""The English label of a field; `Translations.translate` gives the local one."""
SOURCE = "source"
"""The composed field, link, links or computed field behind a field, or its `QueryRoot` or `MutationRoot`."""
MODEL = "model"
"""On a type, connection, edge, where or order input: the composed model it was derived from."""


class Part(Protocol):
    """A part of a composed model: column, link, links or computed field."""

    @property
    def name(self) -> str:
        """The Python name."""

    @property
    def label(self) -> str:
        """The English label."""

    @property
    def owner(self) -> str:
        """The plugin that declares it."""


class RootKind(Enum):
    """The kinds of root fields a query has."""

    CONNECTION = "connection"
    RECORD = "record"
    NODE = "node"
    NODES = "nodes"


@dataclass(frozen=True)
class QueryRoot:
    """A root field of Query; `model` is absent for `node` and `nodes`, which serve every model.

    `keys` are the complete keys of a single record: sets of arguments by Python name, `id` first.
    """

    kind: RootKind
    model: ComposedModel | None = None
    keys: tuple[tuple[str, ...], ...] = ()


def facts(source: object, *, owner: str = "", label: str = "") -> Mapping[str, object]:
    """The entries for the `extensions` of a field."""
    return MappingProxyType({OWNER: owner, LABEL: label, SOURCE: source})


def facts_of(part: Part) -> Mapping[str, object]:
    """The entries for the `extensions` of a field that stands for a part of a model."""
    return facts(part, owner=part.owner, label=part.label)
