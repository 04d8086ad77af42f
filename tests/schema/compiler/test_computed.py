"""Computed fields: SQL expressions that are selected, filtered and ordered by like columns, under the rules."""

from __future__ import annotations

from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, RONGSHUI_STAFF, SANJIANG_STAFF


def test_a_computed_field_is_a_value_of_the_record(ask: Ask) -> None:
    answer = ask("{ stations { nodes { code deputyCount coverageCount opinionCount openOpinions } } }")

    keys = ("deputyCount", "coverageCount", "opinionCount", "openOpinions")
    assert {node["code"]: tuple(node[key] for key in keys) for node in answer["stations"]["nodes"]} == {
        "GY-HOME": (3, 2, 4, 3),
        "GY-RIVER": (1, 1, 0, 0),
        "LX-TOWER": (0, 0, 0, 0),
        "RS-HOME": (1, 0, 1, 1),
        "SR-100%_A": (0, 0, 0, 0),
        "RS-OLD": (0, 0, 0, 0),
    }


def test_a_computed_field_counts_only_what_the_actor_may_read(ask: Ask) -> None:
    query = '{ station(code: "GY-HOME") { opinionCount } }'

    counts = [
        ask(query, actor=actor)["station"]["opinionCount"]
        for actor in (PUBLIC, HOME_STAFF, SANJIANG_STAFF, RONGSHUI_STAFF)
    ]

    assert counts == [4, 6, 6, 4]


def test_a_computed_field_is_filtered_and_ordered_by_as_the_actor_sees_it(ask: Ask) -> None:
    query = "{ stations(where: {opinionCount: {gte: 2}}, orderBy: [{opinionCount: DESC}]) { nodes { code } } }"

    assert ask(query)["stations"]["nodes"] == [{"code": "GY-HOME"}]
    assert ask(query, actor=RONGSHUI_STAFF)["stations"]["nodes"] == [{"code": "GY-HOME"}, {"code": "RS-HOME"}]


def test_a_computed_field_is_reached_through_links(ask: Ask) -> None:
    answer = ask(
        """{ opinions(where: {station: {deputyCount: {eq: 3}}}, orderBy: [{region: {activeStations: DESC}}], first: 1) {
            nodes { serial region { name activeStations childCount } station { openOpinions } }
        } }"""
    )

    assert [node["station"] for node in answer["opinions"]["nodes"]] == [{"openOpinions": 3}]


def test_a_computed_field_of_an_extension_is_like_one_of_the_model(ask: Ask) -> None:
    answer = ask("{ regions(where: {activeStations: {gt: 0}}) { nodes { name activeStations } } }")

    assert answer["regions"]["nodes"] == [
        {"name": "融水镇", "activeStations": 1},
        {"name": "古宜镇", "activeStations": 2},
    ]


def test_a_computed_field_on_its_own_model_counts_other_rows(ask: Ask) -> None:
    answer = ask('{ region(codeSystem: NBS, code: "450226") { childCount children { totalCount } } }')

    assert answer["region"]["childCount"] == answer["region"]["children"]["totalCount"] == 15
