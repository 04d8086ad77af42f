from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from core.access import PUBLIC_READER, Actor, Grant, Role
from core.words import LOCALES
from schema.testing import Ask
from tests.workflow.permits import CITIZEN, CLERK, HEAD


def holder(name: str, role: Role, office: int = 1) -> Actor:
    return Actor(name, (Grant(role.name, office, role.scope),))


CLARA, HEDWIG, CARL = holder("Clara", CLERK), holder("Hedwig", HEAD), holder("Carl", CITIZEN)

PAYLOAD = """{ permit { id version state note events { nodes { step fromState toState actor role reason remark } } }
    event { step toState actor } errors { code message field hint } }"""
FILE = "mutation M($input: FilePermitInput!) { done: filePermit(input: $input) " + PAYLOAD + "}"
CHECK = "mutation M($input: CheckPermitInput!) { done: checkPermit(input: $input) " + PAYLOAD + "}"
GRANT = "mutation M($input: GrantPermitInput!) { done: grantPermit(input: $input) " + PAYLOAD + "}"
REFUSE = "mutation M($input: RefusePermitInput!) { done: refusePermit(input: $input) " + PAYLOAD + "}"


def take(ask: Ask, mutation: str, actor: Actor, locale: str = "en", **given: object) -> dict[str, Any]:
    done: dict[str, Any] = ask(mutation, actor=actor, locale=locale, input=given)["done"]
    return done


def code(payload: Mapping[str, Any]) -> str:
    (error,) = payload["errors"]
    return str(error["code"])


def test_a_record_goes_from_its_making_to_its_end(ask: Ask) -> None:
    filed = take(ask, FILE, CARL, office="Office:1", title="a wall")
    number = filed["permit"]["id"]
    checked = take(ask, CHECK, CLARA, id=number, expectedVersion=filed["permit"]["version"], note="fine")

    assert filed["errors"] == checked["errors"] == []
    assert checked["permit"]["state"] == "CHECKED"
    assert checked["event"] == {"step": "check_permit", "toState": "CHECKED", "actor": "Clara"}
    assert [
        (one["step"], one["fromState"], one["toState"], one["role"]) for one in checked["permit"]["events"]["nodes"]
    ] == [
        ("file_permit", None, "FILED", "citizen"),
        ("check_permit", "FILED", "CHECKED", "clerk"),
    ]


def test_an_old_version_is_refused_with_the_record_as_it_is_now(ask: Ask) -> None:
    take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="first")

    late = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="second")

    assert code(late) == "STALE_VERSION"
    assert (late["permit"]["state"], late["permit"]["note"], late["event"]) == ("CHECKED", "first", None)


def test_a_step_the_state_does_not_allow_names_the_state_and_what_is_possible(ask: Ask) -> None:
    english, chinese = (
        take(ask, GRANT, HEDWIG, locale, id="Permit:10", expectedVersion=1)["errors"][0] for locale in LOCALES
    )

    assert (english["code"], english["message"]) == (
        "INVALID_TRANSITION",
        "“Grant” is not possible while the state is “Filed”.",
    )
    assert english["hint"] == "Possible now: Check, Refuse."
    assert chinese["message"] != english["message"]


@pytest.mark.parametrize(
    ("actor", "number", "expected"),
    [
        (PUBLIC_READER, 10, "NOT_AUTHENTICATED"),
        (CARL, 10, "FORBIDDEN_SCOPE"),
        (holder("Clara", CLERK, 2), 10, "FORBIDDEN_SCOPE"),
        (CLARA, 20, "NOT_FOUND"),
        (CLARA, 99, "NOT_FOUND"),
    ],
)
def test_who_may_not_take_it_is_refused_and_learns_nothing_of_hidden_records(
    ask: Ask, actor: Actor, number: int, expected: str
) -> None:
    assert code(take(ask, CHECK, actor, id=f"Permit:{number}", expectedVersion=7, note="")) == expected
