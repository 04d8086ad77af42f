"""What is asked for when a suggestion is given to its units, or given back by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, says
from plugins.congress.models import Organization
from plugins.proposals.models import AssignmentBatch, Handling, HandlingRole, ReturnRequest


@dataclass(frozen=True, kw_only=True)
class AssignedUnitInput:
    """A unit with its part in the handling."""

    unit: Ref[Organization] = field(metadata=says(_("Undertaking unit")))
    role: HandlingRole = field(metadata=says(_("Part in the handling")))
    part: str | None = field(
        default=None, metadata=says(_("Part the unit handles, in up to 500 characters; required for a separate unit"))
    )


@dataclass(frozen=True, kw_only=True)
class AssignSuggestionInput:
    """The units: one in the lead with any number of helpers, or two and more that each handle a part of their own."""

    units: list[AssignedUnitInput] = field(metadata=says(_("Undertaking units")))
    batch: Ref[AssignmentBatch] | None = field(
        default=None, metadata=says(_("Batch of today that it is assigned with; by default a new one"))
    )
    meeting_on: date | None = field(default=None, metadata=says(_("Day of the assignment meeting, for a new batch")))
    jointly_with_government: bool = field(
        default=False, metadata=says(_("Whether it is assigned jointly with the government's office, for a new batch"))
    )


@dataclass(frozen=True, kw_only=True)
class RequestReturnInput:
    """Which handling a unit asks to return, and who signed for that."""

    handling: Ref[Handling] = field(metadata=says(_("Handling by the unit")))
    proposed_unit: Ref[Organization] | None = field(default=None, metadata=says(_("Unit it should go to")))
    signed_by: str = field(metadata=says(_("Leader of the unit who signed")))


@dataclass(frozen=True, kw_only=True)
class DecideReturnInput:
    """Whether a unit's request is granted, and which unit takes its place."""

    request: Ref[ReturnRequest] = field(metadata=says(_("Request to return it")))
    accept: bool = field(metadata=says(_("Whether the request is granted")))
    unit: Ref[Organization] | None = field(
        default=None, metadata=says(_("Unit that takes its place; needed unless it was a co-handling one"))
    )
