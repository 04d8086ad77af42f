"""`where`: every operator of every type, across links, joined by and, or and not."""

from __future__ import annotations

import pytest

from schema.testing import Ask

HOME, RIVER, TOWER, RS_HOME, SIRONG, OLD = "GY-HOME", "GY-RIVER", "LX-TOWER", "RS-HOME", "SR-100%_A", "RS-OLD"
ALL = [HOME, RIVER, TOWER, RS_HOME, SIRONG, OLD]


def chosen(ask: Ask, where: str) -> list[str]:
    """The codes of the stations that meet the condition; counted alike."""
    found = ask(f"{{ stations(where: {where}) {{ totalCount nodes {{ code }} }} }}")["stations"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["code"] for node in found["nodes"]]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{}", ALL),
        ("{name: {}}", ALL),
        # text
        ('{code: {eq: "GY-HOME"}}', [HOME]),
        ('{code: {eq: "gy-home"}}', []),
        ('{address: {ne: "江峰街1号"}}', [RIVER, TOWER, RS_HOME, SIRONG, OLD]),
        ('{address: {in: ["江峰街1号", "x"]}}', [HOME]),
        ("{address: {in: []}}", []),
        ('{address: {notIn: ["江峰街1号"]}}', [RIVER, TOWER, RS_HOME, SIRONG, OLD]),
        ("{address: {notIn: []}}", ALL),
        ('{code: {lt: "GY-RIVER"}}', [HOME]),
        ('{code: {lte: "GY-RIVER"}}', [HOME, RIVER]),
        ('{code: {gt: "RS-HOME"}}', [SIRONG, OLD]),
        ('{code: {gte: "RS-HOME"}}', [RS_HOME, SIRONG, OLD]),
        ('{code: {gte: "GY", lt: "LX"}}', [HOME, RIVER]),
        ('{name: {contains: "代表之家"}}', [HOME, RS_HOME]),
        ('{name: {contains: ""}}', ALL),
        ('{name: {startsWith: "江峰"}}', [RIVER]),
        ('{name: {endsWith: "联络点"}}', [TOWER, OLD]),
        ('{code: {contains: "%"}}', [SIRONG]),
        ('{code: {contains: "_"}}', [SIRONG]),
        ('{code: {contains: "\\\\"}}', []),
        ('{code: {startsWith: "100%"}}', []),
        ('{code: {endsWith: "%_A"}}', [SIRONG]),
        ("{address: {isNull: true}}", [RIVER, RS_HOME, SIRONG, OLD]),
        ("{address: {isNull: false}}", [HOME, TOWER]),
        ('{address: {contains: "x", isNull: true}}', []),
        # enum
        ("{kind: {eq: CENTRE}}", [HOME, RS_HOME]),
        ("{kind: {ne: CENTRE}}", [RIVER, TOWER, SIRONG, OLD]),
        ("{kind: {in: [CENTRE, POINT]}}", [HOME, TOWER, RS_HOME, OLD]),
        ("{kind: {notIn: [CENTRE, POINT]}}", [RIVER, SIRONG]),
        ("{kind: {isNull: false}, state: {eq: ACTIVE}}", [HOME, RIVER, RS_HOME]),
        # date
        ('{establishedOn: {eq: "2023-05-01"}}', [HOME, TOWER, RS_HOME]),
        ('{establishedOn: {ne: "2023-05-01"}}', [RIVER, SIRONG, OLD]),
        ('{establishedOn: {lt: "2023-05-01"}}', [OLD]),
        ('{establishedOn: {gte: "2023-05-01", lte: "2023-05-31"}}', [HOME, TOWER, RS_HOME]),
        ('{establishedOn: {in: ["2022-01-01", "2023-06-01"]}}', [RIVER, OLD]),
        ("{closedOn: {isNull: false}}", [OLD]),
        # float
        ("{latitude: {gt: 25.5}}", [HOME]),
        ("{latitude: {lt: 25.5}}", [OLD]),
        ("{latitude: {eq: 25.78}}", [HOME]),
        ("{latitude: {in: [25.78, 25.07]}}", [HOME, OLD]),
        ("{latitude: {gte: 1}}", [HOME, OLD]),
        # boolean
        ("{hasSign: {eq: true}}", []),
        ("{hasSign: {ne: true}}", ALL),
        # integer, big integer, instant, identifier
        ("{version: {eq: 1}, deputyCount: {gt: 0}}", [HOME, RIVER, RS_HOME]),
        ("{opinionCount: {in: [4, 1]}}", [HOME, RS_HOME]),
        ("{opinionCount: {notIn: [0]}}", [HOME, RS_HOME]),
        ('{createdAt: {gt: "2020-01-01T00:00:00Z", lt: "2020-01-01T00:00:00.5+08:00"}}', []),
        ('{id: {eq: "Station:3"}}', [TOWER]),
        ('{id: {ne: "Station:3"}}', [HOME, RIVER, RS_HOME, SIRONG, OLD]),
        ('{id: {in: ["Station:6", "Station:1", "Station:77"]}}', [HOME, OLD]),
        ('{id: {notIn: ["Station:6", "Station:1"]}}', [RIVER, TOWER, RS_HOME, SIRONG]),
        ("{id: {in: []}}", []),
    ],
)
def test_an_operator_holds_for_exactly_these(ask: Ask, where: str, expected: list[str]) -> None:
    assert chosen(ask, where) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{and: []}", ALL),
        ("{or: []}", []),
        ("{not: {}}", []),
        ("{not: {or: []}}", ALL),
        ("{kind: {eq: POINT}, or: [{state: {eq: CLOSED}}, {state: {eq: PLANNED}}]}", [OLD]),
        ("{or: [{kind: {eq: CENTRE}}, {and: [{kind: {eq: POINT}}, {state: {eq: CLOSED}}]}]}", [HOME, RS_HOME, OLD]),
        ('{and: [{kind: {eq: CENTRE}}, {code: {startsWith: "RS"}}]}', [RS_HOME]),
        ("{not: {kind: {eq: CENTRE}}}", [RIVER, TOWER, SIRONG, OLD]),
        ("{not: {not: {kind: {eq: CENTRE}}}}", [HOME, RS_HOME]),
    ],
)
def test_conditions_are_joined(ask: Ask, where: str, expected: list[str]) -> None:
    assert chosen(ask, where) == expected


