"""Which rule and which calendar hold where."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.lookup import calendar_of, rule_for
from plugins.congress.models import (
    DeadlineKind,
    DeadlinePolicy,
    DeadlineRule,
    DeadlineUnit,
    WorkCalendarDay,
    WorkCalendarYear,
)
from plugins.congress.refusals import DeadlineRuleMissing
from plugins.congress.seeds.work_calendar import seeded_calendar
from tests.plugins.world import LIUZHOU, RONGAN, World

DAY = date(2025, 6, 2)


def test_without_a_policy_of_its_own_a_congress_uses_that_of_all(world: World) -> None:
    rule = rule_for(world.env(), world.congress(RONGAN), DeadlineKind.REPLY, DAY)

    assert (rule.count, rule.unit, rule.max_count) == (3, DeadlineUnit.MONTH, 6)
    assert "第五十一条" in rule.citation


def test_the_law_of_the_day_is_cited(world: World) -> None:
    """The Deputies Law of 2025 holds from 12 March 2025; before, the article was another."""
    before = rule_for(world.env(), world.congress(RONGAN), DeadlineKind.REPLY, date(2025, 3, 11))
    after = rule_for(world.env(), world.congress(RONGAN), DeadlineKind.REPLY, date(2025, 3, 12))

    assert before.citation.startswith("《代表法》第四十二条")
    assert after.citation.startswith("《代表法》第五十一条")


def test_the_nearest_policy_with_such_a_rule_counts(world: World) -> None:
    """A township looks at its own policy, then its county's, its city's, the region's, the country's."""
    a_policy(world, LIUZHOU, FIRST_CONTACT=10, WORK_PLAN=8)
    a_policy(world, RONGAN, FIRST_CONTACT=5)
    env, town = world.env(), world.congress(f"{RONGAN}100")

    counts = [
        rule_for(env, town, kind, DAY).count
        for kind in (DeadlineKind.FIRST_CONTACT, DeadlineKind.WORK_PLAN, DeadlineKind.EVALUATE)
    ]

    assert counts == [5, 8, 20]


def test_the_policy_of_a_neighbour_or_of_a_lower_congress_does_not_count(world: World) -> None:
    a_policy(world, "450223", FIRST_CONTACT=10)
    a_policy(world, f"{RONGAN}100", FIRST_CONTACT=5)

    assert rule_for(world.env(), world.congress(RONGAN), DeadlineKind.FIRST_CONTACT, DAY).count == 20


def test_a_policy_counts_from_its_first_to_its_last_day(world: World) -> None:
    a_policy(world, RONGAN, valid_from=date(2025, 6, 1), valid_to=date(2025, 6, 30), FIRST_CONTACT=5)
    env, congress, kind = world.env(), world.congress(RONGAN), DeadlineKind.FIRST_CONTACT

    days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 30), date(2025, 7, 1)]

    assert [rule_for(env, congress, kind, day).count for day in days] == [20, 5, 5, 20]


def test_without_any_rule_the_refusal_names_kind_day_and_congress(world: World) -> None:
    with pytest.raises(DeadlineRuleMissing, match="REPLY") as refused:
        rule_for(world.env(), world.congress(RONGAN), DeadlineKind.REPLY, date(2018, 12, 31))

    assert "2018-12-31" in str(refused.value)
    assert "融安县" in str(refused.value)


@pytest.mark.parametrize("congress", [None, RONGAN], ids=["of all", "of one congress"])
def test_policies_do_not_overlap(world: World, congress: str | None) -> None:
    a_policy(world, congress, valid_from=date(2017, 1, 1), valid_to=date(2018, 12, 31))

    with pytest.raises(IntegrityError, match="overlap"):
        a_policy(world, congress, valid_from=date(2018, 12, 31), valid_to=date(2018, 12, 31))


def test_a_rule_is_extendable_if_and_only_if_it_has_a_limit(world: World) -> None:
    policy = a_policy(world, RONGAN)

    with pytest.raises(IntegrityError, match="extendable"):
        a_rule(world, policy, DeadlineKind.REPLY, 3, max_count=6)


def test_the_calendar_in_the_database_is_the_one_of_the_seeds(world: World) -> None:
    for code in ("00", "45", LIUZHOU, f"{RONGAN}100011"):
        assert calendar_of(world.env(), world.region(code)) == seeded_calendar(code)


def test_the_announcement_of_the_nearer_division_counts(world: World) -> None:
    """On 2 April 2022, a Saturday the country worked, Guangxi had Sanyuesan."""
    day = date(2022, 4, 2)

    assert seeded_calendar("00").is_workday(day)
    assert not seeded_calendar(LIUZHOU).is_workday(day)


def test_a_county_may_announce_days_of_its_own(world: World) -> None:
    """An autonomous county closes for its own festival; the city around it works."""
    county, festival = world.region("450226"), date(2025, 12, 3)
    world.add(WorkCalendarDay, region_id=county.id, day=festival, is_workday=False, note="县庆")
    env = world.env()

    assert not calendar_of(env, county).is_workday(festival)
    assert calendar_of(env, world.region(LIUZHOU)).is_workday(festival)
    assert calendar_of(env, county).exceptions[festival].name == "县庆"


def test_a_year_is_known_when_every_division_that_announces_years_has_announced_it(world: World) -> None:
    env, city = world.env(), world.region(LIUZHOU)
    world.add(WorkCalendarYear, region_id=world.region("00").id, year=2027, citation="示例")
    assert 2027 not in calendar_of(env, city).years
    assert 2027 in calendar_of(env, world.region("00")).years

    world.add(WorkCalendarYear, region_id=world.region("45").id, year=2027, citation="示例")

    assert 2027 in calendar_of(env, city).years


def test_without_any_year_nothing_is_known() -> None:
    assert Calendar.layered(days=[], years=[]).years == frozenset()


def a_policy(
    world: World,
    congress: str | None,
    *,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
    **counts: int,
) -> DeadlinePolicy:
    """A policy of the congress with that code; the counts are working days."""
    policy = world.add(
        DeadlinePolicy,
        code=f"T-{congress}-{valid_from}",
        name="示例期限规定",
        congress_id=world.congress(congress).id if congress else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    for kind, count in counts.items():
        a_rule(world, policy, DeadlineKind[kind], count)
    return policy


def a_rule(world: World, policy: DeadlinePolicy, kind: DeadlineKind, count: int, **values: object) -> DeadlineRule:
    known = {"kind": kind, "count": count, "unit": DeadlineUnit.WORKDAY, "citation": "示例规定第一条", **values}
    return world.add(DeadlineRule, policy_id=policy.id, **known)
