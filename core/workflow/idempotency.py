"""Knows a change that is sent again by its key: it is answered again and not repeated."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from core.workflow.inputs import LONGEST_KEY
from core.workflow.refusals import IdempotencyKeyReused
from core.workflow.requests import StepRequest, StepResult, normalized

if TYPE_CHECKING:
    from core.declarations.models import Model
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.runtime.env import Env

DIGEST = "request_digest"
"""The column of every history in which the engine keeps what was asked under a key; no field, so no client reads it."""

DIGEST_LENGTH = 64
"""Digits of a SHA-256."""


@dataclass(frozen=True)
class Key:
    """What a change is known again by: the client's key, and a digest of what was asked under it."""

    text: str
    digest: str

    @property
    def columns(self) -> dict[str, object]:
        """What the event keeps of it."""
        return {"idempotency_key": self.text, DIGEST: self.digest}


def key_of(step: ComposedStep, request: StepRequest) -> Key | None:
    """The key of the order; None where the client gave none.

    The version is no part of the digest: a client may well read the record again before it sends the change again.

    Raises:
        TextTooLong: if the key is longer than the records take.
    """
    text = normalized(request.key, LONGEST_KEY, "idempotency_key")
    if text is None:
        return None
    given: Any = request.input
    asked = [step.name, dataclasses.asdict(given), normalized(request.reason, None, "reason")]
    written = json.dumps(asked, sort_keys=True, default=_plain)
    return Key(text, sha256(written.encode()).hexdigest())


def _plain(value: object) -> str:
    """A value that JSON does not know; a member by its name, since labels are reworded."""
    return value.name if isinstance(value, Enum) else str(value)


class IdempotencyKeys:
    """The changes to the records of one workflow that were made under keys."""

    def __init__(self, env: Env, workflow: ComposedWorkflow) -> None:
        self._env = env
        self._workflow = workflow

    def hold(self, text: str) -> None:
        """Let everyone wait who sends the same key for the same actor, until the end of the change."""
        number = func.hashtextextended(f"{self._env.actor.name}\n{text}", 0)
        self._env.session.execute(select(func.pg_advisory_xact_lock(number)))

    def find(self, step: ComposedStep, request: StepRequest, key: Key) -> StepResult | None:
        """What the actor's change under the same key did, if there was one; two of them wait for each other.

        Raises:
            IdempotencyKeyReused: if it was another step, on another record, or asked for something else.
        """
        event: Any = self._env[self._workflow.event]
        self.hold(key.text)
        mine = select(event).where(event.actor == self._env.actor.name, event.idempotency_key == key.text)
        known = self._env.session.scalars(mine).first()
        if known is None:
            return None
        record: Model = getattr(known, self._workflow.subject)
        other = known.step != step.name or request.number not in (None, record.id)
        if other or getattr(known, DIGEST) not in (None, key.digest):
            used = self._workflow.steps.get(known.step)
            raise IdempotencyKeyReused(step=used.step.label if used else known.step, field="idempotency_key")
        return StepResult(record, known)