@pytest.mark.parametrize(
    "condition",
    [
        '{address: {eq: "江峰街1号"}}',
        '{address: {ne: "江峰街1号"}}',
        '{address: {contains: "街"}}',
        '{address: {in: ["江峰街1号"]}}',
        '{address: {notIn: ["江峰街1号"]}}',
        '{establishedOn: {gt: "2023-05-01"}}',
        "{latitude: {lte: 25.5}}",
        '{parentCentre: {address: {eq: "江峰街1号"}}}',
        '{opinions: {every: {answer: {contains: "公交"}}}}',
        '{or: [{latitude: {lt: 25}}, {address: {startsWith: "D"}}]}',
    ],
)
def test_not_gives_exactly_the_other_records(ask: Ask, condition: str) -> None:
    """The logic has two values: where there is no value, an operator does not hold, so its `not` does."""
    meeting, others = chosen(ask, condition), chosen(ask, f"{{not: {condition}}}")

    assert sorted(meeting + others) == sorted(ALL)
    assert not set(meeting) & set(others)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{parentCentre: {}}", [RIVER, SIRONG]),
        ("{not: {parentCentre: {}}}", [HOME, TOWER, RS_HOME, OLD]),
        ('{parentCentre: {code: {eq: "RS-HOME"}}}', [SIRONG]),
        ('{hostRegion: {parent: {name: {startsWith: "三江"}}}}', [HOME, RIVER, TOWER]),
        ('{hostRegion: {code: {startsWith: "450226"}, kind: {eq: TOWN}}}', [HOME, RIVER, TOWER]),
        ("{branches: {some: {}}}", [HOME, RS_HOME]),
        ("{branches: {none: {}}}", [RIVER, TOWER, SIRONG, OLD]),
        ("{branches: {every: {state: {eq: ACTIVE}}}}", [HOME, RIVER, TOWER, SIRONG, OLD]),
        ("{branches: {some: {}, every: {state: {eq: ACTIVE}}}}", [HOME]),
        ("{branches: {}}", ALL),
        ("{opinions: {some: {channel: {eq: PAPER}}}}", [HOME]),
        ("{opinions: {none: {channel: {eq: IN_PERSON}}}}", [RIVER, TOWER, SIRONG, OLD]),
        ('{deputies: {some: {name: {eq: "覃一"}}}}', [HOME, RIVER]),
        ("{deputies: {some: {mandates: {some: {term: {congress: {level: {eq: CITY}}}}}}}}", [HOME]),
        ('{coverage: {some: {name: {eq: "林溪镇"}}}}', [HOME]),
        ('{coverage: {every: {name: {eq: "古宜镇"}}}, coverageCount: {gt: 0}}', [RIVER]),
        ('{receptionDays: {some: {startsAt: {lt: "10:00"}, place: {isNull: false}}}}', [HOME]),
    ],
)
def test_conditions_reach_across_links(ask: Ask, where: str, expected: list[str]) -> None:
    assert chosen(ask, where) == expected


@pytest.mark.parametrize(
    "where", ['{id: {eq: "Region:1"}}', '{id: {in: ["Station:1", "x"]}}', '{hostRegion: {id: {eq: "1"}}}']
)
def test_an_identifier_of_another_type_is_refused(ask: Ask, where: str) -> None:
    assert ask.code(f"{{ stations(where: {where}) {{ totalCount }} }}") == "VALIDATION"
