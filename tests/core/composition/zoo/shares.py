"""Rates that fail, that read rows past the rules, or that tell of columns only some may read."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped

from core.declarations.environments import Rows
from core.declarations.models import Model, extensible, field
from core.declarations.rates import Share, rate
from tests.core.composition.zoo.clean import BASE, Person, Station
from tests.core.composition.zoo.kit import Case, county, plugin


class CountedByPhone(Person):
    @rate(basis="All people.")  # fault: own_restricted_column
    @classmethod
    def reachable(cls, rows: Rows) -> Share:
        """Share of those with a telephone."""
        return Share(numerator=cls.phone.is_not(None))


class CountedByPhoneOfOthers(Station):
    @rate(basis="All stations.")  # fault: restricted_column_of_others
    @classmethod
    def with_phone(cls, rows: Rows) -> Share:
        """Share of the stations named as somebody with a telephone is."""
        person = rows[Person]
        known = select(person.id).where(person.phone.is_not(None), person.name == cls.name)
        return Share(numerator=known.exists())


class CountedPastTheRules(Station):
    @rate(basis="All stations.")  # fault: rate_past_the_rules
    @classmethod
    def peopled(cls, rows: Rows) -> Share:
        """Share of the stations whose name is that of a person, readable or not."""
        person = rows.env[Person]
        return Share(numerator=select(person.id).where(person.name == cls.name).exists())


class FailingRate(Station):
    @rate(basis="All stations.")  # fault: rate_that_fails
    @classmethod
    def failing(cls, rows: Rows) -> Share:
        """Fails."""
        return Share(numerator=cls.no_such_column)  # type: ignore[attr-defined]


class NoShare(Station):
    @rate(basis="All stations.")  # fault: rate_without_share
    @classmethod
    def plain(cls, rows: Rows) -> Share:
        """Gives a condition where a share is wanted."""
        return cls.kind == "POINT"  # type: ignore[return-value]


class NoCondition(Station):
    @rate(basis="All stations.")  # fault: rate_of_no_condition
    @classmethod
    def numbered(cls, rows: Rows) -> Share:
        """Counts by a number."""
        return Share(numerator=cls.number)  # type: ignore[arg-type]


class NoYear(Station):
    @rate(basis="All stations.")  # fault: rate_of_no_year
    @classmethod
    def dated(cls, rows: Rows) -> Share:
        """Gives a day where a year is wanted."""
        return Share(numerator=cls.closed_on.is_(None), year=func.date_trunc("year", cls.opened_on))


class Undocumented(Station):
    @rate(basis="All stations.")  # fault: rate_without_docstring
    @classmethod
    def undocumented(cls, rows: Rows) -> Share:
        return Share(numerator=cls.closed_on.is_(None))


class Baseless(Station):
    @rate(basis="")  # fault: rate_without_basis
    @classmethod
    def baseless(cls, rows: Rows) -> Share:
        """Share of the open stations."""
        return Share(numerator=cls.closed_on.is_(None))


class Rated(Station):
    @rate(basis="All stations.")
    @classmethod
    def still_open(cls, rows: Rows) -> Share:
        """Share of the open stations."""
        return Share(numerator=cls.closed_on.is_(None))


class Rerated(Rated):
    @rate(basis="All stations.")  # fault: closed_rate_overridden
    @classmethod
    def still_open(cls, rows: Rows) -> Share:
        """Share of the open stations, otherwise."""
        return super().still_open(rows)


class RatedAgain(Station):
    @rate(basis="All stations.")  # fault: rates_under_one_name
    @classmethod
    def stillOpen(cls, rows: Rows) -> Share:  # noqa: N802 - the fault itself
        """Share of the open stations."""
        return Share(numerator=cls.closed_on.is_(None))


class StationRate(Model):  # fault: model_named_as_a_rate
    """What a station charges."""

    amount: Mapped[int] = field(label="Amount")


class OpenlyRated(Station):
    """Rates that a county may override."""

    @rate(basis="All stations.")
    @classmethod
    @extensible
    def staffed(cls, rows: Rows) -> Share:
        """Share of the open stations."""
        return Share(numerator=cls.closed_on.is_(None))


class StaffedOtherwise(OpenlyRated):
    """A county's override."""

    @rate(basis="Stations with a drum.")
    @classmethod
    def staffed(cls, rows: Rows) -> Share:
        """Share of the open stations, points left out."""
        share = super().staffed(rows)
        return Share(numerator=share.numerator, denominator=share.denominator, excluded=cls.kind == "POINT")


def _case(name: str, code: str, model: type[Model]) -> Case:
    return Case(name, code, (*BASE, county("sanjiang", model)), ("sanjiang",), __name__)


CASES = (
    _case("own_restricted_column", "RESTRICTED_RATE", CountedByPhone),
    _case("restricted_column_of_others", "RESTRICTED_RATE", CountedByPhoneOfOthers),
    _case("rate_past_the_rules", "UNGUARDED_TABLE", CountedPastTheRules),
    _case("rate_that_fails", "BROKEN_RATE", FailingRate),
    _case("rate_without_share", "BROKEN_RATE", NoShare),
    _case("rate_of_no_condition", "BROKEN_RATE", NoCondition),
    _case("rate_of_no_year", "BROKEN_RATE", NoYear),
    _case("rate_without_docstring", "UNDESCRIBED", Undocumented),
    _case("rate_without_basis", "UNDESCRIBED", Baseless),
    Case(
        "closed_rate_overridden",
        "NOT_EXTENSIBLE",
        (*BASE, county("rongshui", Rated), county("sanjiang", Rerated, depends=("rongshui",))),
        ("rongshui", "sanjiang"),
        __name__,
    ),
    Case(
        "rates_under_one_name",
        "NAME_CLASH",
        (*BASE, county("rongshui", Rated), county("sanjiang", RatedAgain)),
        ("rongshui", "sanjiang"),
        __name__,
    ),
    Case(
        "model_named_as_a_rate",
        "NAME_CLASH",
        (*BASE, county("rongshui", Rated), plugin("sanjiang", StationRate)),
        ("stations", "sanjiang"),
        __name__,
    ),
)
EXTENDED = (*BASE, county("rongshui", OpenlyRated), county("sanjiang", StaffedOtherwise, depends=("rongshui",)))
