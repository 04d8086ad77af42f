"""Inputs of a request to return a suggestion, and of the decision on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.api import Ref, _, label
from plugins.congress.models import Organization
from plugins.proposals.models import Handling, ReturnRequest
from plugins.proposals.records.handlings import HandlingInput


@dataclass(frozen=True, kw_only=True)
class RequestReturnInput(HandlingInput):
    """Which handling a unit asks to return, and who signed for that."""

    handling: Ref[Handling] = field(metadata=label(_("Handling by the unit")))
    proposed_unit: Ref[Organization] | None = field(default=None, metadata=label(_("Unit it should go to")))
    signed_by: str = field(metadata=label(_("Leader of the unit who signed")))


@dataclass(frozen=True, kw_only=True)
class DecideReturnInput:
    """Whether a unit's request is granted, and which unit takes its place."""

    request: Ref[ReturnRequest] = field(metadata=label(_("Request to return it")))
    accept: bool = field(metadata=label(_("Whether the request is granted")))
    unit: Ref[Organization] | None = field(
        default=None, metadata=label(_("Unit that takes its place; needed unless it was a co-handling one"))
    )
