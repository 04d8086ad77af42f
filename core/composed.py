"""What the composer knows of a model once it is composed; every other floor reads models from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.sql.elements import ColumnElement

    from core.access import Role
    from core.choice import Choice
    from core.model import Computed, Model, Place


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
