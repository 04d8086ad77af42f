from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from core.declarations.roles import OPERATOR
from core.declarations.roles import Grant as Held
from core.foundation.errors import ForbiddenScope
from plugins.congress.congresses import begin_term, found_congress
from plugins.congress.models import Congress, CongressLevel, Region, RegionKind, RegionLevel, Term
from plugins.congress.refusals import NoCongressAtRegion, TermsOverlap
from tests.plugins.world import LIUZHOU, QILIN, RONGKANG, World

AS_OPERATOR = Held(OPERATOR.name)


@pytest.mark.parametrize("code", [QILIN, RONGKANG, "450221"], ids=["subdistrict", "community", "past"])
def test_no_congress_is_founded_below_the_township_or_in_the_past(world: World, code: str) -> None:
    """Subdistricts, villages and communities have no congress (Organic Law, art. 59)."""
    region = world.region(code)

    with pytest.raises(NoCongressAtRegion) as refused:
        found_congress(world.env(AS_OPERATOR), region, "某地人民代表大会")

    assert refused.value.code == "NO_CONGRESS_AT_REGION"
    assert region.name in str(refused.value)


def test_a_congress_gets_the_level_of_its_division(world: World) -> None:
    town = a_town(world)

    congress = found_congress(world.env(AS_OPERATOR), town, "新镇人民代表大会")

    assert congress.level is CongressLevel.TOWNSHIP
    assert congress.code == town.code


def test_the_public_founds_no_congress(world: World) -> None:
    with pytest.raises(ForbiddenScope):
        found_congress(world.env(), a_town(world), "新镇人民代表大会")


def test_the_database_holds_no_congress_of_another_level(world: World) -> None:
    """Even a row written past the domain code finds no place."""
    with pytest.raises(IntegrityError, match="region_level"):
        world.add(Congress, code=QILIN, name="x", level=CongressLevel.TOWNSHIP, region_id=world.region(QILIN).id)


def test_the_database_holds_no_division_whose_level_contradicts_its_kind(world: World) -> None:
    with pytest.raises(IntegrityError, match="level_of_kind"):
        world.add(Region, code="9", name="x", kind=RegionKind.VILLAGE, level=RegionLevel.COUNTY)


def test_terms_of_one_congress_do_not_overlap(world: World) -> None:
    """A term ends with the first session of the next (Deputies Law, art. 2)."""
    world.a_term(ordinal=15)

    with pytest.raises(TermsOverlap, match="15"):
        world.a_term(ordinal=16, starts_on=date(2026, 9, 1))


def test_the_next_term_begins_when_the_last_has_ended(world: World) -> None:
    last = world.a_term(ordinal=15)
    last.ends_on = date(2026, 8, 31)

    following = world.a_term(ordinal=16, starts_on=date(2026, 9, 1))

    assert following.ordinal == 16


def test_the_database_holds_no_overlapping_terms(world: World) -> None:
    term = world.a_term()

    with pytest.raises(IntegrityError, match="overlap"):
        world.add(Term, congress_id=term.congress_id, ordinal=14, name="x", starts_on=date(2016, 9, 1))


def test_terms_of_two_congresses_run_side_by_side(world: World) -> None:
    world.a_term(LIUZHOU)

    assert begin_term(world.env(AS_OPERATOR), world.congress("45"), ordinal=14, name="x", starts_on=date(2023, 1, 1)).id


def a_town(world: World) -> Region:
    return world.add(
        Region,
        code="450224199",
        name="新镇",
        kind=RegionKind.TOWN,
        level=RegionLevel.TOWNSHIP,
        congress_level=CongressLevel.TOWNSHIP,
        parent_id=world.region("450224").id,
    )
