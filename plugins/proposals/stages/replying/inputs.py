"""Inputs of a reply."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, says
from plugins.proposals.models import OutcomeClass, PublicAttribute, RequestPoint
from plugins.proposals.records.handlings import HandlingInput


@dataclass(frozen=True, kw_only=True)
class PointAnswer:
    """The answer to one point of a suggestion."""

    point: Ref[RequestPoint] = field(metadata=says(_("Point that is answered")))
    answer: str = field(metadata=says(_("Answer")))


@dataclass(frozen=True, kw_only=True)
class CommitmentInput:
    """What a unit promises, and until when."""

    text: str = field(metadata=says(_("What is promised")))
    due_on: date = field(metadata=says(_("Due on")))
    planned_stage: str | None = field(default=None, metadata=says(_("Stage to be reached")))


@dataclass(frozen=True, kw_only=True)
class IssueReplyInput(HandlingInput):
    """A unit's letter of reply, as its leader signs it."""

    document_no: str = field(metadata=says(_("Document number")))
    title: str | None = field(default=None, metadata=says(_("Title; by default that of the letter")))
    situation: str = field(metadata=says(_("Situation")))
    plan: str = field(metadata=says(_("What was done, and what comes next")))
    outcome_class: Ref[OutcomeClass] | None = field(default=None, metadata=says(_("Class of its outcome")))
    answers: list[PointAnswer] = field(default_factory=list, metadata=says(_("Answers, point by point")))
    commitments: list[CommitmentInput] = field(default_factory=list, metadata=says(_("Commitments")))
    signer: str = field(metadata=says(_("Signer")))
    signer_title: str = field(metadata=says(_("Office of the signer")))
    contact_name: str | None = field(default=None, metadata=says(_("Contact person")))
    contact_phone: str | None = field(default=None, metadata=says(_("Telephone of the contact")))
    copies_to: str | None = field(default=None, metadata=says(_("Copies to")))
    public_attribute: PublicAttribute = field(
        default=PublicAttribute.PUBLIC, metadata=says(_("Whether it may be published"))
    )
    not_public_reason: str | None = field(default=None, metadata=says(_("Why it may not be published")))
    face_to_face: bool = field(default=False, metadata=says(_("Given to the deputy face to face")))
    evidence: str | None = field(default=None, metadata=says(_("Evidence")))
    answers_comment: str | None = field(default=None, metadata=says(_("What was done about the deputy's comment")))
