"""Refuses two things under one name: a client tells fields, types and root fields apart by name alone.

The names are those that `schema.naming` makes; a test holds the two together.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import inflection

from core.composition.refusals import NameClash
from core.foundation.origins import Party
from core.foundation.spelling import client_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.declarations.contribution import Contribution
    from core.mapping.drafts import Draft

MODEL_TYPES = ("", "Connection", "Edge", "Where", "ManyWhere", "Order")
RATE_TYPES = ("Rates", "Rate", "YearlyRate", "YearRate")
CHOICE_TYPES = ("", "Filter")
MUTATION_TYPES = ("Input", "Payload")
SCALARS = ("String", "Int", "Float", "Boolean", "ID", "Date", "Time", "DateTime", "BigInt")
OWN_TYPES = ("Query", "Mutation", "Subscription", "Node", "PageInfo", "Direction", "RatePart", "UserError")
ROOT_FIELDS = ("node", "nodes")
RESERVED_TYPES = frozenset((*OWN_TYPES, *SCALARS, *(f"{scalar}Filter" for scalar in SCALARS)))


class Names:
    """The names taken so far in one place, each with what it stands for."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: dict[str, tuple[object, str, object]] = {name: (name, name, "the schema") for name in taken}

    def take(self, name: str, what: str, party: Party, identity: object = None) -> None:
        """Take a name for a thing; taking it twice for the same identity is no clash."""
        known, first_what, first = self._taken.setdefault(name, (identity or what, what, party))
        if known != (identity or what):
            raise NameClash(name=name, first_what=first_what, first=first, second_what=what, second=party)


def check_names(drafts: Iterable[Draft], contributions: Iterable[Contribution]) -> None:
    """Refuse clashes among the fields of each model, among all types, and among the root fields."""
    types = Names(RESERVED_TYPES)
    roots = Names(ROOT_FIELDS)
    for draft in drafts:
        _take_members(draft)
        _take_types(types, draft)
        party = draft.chain.root.party
        roots.take(draft.name[:1].lower() + draft.name[1:], draft.name, party)
        roots.take(client_name(draft.plural), f"the plural of {draft.name}", party)
    for contribution in contributions:
        for mutation in contribution.mutations:
            for suffix in MUTATION_TYPES:
                party = Party(contribution.plugin, mutation.place)
                types.take(inflection.camelize(mutation.name) + suffix, f"the mutation {mutation.name}", party)


def _take_members(draft: Draft) -> None:
    names = Names()
    for name in draft.members:
        names.take(client_name(name), f"{draft.name}.{name}", draft.party(name))
    rates = Names()
    for rate in draft.rates.values():
        rates.take(client_name(rate.name), f"{draft.name}.{rate.name}", Party(rate.owner, rate.place))


def _take_types(types: Names, draft: Draft) -> None:
    for suffix in (*MODEL_TYPES, *(RATE_TYPES if draft.rates else ())):
        types.take(draft.name + suffix, f"the model {draft.name}", draft.chain.root.party)
    for member in draft.values:
        if issubclass(member.type, Enum):
            for suffix in CHOICE_TYPES:
                what = f"the type of {draft.name}.{member.name}"
                types.take(member.type.__name__ + suffix, what, draft.party(member.name), member.type)
    for resolved in draft.resolved.values():
        for kind in (*resolved.objects, *resolved.choices):
            types.take(kind.__name__, f"a type of {draft.name}.{resolved.name}", draft.party(resolved.name), kind)
