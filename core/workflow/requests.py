"""A step that somebody wants taken, and what came of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.workflow.refusals import TextTooLong

if TYPE_CHECKING:
    from core.declarations.models import Model
    from core.values.choices import Choice


@dataclass(frozen=True, kw_only=True)
class StepRequest:
    """A step somebody wants taken: on which record and version, with which input, why, and under which key."""

    number: int | None
    version: int | None
    input: object
    reason: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class StepResult:
    """A step that was taken: the record as it then stood, and its event."""

    record: Model
    event: Model


class WrongTargetError(RuntimeError):
    """An effect that named a state its step does not reach: a fault of the plugin, not of the client."""

    def __init__(self, step: str, before: Choice | None, after: Choice) -> None:
        """Say which step, from where and to where."""
        super().__init__(f"{step} gave {after}, which is none of the states it reaches from {before}")


def normalized(text: str | None, longest: int | None, field: str) -> str | None:
    """The text in the composed form of Unicode, without blanks around it; None where nothing is left."""
    cleaned = unicodedata.normalize("NFC", text or "").strip()
    if longest is not None and len(cleaned) > longest:
        raise TextTooLong(length=len(cleaned), longest=longest, field=field)
    return cleaned or None
