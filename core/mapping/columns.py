"""Columns, constraints and indexes of a model's table."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    Boolean,
    CheckConstraint,
    Constraint,
    Date,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    column,
    func,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import MappedColumn, mapped_column

from core.mapping.refusals import DuplicateAttribute, UnknownKeyField
from core.mapping.search import search_document, searched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect, Table
    from sqlalchemy.schema import SchemaItem
    from sqlalchemy.types import TypeEngine

    from core.declarations.models import FieldSpec
    from core.generation.models import ComposedField, ComposedLink
    from core.mapping.chains import Layer
    from core.mapping.drafts import ModelDraft

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
CHOICE_LENGTH = 40
_TYPES: dict[type, type[TypeEngine[Any]]] = {bool: Boolean, float: Double, date: Date, time: Time, int: Integer}


class OpenChoice(TypeDecorator[Enum]):
    """A closed list of values to which other plugins added theirs: each value is loaded as its own plugin's member."""

    impl = EnumType
    cache_ok = True

    def __init__(self, lists: tuple[type[Enum], ...], name: str) -> None:
        self.lists = lists
        self._members = {member.name: member for one in lists for member in one}
        super().__init__(*self._members, native_enum=False, create_constraint=True, length=CHOICE_LENGTH, name=name)

    def process_bind_param(self, value: Enum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The name of the member."""
        return value.name if isinstance(value, Enum) else value

    def process_literal_param(self, value: Enum | str | None, dialect: Dialect) -> str:
        """The name of the member, as a constant of the statement."""
        return str(self.process_bind_param(value, dialect))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Enum | None:  # noqa: ARG002
        """The member of that name."""
        return None if value is None else self._members[value]

    def copy(self, **_: object) -> OpenChoice:
        """Another column's own."""
        return OpenChoice(self.lists, str(cast("EnumType", self.impl).name))


def make_columns(draft: ModelDraft, tables: dict[str, str]) -> dict[str, MappedColumn[Any]]:
    """Fresh columns in the order of the table; `tables` gives the table of each model."""
    columns: dict[str, MappedColumn[Any]] = {}
    for name in draft.columns:
        if name in draft.links:
            link = draft.links[name]
            columns[link.column] = _foreign_key(link, tables[link.target])
        else:
            columns[name] = _column(draft.fields[name], draft.specs[name])
    hidden = {name: mapped_column(kind, nullable=True) for name, kind in draft.hidden.items()}
    return {**columns, **hidden}


def _column(field: ComposedField, spec: FieldSpec) -> MappedColumn[Any]:
    if field.name == "id":
        return mapped_column(BigInteger, Identity(always=False), primary_key=True)
    return mapped_column(
        column_type(field, spec.length),
        nullable=field.nullable,
        default=spec.default,
        server_default=_server_default(spec.server_default),
        onupdate=spec.onupdate,
    )


def column_type(field: ComposedField, length: int | None = None) -> TypeEngine[Any]:
    """How PostgreSQL stores the field."""
    if field.type is str:
        return String(length) if length else Text()
    if field.type is datetime:
        return TIMESTAMP(timezone=True)
    if field.more_choices:
        return OpenChoice((field.type, *field.more_choices), f"{field.name}_choice")
    if issubclass(field.type, Enum):
        return EnumType(
            field.type, native_enum=False, create_constraint=True, length=CHOICE_LENGTH, name=f"{field.name}_choice"
        )
    return BigInteger() if field.big else _TYPES[field.type]()


def _server_default(value: object) -> Any:  # noqa: ANN401 - a text or an SQL expression
    if isinstance(value, Enum):
        return value.name
    return str(value).lower() if isinstance(value, bool | int | float) else value


def _foreign_key(link: ComposedLink, table: str) -> MappedColumn[Any]:
    return mapped_column(BigInteger, ForeignKey(f"{table}.id"), nullable=link.nullable)


def make_table_args(draft: ModelDraft) -> tuple[SchemaItem, ...]:
    """Constraints and indexes that the chain asks for, the root's first."""
    return (*_uniques(draft), *_checks(draft), *_indexes(draft), *_search_index(draft))


def keys_of(draft: ModelDraft) -> Iterator[tuple[str, ...]]:
    """All keys of the chain: those named in `__keys__` first, then each unique field; none twice."""
    named = [tuple(key) for layer in draft.chain.layers for key in vars(layer.definition).get("__keys__", ())]
    single = [(name,) for name in draft.columns if name in draft.fields and draft.fields[name].unique]
    yield from dict.fromkeys((*named, *single))


def _uniques(draft: ModelDraft) -> Iterator[SchemaItem]:
    for layer in draft.chain.layers:
        for key in vars(layer.definition).get("__keys__", ()):
            _columns(draft, layer, "a key", key)
    for key in keys_of(draft):
        yield UniqueConstraint(*(str(draft.column_of(name)) for name in key))


def _checks(draft: ModelDraft) -> Iterator[SchemaItem]:
    seen: dict[str, Layer] = {}
    for layer in draft.chain.layers:
        for name, condition in vars(layer.definition).get("__checks__", ()):
            known = seen.setdefault(name, layer)
            if known is not layer:
                attribute = f"{draft.name}.__checks__[{name}]"
                raise DuplicateAttribute(attribute=attribute, first=known.origin, second=layer.origin)
            yield CheckConstraint(condition, name=name)


def add_constraints(table: Table, draft: ModelDraft) -> None:
    """Give the table what the chain makes for it; an index joins its table by itself."""
    for layer in draft.chain.layers:
        for make in vars(layer.definition).get("__constraints__", ()):
            item = make(table)
            if isinstance(item, Constraint):
                table.append_constraint(item)


def _indexes(draft: ModelDraft) -> Iterator[SchemaItem]:
    """Each ends with the id, so that it also serves the page after a given record."""
    named = [
        _columns(draft, layer, "an index", names)
        for layer in draft.chain.layers
        for names in vars(layer.definition).get("__indexes__", ())
    ]
    single = [(str(draft.column_of(name)),) for name in draft.columns if _wants_index(draft, name)]
    for columns in dict.fromkeys((*named, *single)):
        yield Index(None, *columns, "id")


def _wants_index(draft: ModelDraft, name: str) -> bool:
    return name in draft.links or (draft.specs[name].index and not draft.specs[name].unique)


def _columns(draft: ModelDraft, layer: Layer, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if draft.column_of(name) is None:
            raise UnknownKeyField(model=draft.name, first=layer.origin, kind=kind, name=name)
    return tuple(str(draft.column_of(name)) for name in names)


def _search_index(draft: ModelDraft) -> Iterator[SchemaItem]:
    names = searched(draft.fields.values())
    if names:
        document = search_document(column(name, Text) for name in names)
        yield Index(f"ix_{draft.table}_search", func.renda_grams(document), postgresql_using="gin")
