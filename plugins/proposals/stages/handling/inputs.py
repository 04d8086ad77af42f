"""Inputs of the steps of the handling units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from core.api import Ref, _, label
from plugins.proposals.models import (
    CoHandlingOpinion,
    ContactLog,
    ContactMode,
    ContactStage,
    ExtensionRequest,
)
from plugins.proposals.records.handlings import HandlingInput


@dataclass(frozen=True, kw_only=True)
class SignForInput(HandlingInput):
    """Who is in charge in the unit that signs for the suggestion."""

    leader_in_charge: str | None = field(default=None, metadata=label(_("Leader in charge")))
    section: str | None = field(default=None, metadata=label(_("Section in charge")))
    officer: str | None = field(default=None, metadata=label(_("Officer in charge")))


@dataclass(frozen=True, kw_only=True)
class FileWorkPlanInput(HandlingInput):
    """The work plan of a unit."""

    work_plan: str = field(metadata=label(_("Work plan")))


@dataclass(frozen=True, kw_only=True)
class LogContactInput(HandlingInput):
    """A talk with the deputy."""

    stage: ContactStage = field(metadata=label(_("Stage")))
    mode: ContactMode = field(metadata=label(_("How")))
    at: datetime = field(metadata=label(_("Time of the contact")))
    with_whom: str = field(metadata=label(_("Who took part")))
    summary: str = field(metadata=label(_("What was said")))


@dataclass(frozen=True, kw_only=True)
class ConfirmContactInput:
    """A contact that took place as it was recorded."""

    contact: Ref[ContactLog] = field(metadata=label(_("Contact that took place")))


@dataclass(frozen=True, kw_only=True)
class SubmitCoOpinionInput(HandlingInput):
    """The opinion of a co-handling unit."""

    document_no: str = field(metadata=label(_("Document number")))
    text: str = field(metadata=label(_("Text")))


@dataclass(frozen=True, kw_only=True)
class AcceptCoOpinionInput:
    """An opinion the lead unit can use."""

    opinion: Ref[CoHandlingOpinion] = field(metadata=label(_("Co-handling opinion")))


@dataclass(frozen=True, kw_only=True)
class RequestCoOpinionAgainInput:
    """An opinion the lead unit cannot use; the reason says what is missing."""

    opinion: Ref[CoHandlingOpinion] = field(metadata=label(_("Co-handling opinion")))


@dataclass(frozen=True, kw_only=True)
class RequestExtensionInput(HandlingInput):
    """How much more time a unit needs; the deputy reads the reason."""

    until: date = field(metadata=label(_("Day until which more time is asked for")))


@dataclass(frozen=True, kw_only=True)
class DecideExtensionInput:
    """The decision on a request for more time; a refusal needs its reason."""

    request: Ref[ExtensionRequest] = field(metadata=label(_("Request for more time")))
    accept: bool = field(metadata=label(_("Whether the request is granted")))
