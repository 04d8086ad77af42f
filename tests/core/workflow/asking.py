"""How the tests of workflows ask: the actors, the mutations, and what is read of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.declarations.roles import Actor, Grant, Role
from schema.execution import Request
from schema.testing import Ask
from tests.core.workflow.permits import CITIZEN, CLERK, HEAD


def holder(name: str, role: Role, office: int = 1) -> Actor:
    """Somebody who holds the role in one office."""
    return Actor(name, (Grant(role.name, office, role.scope),))


CLARA, HEDWIG, CARL = holder("Clara", CLERK), holder("Hedwig", HEAD), holder("Carl", CITIZEN)

PAYLOAD = """{ permit { id version state note events { nodes { step fromState toState actor role reason remark } } }
    event { id step toState actor } errors { row code message field hint } }"""
ROWS = "{ permits { id version state } errors { row code } }"


def mutation(name: str, selection: str = PAYLOAD) -> str:
    """The document that takes the step."""
    kind = name[0].upper() + name[1:]
    arguments = "($input: " + kind + "Input!, $dry: Boolean = false)"
    return "mutation M" + arguments + " { done: " + name + "(input: $input, dryRun: $dry) " + selection + " }"


FILE, CHECK, GRANT, REFUSE, ANNOTATE = map(
    mutation, ("filePermit", "checkPermit", "grantPermit", "refusePermit", "annotatePermit")
)
CHECK_MANY = mutation("checkPermits", ROWS)


def take(ask: Ask, document: str, actor: Actor, locale: str = "en", **given: object) -> dict[str, Any]:
    """The payload of the step."""
    done: dict[str, Any] = ask(document, actor=actor, locale=locale, input=given)["done"]
    return done


def take_at_once(
    ask: Ask, document: str, actors: Sequence[Actor], *given: Mapping[str, object]
) -> list[dict[str, Any]]:
    """The payloads of steps taken at the same time, each by the actor at its place."""
    requests = [
        Request(query=document, variables={"input": one}, actor=actor) for actor, one in zip(actors, given, strict=True)
    ]
    return [answer["data"]["done"] for answer in ask.together(*requests)]


def code(payload: Mapping[str, Any]) -> str:
    """The code of the one refusal."""
    (error,) = payload["errors"]
    return str(error["code"])


def codes(payload: Mapping[str, Any]) -> dict[int, str]:
    """The code of each refused row."""
    return {error["row"]: error["code"] for error in payload["errors"]}


def read(ask: Ask, number: int) -> dict[str, Any]:
    """The permit as those see it who may see all."""
    query = "query Q($id: ID!) { permit(id: $id) { version state note events { nodes { step actor } } } }"
    everyone = Actor("everyone", (*CLARA.grants, *holder("", CLERK, 2).grants))
    found: dict[str, Any] = ask(query, actor=everyone, id=f"Permit:{number}")["permit"]
    return found
