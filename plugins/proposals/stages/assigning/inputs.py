"""Inputs of the assignment of a suggestion to its units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, says
from plugins.congress.models import Organization
from plugins.proposals.models import AssignmentBatch, HandlingRole


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
