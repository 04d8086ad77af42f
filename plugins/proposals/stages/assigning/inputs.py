"""Inputs of the assignment of a suggestion to its units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, label
from plugins.congress.models import Organization
from plugins.proposals.models import AssignmentBatch, HandlingRole


@dataclass(frozen=True, kw_only=True)
class AssignedUnitInput:
    """A unit with its part in the handling."""

    unit: Ref[Organization] = field(metadata=label(_("Undertaking unit")))
    role: HandlingRole = field(metadata=label(_("Part in the handling")))
    part: str | None = field(
        default=None, metadata=label(_("Part the unit handles, in up to 500 characters; required for a separate unit"))
    )


@dataclass(frozen=True, kw_only=True)
class AssignSuggestionInput:
    """The units: one in the lead with any number of helpers, or two and more that each handle a part of their own."""

    units: list[AssignedUnitInput] = field(metadata=label(_("Undertaking units")))
    batch: Ref[AssignmentBatch] | None = field(
        default=None, metadata=label(_("Batch of today that it is assigned with; by default a new one"))
    )
    meeting_on: date | None = field(default=None, metadata=label(_("Day of the assignment meeting, for a new batch")))
    jointly_with_government: bool = field(
        default=False, metadata=label(_("Whether it is assigned jointly with the government's office, for a new batch"))
    )
