"""Computed and resolved fields that read rows past the rules, or that fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlalchemy import ColumnElement, exists, func, select, table
from sqlalchemy.orm import aliased

from core.declarations.computed import computed
from core.declarations.environments import ReadEnv, Rows
from core.declarations.models import Model
from core.declarations.mutations import label
from core.declarations.resolved import Expressions, Needed, resolved
from tests.core.composition.zoo.clean import BASE, Opinion, Person, Station
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


class LoudPhone(Person):
    @computed  # fault: restricted_column_shown
    @classmethod
    def loud_phone(cls, rows: Rows) -> ColumnElement[str | None]:
        """The telephone, in capitals."""
        return func.upper(cls.phone)


class PhoneOfOthers(Station):
    @computed  # fault: restricted_column_shown_by_others
    @classmethod
    def namesake_phone(cls, rows: Rows) -> ColumnElement[str | None]:
        """The telephone of a person of that name, by way of a subquery."""
        person = rows[Person]
        found = select(person.phone.label("number")).where(person.name == cls.name).subquery()
        return select(func.max(found.c.number)).scalar_subquery()


class CountOfPhones(Station):
    @computed  # fault: restricted_column_in_a_condition
    @classmethod
    def callable_namesakes(cls, rows: Rows) -> ColumnElement[int]:
        """How many people of that name have a telephone."""
        person = rows[Person]
        return rows.count(person, person.name == cls.name, person.phone.is_not(None))


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


def name_of(station: type[Station], rows: Rows) -> Expressions:
    return {"name": station.name}


def all_opinions(station: type[Station], rows: Rows) -> Expressions:
    opinion = rows.env[Opinion]
    return {"count": rows.count(opinion, opinion.station_id == station.id)}


def failing_needs(station: type[Station], rows: Rows) -> Expressions:
    return {"name": station.no_such_column}  # type: ignore[attr-defined]


def unnamed(station: type[Station], rows: Rows) -> Expressions:
    return {"the name": station.name}


def needs_of_day(station: type[Station], rows: Rows, day: ColumnElement[date]) -> Expressions:
    return {"open": station.opened_on < day}


class OpinionsPastRules(Station):
    @resolved(needs=all_opinions)  # fault: needs_past_the_rules
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class FailingNeeds(Station):
    @resolved(needs=failing_needs)  # fault: needs_that_fail
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class UnnamedNeeds(Station):
    @resolved(needs=unnamed)  # fault: needs_without_names
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class UnknownNeeds(Station):
    @resolved(needs=needs_of_day)  # fault: needs_of_no_argument
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class OtherParameters(Station):
    @resolved(needs=name_of)  # fault: resolved_of_one_record
    @staticmethod
    def heard(one: Needed) -> Sequence[int]:
        """How much was heard."""
        return [len(one)]


class NoStaticMethod(Station):
    @resolved(needs=name_of)  # fault: resolved_by_an_instance
    def heard(self, needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class OneForAll(Station):
    @resolved(needs=name_of)  # fault: resolved_without_sequence
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Any:  # noqa: ANN401 - the fault
        """How much was heard."""
        return 0


class Unlabelled(Station):
    @resolved(needs=needs_of_day)  # fault: argument_without_label
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv, *, day: date) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


class ListArgument(Station):
    @resolved(needs=name_of)  # fault: argument_that_is_a_list
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv, *, days: Annotated[list[date], label("Days")]) -> Sequence[int]:
        """How much was heard."""
        return [0 for _ in needed]


@dataclass
class Thawed:
    """A result that can be changed."""


@dataclass(frozen=True)
class Silent:
    """A result that does not say what its fields are."""

    name: str


@dataclass(frozen=True)
class Wordless:
    name: str


class ThawedResult(Station):
    @resolved(needs=name_of)  # fault: result_not_frozen
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Thawed]:
        """What was heard."""
        return [Thawed() for _ in needed]


class SilentResult(Station):
    @resolved(needs=name_of)  # fault: result_without_labels
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[list[Silent]]:
        """What was heard."""
        return [[] for _ in needed]


class WordlessResult(Station):
    @resolved(needs=name_of)  # fault: result_without_docstring
    @staticmethod
    def heard(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Wordless | None]:
        """What was heard."""
        return [None for _ in needed]


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
    _case("restricted_column_shown", "RESTRICTED_COMPUTED", LoudPhone),
    _case("restricted_column_shown_by_others", "RESTRICTED_COMPUTED", PhoneOfOthers),
    _case("restricted_column_in_a_condition", "RESTRICTED_COMPUTED", CountOfPhones),
    _case("computed_that_fails", "BROKEN_COMPUTED", Failing),
    _case("computed_without_expression", "BROKEN_COMPUTED", NoExpression),
    _case("needs_past_the_rules", "UNGUARDED_TABLE", OpinionsPastRules),
    _case("needs_that_fail", "BROKEN_NEEDS", FailingNeeds),
    _case("needs_without_names", "BROKEN_NEEDS", UnnamedNeeds),
    _case("needs_of_no_argument", "RESOLVED_SIGNATURE", UnknownNeeds),
    _case("resolved_of_one_record", "RESOLVED_SIGNATURE", OtherParameters),
    _case("resolved_by_an_instance", "RESOLVED_SIGNATURE", NoStaticMethod),
    _case("resolved_without_sequence", "UNKNOWN_TYPE", OneForAll),
    _case("argument_without_label", "UNDESCRIBED", Unlabelled),
    _case("argument_that_is_a_list", "UNKNOWN_TYPE", ListArgument),
    _case("result_not_frozen", "UNKNOWN_TYPE", ThawedResult),
    _case("result_without_labels", "UNDESCRIBED", SilentResult),
    _case("result_without_docstring", "UNDESCRIBED", WordlessResult),
)
