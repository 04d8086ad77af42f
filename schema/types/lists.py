"""The arguments every list has, whether it is a root field or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.foundation.i18n import _
from core.mapping.search import searched
from schema.naming import camel
from schema.types.parts import argument, list_of, optional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strawberry.types.arguments import StrawberryArgument

    from schema.limits import PageLimits
    from schema.types.models import ModelTypes
    from schema.types.registry import TypeRegistry

_FIRST = _("How many records from the start, at most {most}. Without `first` and `last`: {default}.")
_LAST = _("How many records from the end, at most {most}; not together with `first`.")
_AFTER = _("Only records after this cursor.")
_BEFORE = _("Only records before this cursor.")
_WHERE = _("Only records that meet these conditions.")
_ORDER_BY = _("The order, the most important step first; ties are put in the order of their identifiers.")
_SEARCH = _("Only records in which every word of this text is found, in: {fields}.")


class Lists:
    """Makes the arguments of lists, once for each model."""

    def __init__(self, registry: TypeRegistry, limits: PageLimits) -> None:
        self._registry = registry
        self._limits = limits
        self._made: dict[str, list[StrawberryArgument]] = {}

    def arguments(self, types: ModelTypes) -> list[StrawberryArgument]:
        """The arguments of a list of the model's records."""
        name = types.model.name
        if name not in self._made:
            self._made[name] = [*self._paging(), *self._choosing(types)]
        return self._made[name]

    def _paging(self) -> Iterator[StrawberryArgument]:
        describe, limits = self._registry.describe, self._limits
        yield argument("first", optional(int), describe(_FIRST, most=limits.most, default=limits.default))
        yield argument("after", optional(str), describe(_AFTER))
        yield argument("last", optional(int), describe(_LAST, most=limits.most))
        yield argument("before", optional(str), describe(_BEFORE))

    def _choosing(self, types: ModelTypes) -> Iterator[StrawberryArgument]:
        describe = self._registry.describe
        yield argument("where", optional(types.where), describe(_WHERE))
        yield argument("order_by", optional(list_of(types.order)), describe(_ORDER_BY))
        fields = searched(types.model.fields.values())
        if fields:
            yield argument("search", optional(str), describe(_SEARCH, fields=", ".join(map(camel, fields))))
