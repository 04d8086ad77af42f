"""What units ask for, where nobody need decide it any more."""

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
        *_pending(env, ReturnRequest, handling),
        *_pending(env, ExtensionRequest, handling),
    ]
    for one in asked:
        one.decision, one.decided_at = RequestDecision.LAPSED, env.now


def _pending(env: Env, definition: type[R], handling: Handling) -> Sequence[R]:
    request = env[definition]
    found = select(request).where(request.handling_id == handling.id, request.decision == RequestDecision.PENDING)
    return env.session.scalars(found).all()
