"""`search`: words of any length, Chinese ones too, found through an index and under the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text

from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, SANJIANG_STAFF


def found(ask: Ask, words: str, **options: Any) -> list[int]:  # noqa: ANN401 - an actor
    query = "query Q($words: String!) { opinions(search: $words) { totalCount nodes { serial } } }"
    list_ = ask(query, words=words, **options)["opinions"]
    assert list_["totalCount"] == len(list_["nodes"])
    return [node["serial"] for node in list_["nodes"]]


@pytest.mark.parametrize(
    ("words", "serials"),
    [
        ("路灯", [1, 2, 7]),
        ("灯", [1, 2, 7]),
        ("村口的路灯坏了三个月", [1]),
        ("路灯 晚上", [2]),
        ("晚上　路灯", [2]),
        ("  路灯\n坏  ", [1]),
        ("灯路", []),
        ("码头", [7]),
        ("bus", [3]),
        ("BUS late", [3]),
        ("ＢＵＳ ７", [3]),
        ("us", [3]),
        ("s 7", [3]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("' or 1=1", []),
        ("😀", []),
    ],
)
def test_every_word_is_found_wherever_it_stands(ask: Ask, words: str, serials: list[int]) -> None:
    assert found(ask, words) == serials


def test_a_search_covers_all_searched_texts_of_a_record(ask: Ask) -> None:
    """Each word may stand in another field, none across two."""
    query = "query Q($words: String!) { stations(search: $words) { nodes { code } } }"

    assert ask(query, words="鼓楼 square")["stations"]["nodes"] == [{"code": "LX-TOWER"}]
    assert ask(query, words="点drum")["stations"]["nodes"] == []


def test_a_search_goes_with_filters_orders_and_pages(ask: Ask) -> None:
    query = """query Q($after: String) {
        opinions(search: "路灯", where: {station: {code: {eq: "GY-HOME"}}},
            orderBy: [{receivedAt: DESC}], first: 1, after: $after) {
            totalCount nodes { serial } pageInfo { endCursor hasNextPage }
        }
    }"""

    first = ask(query)["opinions"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["opinions"]

    assert (first["totalCount"], first["nodes"], second["nodes"]) == (2, [{"serial": 2}], [{"serial": 1}])
    assert second["pageInfo"]["hasNextPage"] is False


def test_a_linked_list_is_searched_too(ask: Ask) -> None:
    answer = ask(
        '{ stations(where: {kind: {eq: CENTRE}}) { nodes { opinions(search: "路灯") { nodes { serial } } } } }'
    )

    assert [[each["serial"] for each in node["opinions"]["nodes"]] for node in answer["stations"]["nodes"]] == [
        [1, 2],
        [7],
    ]


def test_a_search_finds_only_what_the_actor_may_read(ask: Ask) -> None:
    assert found(ask, "邻居", actor=PUBLIC) == []
    assert found(ask, "邻居", actor=HOME_STAFF) == [4]
    assert found(ask, "内部", actor=SANJIANG_STAFF) == []


@pytest.mark.parametrize("words", ["", " ", "\t\n　"])
def test_a_search_needs_a_word(ask: Ask, words: str) -> None:
    assert ask.code("query Q($words: String!) { opinions(search: $words) { totalCount } }", words=words) == "VALIDATION"


def test_null_is_no_search(ask: Ask) -> None:
    assert ask.code("{ opinions(search: null) { totalCount } }") == "NULL_FILTER"


def test_a_model_without_searched_texts_has_no_search(ask: Ask) -> None:
    assert ask.code('{ receptionDays(search: "x") { totalCount } }') == "GRAPHQL_VALIDATION_FAILED"


MANY = """
INSERT INTO stations_opinion (number, serial, station_id, channel, received_at, category, text, visibility, handling)
SELECT 'N-' || n, 1000 + n, 1 + n % 4, 'PHONE', timestamptz '2024-01-01' + n * interval '1 minute', 'ROADS',
       (ARRAY['小区垃圾清运不及时', '学校门口车速太快',
           '老年食堂菜价偏高', '河边步道缺少座椅', '公交线路需要延长'])[1 + n % 5]
       || chr(19968 + n % 3000) || chr(19968 + n / 7 % 2000),
       'PUBLIC', 'TO_SUGGESTION'
FROM generate_series(1, 20000) AS n
"""


@pytest.fixture(scope="module")
def busy(database_server: ThrowawayServer, city_template: DatabaseUrl) -> Iterator[DatabaseUrl]:
    """The town with 20,000 opinions more."""
    url = database_server.make_database(city_template)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(MANY))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE stations_opinion"))
    engine.dispose()
    yield url
    database_server.drop_database(url)


@pytest.mark.parametrize("plan_option", ["", ", GENERIC_PLAN"], ids=["first executions", "prepared for good"])
def test_a_word_of_two_characters_is_found_through_the_index(busy: DatabaseUrl, server: Ask, plan_option: str) -> None:
    """With PostgreSQL's own choice of plan, whether it plans for the word or for any word."""
    with server.moved(busy) as ask:
        answer = ask("query Q($w: String!) { opinions(search: $w, first: 10) { totalCount nodes { text } } }", w="路灯")
        sql, parameters = ask.database.sent[-1]

    with psycopg.connect(busy.conninfo, cursor_factory=psycopg.RawCursor) as connection:
        given = () if plan_option else parameters
        plan = "\n".join(
            row[0] for row in connection.execute(f"EXPLAIN (COSTS OFF{plan_option}) ".encode() + sql, given)
        )

    assert answer["opinions"]["totalCount"] == 3
    assert plan.count("Bitmap Index Scan on ix_stations_opinion_search") == 2
    assert "Seq Scan on stations_opinion" not in plan
