"""Requests of units that wait for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from core.api import Env
from plugins.proposals.models import ExtensionRequest, Handling, RequestDecision, ReturnRequest

R = TypeVar("R", ReturnRequest, ExtensionRequest)


def let_lapse(env: Env, handling: Handling) -> None:
    """End what the unit asks for and nobody has decided: it has replied, or handles the suggestion no longer."""
    asked: list[ReturnRequest | ExtensionRequest] = [
        *pending_requests(env, ReturnRequest, handling),
        *pending_requests(env, ExtensionRequest, handling),
    ]
    for one in asked:
        one.decision, one.decided_at = RequestDecision.LAPSED, env.now


def decide(env: Env, request: ReturnRequest | ExtensionRequest, *, accept: bool, reason: str | None) -> None:
    """Grant the request or refuse it, with who decided and why."""
    request.decision = RequestDecision.ACCEPTED if accept else RequestDecision.REFUSED
    request.decision_reason, request.decided_at, request.decided_by = reason, env.now, env.actor.name


def pending_requests(env: Env, definition: type[R], handling: Handling) -> Sequence[R]:
    """The requests of that kind by the handling unit that wait for a decision."""
    request = env[definition]
    found = select(request).where(request.handling_id == handling.id, request.decision == RequestDecision.PENDING)
    return env.session.scalars(found).all()
