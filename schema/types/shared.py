"""The types every schema has: Node, PageInfo, UserError and Direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from strawberry.scalars import ID

from core.foundation.i18n import _
from schema.naming import NODE, PAGE_INFO, USER_ERROR
from schema.types.direction import Direction
from schema.types.parts import field, optional
from schema.types.registry import definition

if TYPE_CHECKING:
    from graphql import GraphQLAbstractType, GraphQLResolveInfo
    from strawberry.types.enum import StrawberryEnumDefinition

    from schema.types.registry import TypeRegistry

_RENDA = "Renda's own type"


@dataclass(frozen=True)
class Shared:
    """The types that belong to no model."""

    node: type
    page_info: type
    user_error: type
    direction: StrawberryEnumDefinition


def shared_types(registry: TypeRegistry) -> Shared:
    """Declare and fill the types that belong to no model."""
    return Shared(
        node=_node(registry),
        page_info=_page_info(registry),
        user_error=_user_error(registry),
        direction=registry.enum_type(Direction, lambda member: registry.describe(member.value)),
    )


def _node(registry: TypeRegistry) -> type:
    node = registry.interface_type(
        NODE, registry.describe(_("A record that can be asked for by its identifier alone.")), _RENDA
    )
    registry.fill(node, [field("id", ID, registry.describe(IDENTIFIER))])
    definition(node).resolve_type = _type_of_record
    return node


def _type_of_record(record: object, _info: GraphQLResolveInfo[object], _node: GraphQLAbstractType) -> str:
    return type(record).__name__  # a composed class is named as its model, and so is the GraphQL type


def _page_info(registry: TypeRegistry) -> type:
    made = registry.object_type(PAGE_INFO, registry.describe(_("Where a page stands in its list.")), _RENDA)
    fields = (
        ("has_next_page", bool, _("Whether the list goes on after this page.")),
        ("has_previous_page", bool, _("Whether the list has records before this page.")),
        ("start_cursor", optional(str), _("The cursor of the first record of the page, to be given to `before`.")),
        ("end_cursor", optional(str), _("The cursor of the last record of the page, to be given to `after`.")),
    )
    registry.fill(made, (field(name, kind, registry.describe(text)) for name, kind, text in fields))
    return made


def _user_error(registry: TypeRegistry) -> type:
    text = _("Why a mutation was refused; nothing was changed.")
    made = registry.object_type(USER_ERROR, registry.describe(text), _RENDA)
    fields = (
        ("row", optional(int), _("The row of a change of many records, counted from 0; else null.")),
        ("code", str, _("A stable code for programs, for example NOT_FOUND.")),
        ("message", str, _("What was refused and why, for people, in the language of the request.")),
        ("field", optional(str), _("The input field it is about, where it is about one.")),
        ("hint", optional(str), _("What to do.")),
        ("citation", optional(str), _("The article of law it rests on, where it rests on one.")),
    )
    registry.fill(made, (field(name, kind, registry.describe(text)) for name, kind, text in fields))
    return made


IDENTIFIER = _("The identifier of the record among all records; opaque to clients.")
