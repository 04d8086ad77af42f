"""Computed fields that read rows past the rules, or that fail."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, select, table
from sqlalchemy.orm import aliased

from core.model import Model, computed
from core.rows import Rows
from tests.core.composition.zoo.clean import BASE, Opinion, Station
from tests.core.composition.zoo.kit import Case, county


class AllOpinions(Station):
    @computed  # fault: model_past_the_rules
    @classmethod
    def all_opinions(cls, rows: Rows) -> ColumnElement[int]:
        """All opinions, read past the rules."""
        opinion = rows.env[Opinion]
        return rows.count(opinion, opinion.station_id == cls.id)


class AnyOpinion(Station):
    @computed  # fault: relationship_past_the_rules
    @classmethod
    def any_opinion(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether there is any opinion, read past the rules."""
        return cls.opinions.any()


class AliasOfAll(Station):
    @computed  # fault: alias_past_the_rules
    @classmethod
    def aliased_opinions(cls, rows: Rows) -> ColumnElement[int]:
        """All opinions, through an alias of one's own making."""
        opinion = aliased(rows.env[Opinion])
        return rows.count(opinion, opinion.station_id == cls.id)


class NestedAll(Station):
    @computed  # fault: subquery_past_the_rules
    @classmethod
    def nested_opinions(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether a readable opinion is among all opinions."""
        readable, hidden = rows[Opinion], rows.env[Opinion]
        return exists().where(readable.id.in_(select(hidden.id)), readable.station_id == cls.id)


class OtherStations(Station):
    @computed  # fault: own_table_aliased
    @classmethod
    def other_stations(cls, rows: Rows) -> ColumnElement[int]:
        """All other stations, read past the rules."""
        other = aliased(rows.env[Station])
        return rows.count(other, other.id != cls.id)


class LastNumber(Station):
    @computed  # fault: own_table_alone
    @classmethod
    def last_number(cls, rows: Rows) -> ColumnElement[int]:
        """The highest number of all stations, read past the rules."""
        return select(func.max(cls.number)).scalar_subquery()


class PlainTable(Station):
    @computed  # fault: table_by_name
    @classmethod
    def secrets(cls, rows: Rows) -> ColumnElement[int]:
        """How many rows a table has that no model knows."""
        return select(func.count()).select_from(table("secrets")).scalar_subquery()


class Failing(Station):
    @computed  # fault: computed_that_fails
    @classmethod
    def failing(cls, rows: Rows) -> ColumnElement[int]:
        """Fails."""
        return cls.no_such_column  # type: ignore[attr-defined,no-any-return]


class NoExpression(Station):
    @computed  # fault: computed_without_expression
    @classmethod
    def plain(cls, rows: Rows) -> ColumnElement[int]:
        """Gives a number of Python's."""
        return 3  # type: ignore[return-value]


def _case(name: str, code: str, model: type[Model]) -> Case:
    return Case(name, code, (*BASE, county("sanjiang", model)), ("sanjiang",), __name__)


CASES = (
    _case("model_past_the_rules", "UNGUARDED_TABLE", AllOpinions),
    _case("relationship_past_the_rules", "UNGUARDED_TABLE", AnyOpinion),
    _case("alias_past_the_rules", "UNGUARDED_TABLE", AliasOfAll),
    _case("subquery_past_the_rules", "UNGUARDED_TABLE", NestedAll),
    _case("own_table_aliased", "UNGUARDED_TABLE", OtherStations),
    _case("own_table_alone", "UNGUARDED_TABLE", LastNumber),
    _case("table_by_name", "UNGUARDED_TABLE", PlainTable),
    _case("computed_that_fails", "BROKEN_COMPUTED", Failing),
    _case("computed_without_expression", "BROKEN_COMPUTED", NoExpression),
)
