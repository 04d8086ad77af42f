"""Mutations: one transaction each, and a payload read by the same compiler under the same rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from unittest.mock import create_autospec
from zoneinfo import ZoneInfo

import psycopg
import pytest
from graphql import parse
from structlog.testing import capture_logs

from core.declarations.roles import Actor
from core.foundation.urls import DatabaseUrl
from schema.compiler.compiler import Compilation
from schema.execution import Request, documents
from schema.testing import Ask, CountingDatabase
from tests.town.actors import HOME_STAFF, OPERATOR, PUBLIC, RONGSHUI_STAFF, SANJIANG_STAFF
from tests.town.requests import RECORD, an_opinion

COUNT = "{ opinions { totalCount } }"


def test_a_payload_is_a_selection_like_any_other(own_ask: Ask) -> None:
    answer = own_ask(
        """mutation M($input: RecordOpinionInput!, $no: Boolean = false) {
            __typename
            done: recordOpinion(input: $input) {
                __typename
                saved: opinion { ...Card place @skip(if: true) }
                opinion { ... on Opinion {
                    at: station { name opinions(where: {place: {isNull: false}}) { totalCount } }
                } ...Card }
                opinion { version @include(if: $no) answer }
                errors { code }
            }
        }
        fragment Card on Opinion { id number __typename ... on Node { id } }""",
        actor=HOME_STAFF,
        input=an_opinion(place="渡口"),
    )

    card = {"id": "Opinion:9", "number": "GY-HOME-00007", "__typename": "Opinion"}
    assert answer == {
        "__typename": "Mutation",
        "done": {
            "__typename": "RecordOpinionPayload",
            "saved": card,
            "opinion": {"at": {"name": "古宜镇人大代表之家", "opinions": {"totalCount": 3}}, **card, "answer": None},
            "errors": [],
        },
    }


def test_a_payload_is_read_under_the_rules(own_ask: Ask) -> None:
    """Whoever may record is still told only what they may read."""
    query = """mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) {
        opinion { station { deputies { totalCount } opinionCount } resident { pseudonym } } errors { code }
    } }"""

    answer = own_ask(query, actor=HOME_STAFF, input=an_opinion())

    shown = {"station": {"deputies": {"totalCount": 2}, "opinionCount": 7}, "resident": None}
    assert answer == {"recordOpinion": {"opinion": shown, "errors": []}}


def test_a_payload_that_may_not_be_read_is_refused_before_anything_is_done(own_ask: Ask) -> None:
    query = """mutation M($input: RecordOpinionInput!) {
        first: recordOpinion(input: $input) { opinion { id } errors { code } }
        second: recordOpinion(input: $input) { opinion { receivedBy { name phone } } errors { code } }
    }"""

    answer = own_ask.answer(query, actor=HOME_STAFF, input=an_opinion(receivedBy="Person:1"))

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FIELD_DENIED"]
    assert answer["errors"][0]["locations"] == [{"line": 3, "column": query.splitlines()[2].index("phone") + 1}]
    assert own_ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 7}}


def test_a_mutation_is_parsed_and_its_payload_compiled_once_for_all_requests(
    own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = """mutation M($input: RecordOpinionInput!, $no: Boolean = false) {
        recordOpinion(input: $input) { opinion { number text @skip(if: $no) } errors { code } }
    }"""
    parsed = create_autospec(parse, side_effect=parse)
    compiled = create_autospec(Compilation.render, side_effect=Compilation.render)
    monkeypatch.setattr(documents, "parse", parsed)
    monkeypatch.setattr(Compilation, "render", compiled)

    answers = [own_ask(query, actor=HOME_STAFF, input=an_opinion(text=text), no=False) for text in "ab"]
    other_shape = own_ask(query, actor=HOME_STAFF, input=an_opinion(text="c"), no=True)

    numbers = [answer["recordOpinion"]["opinion"] for answer in (*answers, other_shape)]
    assert numbers == [
        {"number": "GY-HOME-00007", "text": "a"},
        {"number": "GY-HOME-00008", "text": "b"},
        {"number": "GY-HOME-00009"},
    ]
    assert (parsed.call_count, compiled.call_count) == (1, 2)


def test_nothing_of_a_record_need_be_asked(own_ask: Ask) -> None:
    query = "mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) { errors { code } } }"

    assert own_ask(query, actor=HOME_STAFF, input=an_opinion()) == {"recordOpinion": {"errors": []}}
    assert own_ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 8}}


def test_a_dry_run_answers_and_saves_nothing(own_ask: Ask) -> None:
    query = """mutation M($input: RecordOpinionInput!, $dry: Boolean!) {
        recordOpinion(dryRun: $dry, input: $input) { opinion { number text } errors { code } } }"""

    tried = own_ask(query, actor=HOME_STAFF, dry=True, input=an_opinion(text="x"))
    counted = own_ask(COUNT, actor=HOME_STAFF)
    done = own_ask(query, actor=HOME_STAFF, dry=False, input=an_opinion(text="x"))

    assert tried == done == {"recordOpinion": {"opinion": {"number": "GY-HOME-00007", "text": "x"}, "errors": []}}
    assert counted == {"opinions": {"totalCount": 7}}
    assert own_ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 8}}


def test_mutations_of_a_request_run_one_after_the_other(own_ask: Ask) -> None:
    """In the order of the document, each in a transaction of its own (GraphQL specification, 6.2.2)."""
    answer = own_ask(
        """mutation M($good: RecordOpinionInput!, $bad: RecordOpinionInput!) {
            b: recordOpinion(input: $good) { opinion { serial station { opinionCount } } errors { code } }
            refused: recordOpinion(input: $bad) { opinion { serial } errors { code } }
            a: recordOpinion(input: $good) { opinion { serial station { opinionCount } } errors { code } }
        }""",
        actor=HOME_STAFF,
        good=an_opinion(),
        bad=an_opinion(text=" "),
    )

    assert list(answer) == ["b", "refused", "a"]
    assert answer["b"]["opinion"] == {"serial": 7, "station": {"opinionCount": 7}}
    assert answer["refused"] == {"opinion": None, "errors": [{"code": "VALIDATION"}]}
    assert answer["a"]["opinion"] == {"serial": 8, "station": {"opinionCount": 8}}


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (PUBLIC, "NOT_AUTHENTICATED"),
        (OPERATOR, "FORBIDDEN_SCOPE"),
        (SANJIANG_STAFF, "FORBIDDEN_SCOPE"),
        (RONGSHUI_STAFF, "FORBIDDEN_SCOPE"),
    ],
    ids=["nobody signed in", "another role", "a role of the county", "the role elsewhere"],
)
def test_who_may_not_is_told_so_and_nothing_is_saved(ask: Ask, actor: Actor, code: str) -> None:
    payload = ask(RECORD, actor=actor, input=an_opinion())["recordOpinion"]

    assert payload["opinion"] is None
    assert [error["code"] for error in payload["errors"]] == [code]
    assert ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 7}}


def test_a_refusal_says_what_why_and_what_to_do(ask: Ask) -> None:
    query = """mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) {
        errors { code message field hint citation __typename } } }"""
    given = an_opinion(handling="ON_THE_SPOT", receivedAt="2999-01-01T00:00:00Z")

    (english,) = ask(query, actor=HOME_STAFF, input=given)["recordOpinion"]["errors"]
    (chinese,) = ask(query, actor=HOME_STAFF, input=given, locale="zh_CN")["recordOpinion"]["errors"]

    assert english == {
        "code": "VALIDATION",
        "message": "The opinion cannot have been received at 2999-01-01T08:00:00+08:00: that is in the future.",
        "field": "receivedAt",
        "hint": "Send the time at which it was received, or leave it out for now.",
        "citation": None,
        "__typename": "UserError",
    }
    assert chinese["code"] == english["code"]
    assert chinese["field"] == english["field"]
    assert chinese["message"] != english["message"]
    assert "2999-01-01T08:00:00+08:00" in chinese["message"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"station": "Region:1"}, "station"),
        ({"station": "1"}, "station"),
        ({"receivedBy": "Person:x"}, "receivedBy"),
        ({"text": "a\0"}, "text"),
    ],
)
def test_an_input_that_cannot_be_read_is_a_refusal_of_the_payload(ask: Ask, given: dict[str, Any], field: str) -> None:
    (error,) = ask(RECORD, actor=HOME_STAFF, input=an_opinion(**given))["recordOpinion"]["errors"]

    assert (error["code"], error["field"]) == ("VALIDATION", field)


@pytest.mark.parametrize(
    "change", [{"channel": "PIGEON"}, {"text": None}, {"unknown": 1}, {"receivedAt": "yesterday"}, {"receivedAt": 1}]
)
def test_an_input_of_another_type_is_refused_before_anything_runs(ask: Ask, change: dict[str, Any]) -> None:
    assert ask.code(RECORD, actor=HOME_STAFF, input={**an_opinion(), **change}) == "BAD_USER_INPUT"


def test_a_mutation_is_not_sent_by_get(ask: Ask) -> None:
    """GET is for reading: a link on a web page must not change anything."""
    request = Request(query=RECORD, variables={"input": an_opinion()}, actor=HOME_STAFF, allow_mutation=False)

    (answer,) = ask.together(request)

    assert answer["errors"][0]["extensions"]["code"] == "MUTATION_BY_GET"
    assert ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 7}}


def test_a_fault_in_a_mutation_is_masked_and_saves_nothing(
    own_copy_ask: Ask, own_city: DatabaseUrl, caplog: pytest.LogCaptureFixture
) -> None:
    """Here a trigger that Renda knows nothing of; its words, which may hold values of rows, are not logged either."""
    with psycopg.connect(own_city.conninfo) as connection:
        connection.execute(
            """CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the secret of row 7'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON stations_opinion EXECUTE FUNCTION fail()"""
        )

    answer = own_copy_ask.answer(RECORD, actor=HOME_STAFF, input=an_opinion())

    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert answer["errors"][0]["path"] == ["recordOpinion"]
    assert "secret" not in str(answer) + caplog.text
    assert own_copy_ask(COUNT, actor=HOME_STAFF) == {"opinions": {"totalCount": 7}}


