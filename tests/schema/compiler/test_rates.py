"""Rates: shares of exactly the rows of a list, with the rows behind every number."""

from __future__ import annotations

from typing import Any

import pytest

from schema.execution import Request
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, SANJIANG_STAFF

CLOSED = "rates { closed { numerator denominator excluded value } }"


def closed(ask: Ask, arguments: str = "", **options: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    found: dict[str, Any] = ask(f"{{ opinions{arguments} {{ {CLOSED} }} }}", **options)["opinions"]["rates"]["closed"]
    return found


def test_a_rate_tells_numerator_denominator_excluded_and_value(ask: Ask) -> None:
    assert closed(ask) == {"numerator": 1, "denominator": 5, "excluded": 0, "value": 0.2}


def test_a_rate_counts_only_what_the_actor_may_read(ask: Ask) -> None:
    denominators = [closed(ask, actor=actor)["denominator"] for actor in (PUBLIC, HOME_STAFF, SANJIANG_STAFF)]

    assert denominators == [5, 7, 7]


@pytest.mark.parametrize(
    ("arguments", "counts"),
    [
        ("(where: {category: {eq: CULTURE}})", (1, 1)),
        ('(search: "路灯")', (0, 3)),
        ("(first: 0)", (1, 5)),
        ("(last: 1, orderBy: [{number: DESC}])", (1, 5)),
        ('(where: {station: {code: {eq: "GY-HOME"}}}, first: 1)', (1, 4)),
    ],
)
def test_a_rate_is_over_all_rows_of_the_list_whatever_the_page(
    ask: Ask, arguments: str, counts: tuple[int, int]
) -> None:
    found = closed(ask, arguments)

    assert (found["numerator"], found["denominator"]) == counts


def test_a_rate_of_nothing_has_no_value(ask: Ask) -> None:
    query = """{ opinions(where: {category: {eq: SAFETY}}) {
        rates { closed { numerator denominator value minimum byYear { year } } } } }"""

    assert ask(query)["opinions"]["rates"]["closed"] == {
        "numerator": 0,
        "denominator": 0,
        "value": None,
        "minimum": None,
        "byYear": [],
    }


@pytest.mark.parametrize(
    ("part", "numbers"),
    [
        ("NUMERATOR", ["GY-HOME-00005"]),
        ("DENOMINATOR", ["GY-HOME-00001", "GY-HOME-00002", "GY-HOME-00003", "GY-HOME-00005", "RS-HOME-00007"]),
        ("MISSING", ["GY-HOME-00001", "GY-HOME-00002", "GY-HOME-00003", "RS-HOME-00007"]),
        ("EXCLUDED", []),
    ],
)
def test_the_rows_behind_each_number_are_listed(ask: Ask, part: str, numbers: list[str]) -> None:
    query = """query Q($of: RatePart!) { opinions {
        rates { closed { evidence(of: $of) { totalCount nodes { number } } } } } }"""

    evidence = ask(query, of=part)["opinions"]["rates"]["closed"]["evidence"]

    assert evidence == {"totalCount": len(numbers), "nodes": [{"number": number} for number in numbers]}


def test_evidence_is_a_list_like_any_other(ask: Ask) -> None:
    """With filters, orders, cursors, links and rates of its own."""
    query = """query Q($after: String) { opinions { rates { closed {
        evidence(of: MISSING, first: 1, after: $after, where: {category: {eq: ROADS}}, orderBy: [{number: DESC}]) {
            totalCount pageInfo { hasNextPage endCursor } edges { node { number station { code } } }
            rates { answeredOnTheSpot { denominator } }
    } } } } }"""

    first = ask(query)["opinions"]["rates"]["closed"]["evidence"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["opinions"]["rates"]["closed"]["evidence"]

    nodes = [edge["node"] for page in (first, second) for edge in page["edges"]]
    assert nodes == [
        {"number": "RS-HOME-00007", "station": {"code": "RS-HOME"}},
        {"number": "GY-HOME-00003", "station": {"code": "GY-HOME"}},
    ]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    assert first["rates"]["answeredOnTheSpot"]["denominator"] == 3


def test_a_list_linked_to_each_record_has_rates_of_its_own(ask: Ask) -> None:
    query = """{ stations(where: {opinionCount: {gt: 0}}) { nodes { code opinions { rates { closed {
        value minimum evidence(of: NUMERATOR) { totalCount } byYear { year evidence(of: DENOMINATOR) { totalCount } }
    } } } } } }"""

    nodes = ask(query)["stations"]["nodes"]

    assert nodes == [
        {"code": code, "opinions": {"rates": {"closed": expected}}}
        for code, expected in (
            (
                "GY-HOME",
                {
                    "value": 0.25,
                    "minimum": 0.25,
                    "evidence": {"totalCount": 1},
                    "byYear": [{"year": 2024, "evidence": {"totalCount": 4}}],
                },
            ),
            (
                "RS-HOME",
                {
                    "value": 0,
                    "minimum": 0,
                    "evidence": {"totalCount": 0},
                    "byYear": [{"year": 2024, "evidence": {"totalCount": 1}}],
                },
            ),
        )
    ]


def test_the_basis_is_told_in_the_language_of_the_request_by_the_same_plan(ask: Ask) -> None:
    query = "{ opinions { rates { closed { basis } } } }"
    requests = [Request(query=query, locale=locale) for locale in ("en", "zh_CN", "en")]

    bodies = [ask.send(request)[0].body.decode() for request in requests]

    assert "All opinions received" in bodies[0]
    assert "接收的全部群众意见" in bodies[1]
    assert bodies[2] == bodies[0]
    assert len({sql for sql, _ in ask.database.sent[-3:]}) == 1


def test_rates_of_several_kinds_are_counted_by_one_scan(ask: Ask) -> None:
    ask("{ opinions { rates { closed { value numerator } answeredOnTheSpot { value denominator } } } }")

    assert ask.database.sent[-1][0].decode().count("FROM stations_opinion") == 1


def test_types_and_repeated_fields_are_answered_as_anywhere(ask: Ask) -> None:
    query = """{ opinions { rates { __typename closed { numerator } closed { __typename byYear { __typename } }
        again: closed { one: minimum two: minimum byYear { year } years: byYear { value } } } } }"""

    assert ask(query)["opinions"]["rates"] == {
        "__typename": "OpinionRates",
        "closed": {"numerator": 1, "__typename": "OpinionYearlyRate", "byYear": [{"__typename": "OpinionYearRate"}]},
        "again": {"one": 0.2, "two": 0.2, "byYear": [{"year": 2024}], "years": [{"value": 0.2}]},
    }


def test_a_refusal_within_evidence_tells_where_it_arose(ask: Ask) -> None:
    query = """{ opinions { rates { closed {
        evidence(of: NUMERATOR, after: "x") { totalCount } } } } }"""

    refusal = ask.refusal(query)

    assert refusal["extensions"]["code"] == "BAD_CURSOR"
    assert refusal["locations"] == [{"line": 2, "column": 9}]


def test_too_much_evidence_for_one_statement_is_refused(ask: Ask) -> None:
    many = " ".join(f"e{n}: evidence(of: NUMERATOR) {{ totalCount }}" for n in range(250))

    assert ask.code(f"{{ opinions {{ rates {{ closed {{ {many} }} }} }} }}") == "TOO_DEEP"
