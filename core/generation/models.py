"""What the composer knows of a model once it is composed; every other floor reads models from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.values.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import DeclarativeBase
    from sqlalchemy.sql.elements import ColumnElement

    from core.declarations.computed import Computed
    from core.declarations.models import Model
    from core.declarations.rates import Rate
    from core.declarations.resolved import Needs
    from core.declarations.roles import Role
    from core.foundation.origins import Place


ChoiceTypes = tuple["type[Choice]", ...]


@dataclass(frozen=True, kw_only=True)
class ComposedField:
    """A column: `type` is the Python type without its `None`; `more_choices` are values that other plugins add."""

    name: str
    label: str
    type: type
    nullable: bool
    owner: str
    place: Place
    big: bool = False
    search: bool = False
    unique: bool = False
    audience: tuple[Role, ...] | None = None
    more_choices: ChoiceTypes = ()


@dataclass(frozen=True, kw_only=True)
class ComposedLink:
    """A link to one record of the model named `target`, through the column `column`."""

    name: str
    label: str
    target: str
    column: str
    nullable: bool
    owner: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class ComposedLinks:
    """Links to many records of the model named `target`.

    Either `back` names the target's link that points here, or `through` names the model in between,
    `through_back` its link that points here, `through_forward` its link to the target, and `only`
    the condition on it.
    """

    name: str
    label: str
    target: str
    owner: str
    place: Place
    back: str | None = None
    through: str | None = None
    through_back: str | None = None
    through_forward: str | None = None
    only: Callable[[Any], ColumnElement[bool]] | None = None


@dataclass(frozen=True, kw_only=True)
class ComposedComputed:
    """A field that is an SQL expression; `type` is the Python type without its `None`."""

    name: str
    label: str
    type: type
    nullable: bool
    owner: str
    place: Place
    computed: Computed[Any]


@dataclass(frozen=True, kw_only=True)
class ValueShape:
    """The type of a value that Python takes or makes, without its `None`.

    A list has the shape of its items in `item`; a reference the name of its model in `target`.
    """

    type: type
    nullable: bool = False
    big: bool = False
    target: str | None = None
    item: ValueShape | None = None

    @property
    def innermost(self) -> ValueShape:
        """The shape itself, or that of what is in the list."""
        return self if self.item is None else self.item.innermost


@dataclass(frozen=True, kw_only=True)
class ResultMember:
    """A field of a frozen dataclass that a resolved field returns."""

    name: str
    label: str
    shape: ValueShape


@dataclass(frozen=True, kw_only=True)
class ResultObject:
    """A frozen dataclass that a resolved field returns, alone, in a list or within another one."""

    type: type
    description: str
    members: tuple[ResultMember, ...]


@dataclass(frozen=True, kw_only=True)
class ResolvedArgument:
    """An argument of a resolved field; without a `required` value, `default` takes its place."""

    name: str
    label: str
    shape: ValueShape
    required: bool
    default: object = None


@dataclass(frozen=True, kw_only=True)
class ComposedResolved:
    """A field that Python computes: an attribute of the mapped class, called for many records at once.

    `needs` are the functions of the field and of all its overrides, in composition order; `objects`
    are the dataclasses within `result`; a `slow` one is called in a thread.
    """

    name: str
    label: str
    owner: str
    place: Place
    needs: tuple[Needs, ...]
    arguments: tuple[ResolvedArgument, ...]
    result: ValueShape
    objects: Mapping[type, ResultObject]
    slow: bool = False

    @property
    def choices(self) -> tuple[type[Choice], ...]:
        """The closed lists of values among its arguments and results, each once."""
        within = (member.shape for made in self.objects.values() for member in made.members)
        shapes = (self.result, *within, *(argument.shape for argument in self.arguments))
        plain = dict.fromkeys(shape.innermost.type for shape in shapes)
        return tuple(kind for kind in plain if issubclass(kind, Choice))


@dataclass(frozen=True, kw_only=True)
class ComposedRate:
    """A share of a list's rows; `basis` says in English what it is a share of."""

    name: str
    label: str
    basis: str
    owner: str
    place: Place
    rate: Rate


@dataclass(frozen=True, kw_only=True)
class ComposedModel:
    """One model of a generation.

    `chain` holds the root definition first, then its extensions in composition order, each with the
    name of the plugin it comes from. `mapped` is the class SQLAlchemy maps.
    """

    name: str
    plural: str
    description: str
    owner: str
    chain: tuple[tuple[str, type[Model]], ...]
    mapped: type[Model]
    keys: tuple[tuple[str, ...], ...]
    fields: Mapping[str, ComposedField]
    links: Mapping[str, ComposedLink]
    to_many: Mapping[str, ComposedLinks]
    computed: Mapping[str, ComposedComputed]
    resolved: Mapping[str, ComposedResolved]
    rates: Mapping[str, ComposedRate]


@dataclass(frozen=True, kw_only=True)
class MappedModels:
    """The models of one generation by name, and the base of their classes with its metadata and registry."""

    models: Mapping[str, ComposedModel]
    base: type[DeclarativeBase]
