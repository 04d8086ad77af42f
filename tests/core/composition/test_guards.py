"""What a computed field may read: its record, and other models through their rules."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Mapped, aliased

from core.composition.clauses import unguarded
from core.composition.compose import compose
from core.declarations.computed import computed
from core.declarations.environments import Rows, RuleEnv
from core.declarations.models import field
from core.declarations.rules import Action, grant
from core.generation.generation import Generation
from core.runtime import rows as runtime
from core.runtime import rules
from tests.core.composition.zoo.clean import CLERK, CONGRESS, STATIONS, Assignment, Opinion, Person, Region, Station
from tests.core.composition.zoo.kit import county, plugin


def of_open_regions(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    station = aliased(env[Station])
    return exists().where(station.id == model.station_id, env.in_scope(CLERK, station.region_id))


def of_a_namesake_with_a_phone(env: RuleEnv, model: type[Station]) -> ColumnElement[bool]:
    person = env.alias(Person)
    return exists().where(person.name == model.name, person.phone.is_not(None))


class BusyStation(Station):
    """Computed fields of every allowed shape."""

    quota: Mapped[int | None] = field(label="Quota")

    @computed
    @classmethod
    def quota_left(cls, rows: Rows) -> ColumnElement[int | None]:
        """How many opinions may still be taken."""
        return cls.quota - cls.open_opinions(rows)

    @computed
    @classmethod
    def last_opinion(cls, rows: Rows) -> ColumnElement[int]:
        """The number of the last opinion that someone on duty could have taken."""
        opinion, duty = rows[Opinion], rows[Assignment]
        taken = select(duty.id).where(duty.station_id == opinion.station_id).exists()
        latest = select(func.max(opinion.id)).where(opinion.station_id == cls.id, taken)
        return latest.scalar_subquery()

    @computed
    @classmethod
    def rank(cls, rows: Rows) -> ColumnElement[int]:
        """Its place among the stations of its region, by number."""
        other = rows[Station]
        return rows.count(other, other.region_id == cls.region_id, other.number < cls.number)

    @computed
    @classmethod
    def callable_namesake(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether somebody of its name can be called, as a rule judges it."""
        return rows.holds(of_a_namesake_with_a_phone, cls)

    @computed
    @classmethod
    def busiest(cls, rows: Rows) -> ColumnElement[int]:
        """The most opinions one day brought."""
        opinion = rows[Opinion]
        per_day = (
            select(func.count().label("taken"))
            .where(opinion.station_id == cls.id)
            .group_by(func.date_trunc("day", opinion.created_at))
            .subquery()
        )
        return select(func.max(per_day.c.taken)).scalar_subquery()


def composed() -> Generation:
    rules = (
        *(rule for rule in STATIONS.rules if rule.model is not Opinion),
        grant(CLERK, Action.READ, Opinion, of_open_regions),
    )
    ruled = plugin("stations", *STATIONS.models, depends=("congress",), rules=rules)
    return compose((CONGRESS, ruled, county("sanjiang", BusyStation)))


def test_computed_fields_may_combine_guarded_rows_in_any_shape() -> None:
    generation = composed()

    assert set(generation.models["Station"].computed) >= {
        "quota_left",
        "last_opinion",
        "rank",
        "callable_namesake",
        "busiest",
    }
    assert generation.models["Station"].computed["quota_left"].nullable


def test_guarded_rows_hold_the_read_rule_of_the_actor_s_roles() -> None:
    generation = composed()
    rows = runtime.Rows(rules.RuleEnv(generation, [CLERK.name]))

    expression = generation[Station].open_opinions(rows)

    assert "ANY (:actor_scope_clerk)" in str(expression)
    assert list(unguarded(expression, generation[Station].__table__, rows.guarded)) == []  # type: ignore[attr-defined]


def test_the_same_expression_without_its_guards_is_found_out() -> None:
    generation = composed()
    expression = generation[Station].open_opinions(runtime.Rows(rules.RuleEnv(generation, [CLERK.name])))

    found = set(unguarded(expression, generation[Station].__table__, ()))  # type: ignore[attr-defined]

    assert found == {"stations_opinion", "stations_station"}
    assert found.isdisjoint(unguarded(generation[Region].id, generation[Region].__table__, ()))  # type: ignore[attr-defined]