def test_a_mutation_that_waits_too_long_is_stopped(server: Ask, own_city: DatabaseUrl) -> None:
    """Here for a station that somebody else has locked; the client is told that it took too long, and may try again."""
    database = CountingDatabase(own_city, timeout_ms=200)
    with (
        server.moved(own_city, database=database) as ask,
        psycopg.connect(own_city.conninfo) as connection,
    ):
        connection.execute("SELECT FROM stations_station WHERE id = 1 FOR UPDATE")
        waited = ask(RECORD, actor=HOME_STAFF, input=an_opinion())["recordOpinion"]
        connection.rollback()
        repeated = ask(RECORD, actor=HOME_STAFF, input=an_opinion())["recordOpinion"]

    assert [error["code"] for error in waited["errors"]] == ["TIMEOUT"]
    assert (repeated["opinion"]["serial"], repeated["errors"]) == (7, [])


def test_what_the_database_forbids_is_refused_without_its_words(own_copy_ask: Ask, own_city: DatabaseUrl) -> None:
    """A check that only the database knows; the log names it, but no values, under the number the client is told."""
    with psycopg.connect(own_city.conninfo) as connection:
        connection.execute("ALTER TABLE stations_opinion ADD CONSTRAINT no_x CHECK (text <> 'forbidden')")

    with capture_logs() as lines:
        answer = own_copy_ask.answer(RECORD, actor=HOME_STAFF, input=an_opinion(text="forbidden"))

    (error,) = answer["data"]["recordOpinion"]["errors"]
    (line,) = (line for line in lines if line["log_level"] == "error")
    assert error["code"] == "CONFLICT"
    assert (line["kind"], line["constraint"]) == ("CheckViolation", "no_x")
    assert line["error_id"] in error["hint"]
    assert "no_x" not in str(answer)
    assert "forbidden" not in str(lines)
    assert own_copy_ask(RECORD, actor=HOME_STAFF, input=an_opinion())["recordOpinion"]["opinion"]["serial"] == 7


def test_a_server_may_be_told_the_time(server: Ask, own_city: DatabaseUrl) -> None:
    moment = datetime(2024, 2, 29, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    query = "mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) { opinion { receivedAt } } }"

    with server.moved(own_city, lambda: moment) as ask:
        answer = ask(query, actor=HOME_STAFF, input=an_opinion())

    assert answer == {"recordOpinion": {"opinion": {"receivedAt": "2024-02-29T12:00:00+08:00"}}}
