"""The seeds: real divisions, as domain facts a clerk of the city could check."""

from __future__ import annotations

from collections import Counter

from plugins.congress.models import (
    Congress,
    CongressLevel,
    Organization,
    OrganizationKind,
    PolicyDocument,
    Region,
    RegionKind,
    RegionLevel,
)
from plugins.congress.seeds.congresses import seats
from plugins.congress.seeds.regions import divisions
from tests.plugins.world import QILIN, World


def test_the_city_has_the_divisions_of_the_list() -> None:
    """86 townships and towns, 32 subdistricts, 10 counties and districts."""
    kinds = Counter(division.kind for division in divisions() if division.valid_to is None)

    assert kinds[RegionKind.DISTRICT] == 5
    assert kinds[RegionKind.COUNTY] + kinds[RegionKind.AUTONOMOUS_COUNTY] == 5
    assert (kinds[RegionKind.TOWN], kinds[RegionKind.TOWNSHIP], kinds[RegionKind.ETHNIC_TOWNSHIP]) == (53, 27, 6)
    assert kinds[RegionKind.SUBDISTRICT] == 32
    assert kinds[RegionKind.VILLAGE] + kinds[RegionKind.QUASI_VILLAGE] == 939
    assert kinds[RegionKind.COMMUNITY] + kinds[RegionKind.QUASI_COMMUNITY] == 301


def test_every_identifier_and_code_comes_once() -> None:
    rows = divisions()

    assert len({row.id for row in rows}) == len({row.code for row in rows}) == len(rows)


def test_every_division_hangs_below_the_country(world: World) -> None:
    region = world.region("450224100011")

    path = []
    while region.parent is not None:
        region = region.parent
        path.append(region.name)

    assert path == ["长安镇", "融安县", "柳州市", "广西壮族自治区", "中华人民共和国"]


def test_a_village_knows_its_county_and_a_county_is_its_own(world: World) -> None:
    county = world.region("450224")

    assert world.region("450224100011").county is county
    assert county.county is county
    assert world.region("4502").county is None


def test_a_division_of_the_past_names_its_successor(world: World) -> None:
    """柳江县 (450221) became 柳江区 (450206) in 2016; dated rows are never overwritten."""
    past, today = world.region("450221"), world.region("450206")

    assert past.successor is today
    assert past.valid_to is not None
    assert today.valid_from is not None
    assert past.valid_to < today.valid_from
    assert today.predecessors == [past]


def test_a_code_means_another_place_in_the_other_system(world: World) -> None:
    """NBS 450203007 is 麒麟街道; the civil affairs list calls 白莲街道 by that code."""
    qilin, bailian = world.region(QILIN), world.region("450203006")

    assert (qilin.name, bailian.name) == ("麒麟街道", "白莲街道")
    assert bailian.mca_code == qilin.code
    assert qilin.mca_code == "450203008"


def test_there_is_a_congress_where_the_law_has_one(world: World) -> None:
    """Five levels; none at a subdistrict, a village or a community (Organic Law, art. 59)."""
    session = world.env().session
    levels = Counter(congress.level for congress in session.query(world.env()[Congress]))

    assert levels == {
        CongressLevel.NATIONAL: 1,
        CongressLevel.AUTONOMOUS_REGION: 1,
        CongressLevel.CITY: 1,
        CongressLevel.COUNTY: 10,
        CongressLevel.TOWNSHIP: 86,
    }
    assert {seat.level for seat in seats()}.isdisjoint({RegionLevel.VILLAGE})


def test_a_congress_is_named_after_its_division_and_the_one_above(world: World) -> None:
    assert world.congress("00").name == "全国人民代表大会"
    assert world.congress("450203").name == "柳州市鱼峰区人民代表大会"
    assert world.congress("450222").name == "柳城县人民代表大会"
    assert world.congress("450226100").name == "三江侗族自治县古宜镇人民代表大会"


def test_congresses_from_the_county_upwards_have_a_standing_committee(world: World) -> None:
    env = world.env()
    committees = env.session.query(env[Organization]).filter_by(kind=OrganizationKind.STANDING_COMMITTEE).all()

    assert len(committees) == 13
    assert "柳州市人民代表大会常务委员会" in {committee.name for committee in committees}


def test_two_policy_documents_of_2020(world: World) -> None:
    """The opinions of February, adopted by the chairpersons' meeting, and the measures of December."""
    env = world.env()
    documents = env.session.query(env[PolicyDocument]).order_by(env[PolicyDocument].adopted_on).all()

    assert [(one.adopted_on.year, one.adopted_on.month) for one in documents] == [(2020, 2), (2020, 12)]


def test_no_seeded_division_is_made_up(world: World) -> None:
    env = world.env()

    assert env.session.query(env[Region]).filter_by(synthetic=True).count() == 0
