from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.declarations.roles import Grant as Held
from core.declarations.rules import Action
from core.generation.generation import Generation
from core.runtime.criteria import ActorRules
from plugins.congress.models import Delegation, Mandate, MandateEndReason, MandateStatus, Person, SuspensionCause
from plugins.congress.roles import COUNTY_STAFF
from tests.plugins.world import LIUZHOU, RONGAN, YUFENG, World


def test_a_person_holds_several_mandates(world: World) -> None:
    """One person can be a deputy at several levels; people are counted, not mandates."""
    person = world.a_deputy(world.a_term(LIUZHOU))

    world.a_mandate(person, world.a_term(RONGAN))

    assert len(person.mandates) == 2


def test_a_certificate_is_issued_once_in_a_term(world: World) -> None:
    term = world.a_term()
    world.a_mandate(world.a_deputy(term), term, certificate_no="A1")

    with pytest.raises(IntegrityError, match="certificate_no"):
        world.a_mandate(world.a_deputy(term), term, certificate_no="A1")


@pytest.mark.parametrize(
    ("values", "check"),
    [
        ({"status": MandateStatus.SUSPENDED}, "suspension"),
        ({"suspension_cause": SuspensionCause.SERVING_SENTENCE}, "suspension"),
        ({"status": MandateStatus.ENDED, "end_reason": MandateEndReason.RESIGNED}, "end"),
        ({"status": MandateStatus.ENDED, "ended_on": date(2025, 1, 1)}, "end_reason"),
    ],
)
def test_a_suspension_has_a_cause_and_an_end_a_day_and_a_reason(
    world: World, values: dict[str, object], check: str
) -> None:
    """Deputies Law, arts. 61 and 62."""
    person, term = world.add(Person, name="韦小明"), world.a_term()

    with pytest.raises(IntegrityError, match=f"ck_congress_mandate_{check}"):
        world.a_mandate(person, term, **values)


def test_the_public_reads_the_people_with_a_mandate_only(world: World) -> None:
    deputy = world.a_deputy()
    nobody = world.add(Person, name="覃大山")

    env = world.env()

    assert env.find(Person, env[Person].id == deputy.id)
    assert env.find(Person, env[Person].id == nobody.id) is None


def test_all_of_a_person_but_the_name_is_for_staff(generation: Generation) -> None:
    """The public API never returns telephone, language or needs (Personal Information Protection Law)."""
    fields = generation.models["Person"].fields

    private = {name for name, field in fields.items() if field.audience == (COUNTY_STAFF,)}

    assert private == {"gender", "ethnic_group", "preferred_language", "accessibility_needs", "phone"}


def test_county_staff_covers_its_own_deputies_and_those_it_elected_higher_up(world: World) -> None:
    city, county = world.a_term(LIUZHOU), world.a_term(RONGAN)
    own = world.a_mandate(world.a_deputy(county), county, certificate_no="1")
    elected = world.add(Delegation, term_id=city.id, name="融安", electoral_region_id=world.region(RONGAN).id)
    higher = world.a_mandate(world.add(Person, name="韦"), city, delegation_id=elected.id)
    foreign = world.a_mandate(world.add(Person, name="莫"), city)

    rule = covered(world, RONGAN)

    assert {own.id, higher.id} <= rule
    assert foreign.id not in rule


def test_staff_of_another_county_covers_none_of_them(world: World) -> None:
    county = world.a_term(RONGAN)
    mandate = world.a_mandate(world.a_deputy(county), county, certificate_no="1")

    assert mandate.id not in covered(world, YUFENG)


def covered(world: World, county: str) -> set[int]:
    """The mandates that the county's staff covers by its own role, the public's rule left aside."""
    env = world.env(Held(COUNTY_STAFF.name, world.region(county).id, COUNTY_STAFF.scope))
    mandate = env[Mandate]
    granted = ActorRules(env.generation, env.actor).predicate(mandate, Action.READ, roles={COUNTY_STAFF.name})
    return set(env.session.scalars(select(mandate.id).where(granted)))
