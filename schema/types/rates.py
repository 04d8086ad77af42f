"""The rates of each model's lists: `rates`, its rates, and a rate year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.composition.rates import is_yearly
from core.foundation.i18n import _
from schema.naming import rate_name, rates_name, year_rate_name, yearly_rate_name
from schema.types.facts import facts_of
from schema.types.parts import argument, field, list_of, optional
from schema.types.rate_parts import RatePart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strawberry.types.field import StrawberryField

    from core.generation.generation import Generation
    from schema.types.lists import Lists
    from schema.types.models import ModelTypes
    from schema.types.registry import TypeRegistry

_FIELD = _("Shares of the records of this list, all pages together, with the records behind each number.")
_RATES = _("The rates of a list of {model} records.")
_RATE = _("A share of the {model} records of a list.")
_YEARLY = _("A share of the {model} records of a list, also year by year.")
_YEAR = _("A share of the {model} records of a list that belong to one year.")
_OF = _("Of which of the rate's rows.")
_MEMBERS = (
    ("numerator", int, _("How many of the records that count are hits.")),
    ("denominator", int, _("How many records count.")),
    ("excluded", int, _("How many records are left out on purpose; they are not among those that count.")),
    ("value", optional(float), _("Numerator by denominator; null where nothing counts.")),
)
_BASIS = _("What it is a share of, and by which rule, in the language of the request.")
_EVIDENCE = _("The records behind a number; `totalCount` is the number itself, unless further conditions are given.")
_BY_YEAR = _("The rate in each year to which a record belongs that counts or is left out, the earliest first.")
_MINIMUM = _("The lowest value of all years in which something counts; null where there is none.")


class RateTypes:
    """Makes the types of rates, for models that declare any."""

    def __init__(self, registry: TypeRegistry, generation: Generation, lists: Lists) -> None:
        self._registry = registry
        self._generation = generation
        self._lists = lists

    def field(self, types: ModelTypes) -> Iterator[StrawberryField]:
        """The field `rates` of a model's connection, if the model has rates."""
        if types.model.rates:
            made = self._declare(types, rates_name(types.model.name), _RATES)
            self._registry.fill(made, self._rates(types))
            yield field("rates", made, self._registry.describe(_FIELD))

    def _rates(self, types: ModelTypes) -> Iterator[StrawberryField]:
        model = types.model
        yearly = {rate.name: is_yearly(self._generation, model, rate) for rate in model.rates.values()}
        kinds = {
            kind: self._yearly_type(types) if kind else self._plain_type(types) for kind in sorted(set(yearly.values()))
        }
        for rate in model.rates.values():
            described = self._registry.describe(rate.label)
            yield field(rate.name, kinds[yearly[rate.name]], described, facts=facts_of(rate))

    def _plain_type(self, types: ModelTypes) -> type:
        made = self._declare(types, rate_name(types.model.name), _RATE)
        self._registry.fill(made, [*self._counts(), self._basis(), self._evidence(types)])
        return made

    def _yearly_type(self, types: ModelTypes) -> type:
        describe, name = self._registry.describe, types.model.name
        year = self._declare(types, year_rate_name(name), _YEAR)
        number = field("year", int, describe(_("The year.")))
        self._registry.fill(year, [number, *self._counts(), self._evidence(types)])
        made = self._declare(types, yearly_rate_name(name), _YEARLY)
        by_year = field("by_year", list_of(year), describe(_BY_YEAR))
        minimum = field("minimum", optional(float), describe(_MINIMUM))
        self._registry.fill(made, [*self._counts(), self._basis(), self._evidence(types), by_year, minimum])
        return made

    def _declare(self, types: ModelTypes, name: str, description: str) -> type:
        model = types.model
        origin = f"derived from the rates of {model.name} of '{model.owner}'"
        self._registry.models[name] = model
        return self._registry.object_type(name, self._registry.describe(description, model=model.name), origin)

    def _counts(self) -> Iterator[StrawberryField]:
        return (field(name, kind, self._registry.describe(text)) for name, kind, text in _MEMBERS)

    def _basis(self) -> StrawberryField:
        return field("basis", str, self._registry.describe(_BASIS))

    def _evidence(self, types: ModelTypes) -> StrawberryField:
        describe = self._registry.describe
        part = self._registry.enum_type(RatePart, lambda member: describe(member.value))
        arguments = [argument("of", part, describe(_OF)), *self._lists.arguments(types)]
        return field("evidence", types.connection, describe(_EVIDENCE), arguments=arguments)
