"""Two counties extend one model without knowing each other, and both are part of everything."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import find_breaking_changes

from core.composition.compose import compose
from core.generation.generation import Generation
from plugins.stations.models import Station
from schema.build import build_schema
from schema.installation import Installation
from schema.sdl import print_sdl
from schema.testing import Ask
from tests.counties.rongshui import CONTRIBUTION as RONGSHUI
from tests.counties.rongshui import RongshuiStation
from tests.counties.sanjiang import CONTRIBUTION as SANJIANG
from tests.counties.sanjiang import DrumTower, SanjiangStation
from tests.town.actors import HOME_STAFF
from tests.town.requests import RECORD, an_opinion


def codes(answer: dict[str, Any]) -> list[str]:
    return [node["code"] for node in answer["stations"]["nodes"]]


def test_their_fields_are_part_of_the_schema(counties: Generation) -> None:
    types: dict[str, Any] = build_schema(counties)._schema.type_map  # noqa: SLF001 - strawberry has no other way
    names = ("drumTower", "meetsUnderRoof", "stationsInTower", "landing", "opinionsOnPaper")

    fields = {name: str(types["Station"].fields[name].type) for name in names}
    assert fields == {
        "drumTower": "DrumTower",
        "meetsUnderRoof": "Boolean!",
        "stationsInTower": "Int!",
        "landing": "String",
        "opinionsOnPaper": "Int!",
    }
    for name in ("StationWhere", "StationOrder"):
        assert {*fields} <= {*types[name].fields}
    assert {"drumTowers", "drumTower"} <= {*types["Query"].fields}
    assert "DrumTowerWhere" in types


def test_their_fields_are_read_like_any_other(ask_counties: Ask) -> None:
    answer = ask_counties(
        """{
            stations { nodes { code landing meetsUnderRoof stationsInTower opinionsOnPaper
                drumTower { name storeys stations { totalCount } } } }
            drumTower(name: "马胖鼓楼") { id stations { nodes { code hostRegion { name } } } }
            node(id: "DrumTower:2") { ... on DrumTower { name } }
        }"""
    )

    high, small = (
        {"name": "马胖鼓楼", "storeys": 9, "stations": {"totalCount": 2}},
        {"name": "岜团鼓楼", "storeys": None, "stations": {"totalCount": 1}},
    )
    keys = ("landing", "meetsUnderRoof", "stationsInTower", "opinionsOnPaper", "drumTower")
    assert {node["code"]: tuple(node[key] for key in keys) for node in answer["stations"]["nodes"]} == {
        "GY-HOME": (None, True, 2, 1, high),
        "GY-RIVER": (None, False, 1, 0, small),
        "LX-TOWER": (None, True, 2, 0, high),
        "RS-HOME": ("融江码头", True, 0, 0, None),
        "SR-100%_A": (None, True, 0, 0, None),
        "RS-OLD": ("融江码头", True, 0, 0, None),
    }
    assert answer["drumTower"]["stations"]["nodes"] == [
        {"code": "GY-HOME", "hostRegion": {"name": "古宜镇"}},
        {"code": "LX-TOWER", "hostRegion": {"name": "林溪镇"}},
    ]
    assert answer["node"] == {"name": "岜团鼓楼"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('where: {drumTower: {name: {contains: "马胖"}}}', ["GY-HOME", "LX-TOWER"]),
        ("where: {meetsUnderRoof: {eq: false}}", ["GY-RIVER"]),
        ("where: {stationsInTower: {gt: 1}, landing: {isNull: true}}", ["GY-HOME", "LX-TOWER"]),
        ("where: {opinionsOnPaper: {eq: 1}}", ["GY-HOME"]),
        (
            "where: {drumTower: {}}, orderBy: [{drumTower: {storeys: ASC}}, {code: DESC}]",
            ["LX-TOWER", "GY-HOME", "GY-RIVER"],
        ),
        ("orderBy: [{landing: ASC}, {stationsInTower: DESC}], first: 4", ["RS-HOME", "RS-OLD", "GY-HOME", "LX-TOWER"]),
        ('search: "融江"', ["RS-HOME", "RS-OLD"]),
        ('search: "之家 码头"', ["RS-HOME"]),
    ],
)
def test_their_fields_are_filtered_ordered_and_searched_by(
    ask_counties: Ask, arguments: str, expected: list[str]
) -> None:
    assert codes(ask_counties(f"{{ stations({arguments}) {{ nodes {{ code }} }} }}")) == expected


def test_a_whole_page_with_both_counties_is_one_statement(ask_counties: Ask) -> None:
    sent = ask_counties.database.statements

    ask_counties(
        """{ stations { totalCount nodes { landing opinionsOnPaper drumTower { name stations { nodes { landing } } } } }
            drumTowers { totalCount } }"""
    )

    assert ask_counties.database.statements == sent + 1


def test_overrides_run_one_through_the_other(ask_own_counties: Ask) -> None:
    """Each calls `super()` without knowing whom it reaches: the sibling, and at last the core's own method."""
    payload = ask_own_counties(RECORD, actor=HOME_STAFF, input=an_opinion())["recordOpinion"]

    assert payload["opinion"]["number"] == "SJ-GY-HOME-00007-RS"


def test_the_chain_follows_the_order_of_composition(installation: Installation) -> None:
    built_in = installation.plugins.contributions()
    one, other = compose([*built_in, RONGSHUI, SANJIANG]), compose([*built_in, SANJIANG, RONGSHUI])

    assert [plugin for plugin, _ in one.models["Station"].chain] == ["stations", "rongshui", "sanjiang"]
    assert one[Station].__mro__[1:4] == (SanjiangStation, RongshuiStation, Station)
    assert other[Station].__mro__[1:4] == (RongshuiStation, SanjiangStation, Station)
    for generation in (one, other):
        assert len({generation[Station], generation[SanjiangStation], generation[RongshuiStation]}) == 1
        generation.dispose()


def test_the_tables_keep_the_order_of_the_core_and_add_at_the_end(
    installation: Installation, counties: Generation
) -> None:
    core, both = (generation.metadata.tables["stations_station"] for generation in (installation.generation, counties))

    names = [column.name for column in both.columns]
    assert names[: len(core.columns)] == [column.name for column in core.columns]
    assert names[len(core.columns) :] == ["landing", "drum_tower_id", "meets_under_roof"]
    assert counties[DrumTower].__table__.name == "sanjiang_drum_tower"  # type: ignore[attr-defined]


def test_the_core_is_the_same_without_them(installation: Installation, counties: Generation) -> None:
    """Nothing of a county is left behind in the definitions it extends."""
    anew = compose(installation.plugins.contributions(), locale_folders=installation.plugins.locale_folders("schema"))

    sdl = print_sdl(build_schema(anew))
    assert sdl == print_sdl(installation.generation.derived(build_schema))
    assert "drum" not in sdl.lower()
    anew.dispose()


def test_they_break_no_client_of_the_core(installation: Installation, counties: Generation) -> None:
    core, both = (generation.derived(build_schema)._schema for generation in (installation.generation, counties))  # noqa: SLF001

    assert find_breaking_changes(core, both) == []
    assert find_breaking_changes(both, core) != []


def test_what_the_core_is_asked_has_the_same_answer(ask: Ask, ask_counties: Ask) -> None:
    query = """{ stations { totalCount nodes { code name opinionCount deputies { nodes { name } } } }
        opinions(search: "路灯") { nodes { number } } }"""

    assert ask(query) == ask_counties(query)
