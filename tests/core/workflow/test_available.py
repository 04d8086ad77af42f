"""`availableSteps` says what may be done next, to whom it may be done, and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.contribution import Contribution
from core.declarations.environments import Env, RuleEnv
from core.declarations.models import extensible, field
from core.declarations.roles import PUBLIC_READER, SYSTEM_ACTOR, Actor
from core.declarations.workflows import Step, StepContext, WorkflowExtension, allow, condition
from schema.testing import Ask
from tests.core.workflow.asking import CARL, CLARA, HEDWIG, holder, mutation, take
from tests.core.workflow.conftest import LOCALES, Change, fill
from tests.core.workflow.permits import CLERK, HEAD, PERMITS, Blocked, Permit, PermitState, of_clerk


class SecretPermit(Permit):
    """A permit with a remark for the head of the office alone."""

    suspect: Mapped[bool] = field(label="Suspect", default=False, server_default="false", audience=(HEAD,))

    @extensible
    def stamp(self, env: Env, context: StepContext[object]) -> None:
        """Stamp a permit."""


def unsuspected(env: RuleEnv, permit: type[SecretPermit]) -> ColumnElement[bool]:
    """A permit about which the head has no suspicion."""
    return permit.suspect.is_(False)


STAMP = Step(
    name="stamp_permit",
    label="Stamp",
    sources=(PermitState.FILED,),
    permission=(allow(CLERK, of_clerk),),
    effect=SecretPermit.stamp,
    guards=(condition(Blocked, unsuspected),),
)
SECRETS = Contribution(
    plugin="secrets",
    depends=frozenset({"permits"}),
    package="secrets",
    models=(SecretPermit,),
    workflows=(WorkflowExtension(model=SecretPermit, steps=(STAMP,)),),
)
STEPS = """query Q($id: ID!) {
    permit(id: $id) { state availableSteps { name label allowed refusal code hint needsReason } } }"""
NAMES = "{ permits(first: 20) { nodes { id availableSteps { name allowed } } } }"
UNPAID = """mutation M($input: CheckPermitInput!) {
    checkPermit(input: $input) { permit { availableSteps { name allowed code } } } }"""


def steps(ask: Ask, number: int, actor: Actor = PUBLIC_READER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(STEPS, actor=actor, id=f"Permit:{number}")["permit"]["availableSteps"]
    return found


def test_each_reader_sees_the_steps_of_their_own_roles(ask: Ask) -> None:
    assert [step["name"] for step in steps(ask, 10, CLARA)] == ["checkPermit", "annotatePermit"]
    assert [step["name"] for step in steps(ask, 10, HEDWIG)] == ["checkPermit", "refusePermit"]
    assert [step["name"] for step in steps(ask, 10, CARL)] == ["opposePermit"]
    assert steps(ask, 10) == []


def test_a_role_in_another_scope_has_nothing_to_do_there(ask: Ask) -> None:
    assert steps(ask, 10, holder("Hedwig", HEAD, 2)) == []


def test_what_the_system_does_is_shown_to_the_system_alone(ask: Ask) -> None:
    assert [step["name"] for step in steps(ask, 12, SYSTEM_ACTOR)] == ["archivePermit"]
    assert [step["name"] for step in steps(ask, 12, CLARA)] == ["annotatePermit"]


def test_a_step_that_asks_for_a_reason_says_so(ask: Ask) -> None:
    assert [(step["name"], step["needsReason"]) for step in steps(ask, 11, HEDWIG)] == [
        ("grantPermit", False),
        ("refusePermit", True),
    ]


def test_a_condition_that_does_not_hold_is_told_beforehand(ask: Ask, change: Change) -> None:
    change("UPDATE permits_permit SET paid = false")

    granting = steps(ask, 11, HEDWIG)[0]

    assert granting == {
        "name": "grantPermit",
        "label": "Grant",
        "allowed": False,
        "refusal": "The fee was not paid.",
        "code": "FEE_MISSING",
        "hint": "Pay it.",
        "needsReason": False,
    }


def test_a_condition_judges_by_columns_that_the_reader_may_not_read(
    database_server: ThrowawayServer, request: pytest.FixtureRequest
) -> None:
    generation = compose([PERMITS, SECRETS], locale_folders=LOCALES)
    request.addfinalizer(generation.dispose)

    with Ask(generation, fill(database_server, generation)) as asking:
        offered = [step for step in steps(asking, 10, CLARA) if step["name"] == "stampPermit"]
        payload = take(asking, mutation("stampPermit"), CLARA, id="Permit:10", expectedVersion=1)

    assert [step["allowed"] for step in offered] == [True]
    assert payload["errors"] == []


def test_a_payload_shows_what_is_possible_after_the_step(ask: Ask) -> None:
    given = {"id": "Permit:10", "expectedVersion": 1, "note": "fine"}

    payload = ask(UNPAID, actor=HEDWIG, input=given)["checkPermit"]

    assert payload["permit"]["availableSteps"] == [
        {"name": "grantPermit", "allowed": True, "code": None},
        {"name": "refusePermit", "allowed": True, "code": None},
    ]


def test_a_list_with_the_steps_of_every_record_is_one_statement(ask: Ask) -> None:
    before = ask.database.statements

    nodes = ask(NAMES, actor=HEDWIG)["permits"]["nodes"]

    assert ask.database.statements == before + 1
    assert {node["id"]: len(node["availableSteps"]) for node in nodes} == {
        "Permit:10": 2,
        "Permit:11": 2,
        "Permit:12": 0,
        "Permit:13": 0,
        "Permit:14": 0,
        "Permit:15": 0,
    }
