"""Columns that existing rows could not fill, that hold nothing known, or that keys do not find."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ColumnElement, literal
from sqlalchemy.orm import Mapped

from core.declarations.computed import computed
from core.declarations.environments import Rows
from core.declarations.models import Model, field, link
from tests.core.composition.zoo.clean import BASE, Region, Station
from tests.core.composition.zoo.kit import Case, county


class Unfilled(Station):
    drum_tower: Mapped[str] = field(label="Drum tower")  # fault: column_without_default


class UnfilledLink(Station):
    village: Mapped[Region] = link(label="Village")  # fault: link_without_default


class UnknownName(Station):
    drum_tower: Mapped[Tower | None] = field(label="Drum tower")  # type: ignore[name-defined] # noqa: F821 # fault: unknown_name


class UnknownKind(Station):
    height: Mapped[Decimal | None] = field(label="Height")  # fault: unknown_kind


class TwoTypes(Station):
    height: Mapped[int | str | None] = field(label="Height")  # fault: two_types


class ManyValues(Station):
    heights: Mapped[list[int]] = field(label="Heights")  # fault: many_values


class FieldToModel(Station):
    village: Mapped[Region | None] = field(label="Village")  # fault: field_to_a_model


class LinkToValue(Station):
    village: Mapped[str | None] = link(label="Village")  # fault: link_to_a_value


class ComputedUnknown(Station):
    @computed  # fault: computed_of_unknown_kind
    @classmethod
    def height(cls, rows: Rows) -> ColumnElement[Decimal]:
        """Its height."""
        return literal(Decimal(1))


class SearchedNumber(Station):
    floors: Mapped[int | None] = field(label="Floors", search=True)  # fault: searched_number


class UnknownKey(Station):  # fault: key_of_unknown_field
    __keys__ = (("name", "drum_tower"),)


class UnknownIndex(Station):  # fault: index_of_unknown_field
    __indexes__ = (("opinions",),)


class CheckHere(Station):  # fault: two_checks
    __checks__ = (("positive", "number > 0"),)


class CheckThere(Station):  # fault: two_checks
    __checks__ = (("positive", "number > 1"),)


def _case(name: str, code: str, *models: type[Model]) -> Case:
    names = ("sanjiang", "rongshui")[: len(models)]
    plugins = tuple(county(name, model) for name, model in zip(names, models, strict=True))
    return Case(name, code, (*BASE, *plugins), names, __name__)


CASES = (
    _case("column_without_default", "UNFILLED_COLUMN", Unfilled),
    _case("link_without_default", "UNFILLED_COLUMN", UnfilledLink),
    _case("unknown_name", "UNKNOWN_TYPE", UnknownName),
    _case("unknown_kind", "UNKNOWN_TYPE", UnknownKind),
    _case("two_types", "UNKNOWN_TYPE", TwoTypes),
    _case("many_values", "UNKNOWN_TYPE", ManyValues),
    _case("field_to_a_model", "UNKNOWN_TYPE", FieldToModel),
    _case("link_to_a_value", "UNKNOWN_TYPE", LinkToValue),
    _case("computed_of_unknown_kind", "UNKNOWN_TYPE", ComputedUnknown),
    _case("searched_number", "NOT_TEXT", SearchedNumber),
    _case("key_of_unknown_field", "UNKNOWN_KEY_FIELD", UnknownKey),
    _case("index_of_unknown_field", "UNKNOWN_KEY_FIELD", UnknownIndex),
    _case("two_checks", "DUPLICATE_ATTRIBUTE", CheckHere, CheckThere),
)
