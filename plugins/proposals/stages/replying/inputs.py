"""Inputs of a reply."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, label
from plugins.proposals.models import OutcomeClass, PublicAttribute, RequestPoint
from plugins.proposals.records.handlings import HandlingInput


@dataclass(frozen=True, kw_only=True)
class PointAnswer:
    """The answer to one point of a suggestion."""

    point: Ref[RequestPoint] = field(metadata=label(_("Point that is answered")))
    answer: str = field(metadata=label(_("Answer")))


@dataclass(frozen=True, kw_only=True)
class CommitmentInput:
    """What a unit promises, and until when."""

    text: str = field(metadata=label(_("What is promised")))
    due_on: date = field(metadata=label(_("Due on")))
    planned_stage: str | None = field(default=None, metadata=label(_("Stage to be reached")))


@dataclass(frozen=True, kw_only=True)
class IssueReplyInput(HandlingInput):
    """A unit's letter of reply, as its leader signs it."""

    document_no: str = field(metadata=label(_("Document number")))
    title: str | None = field(default=None, metadata=label(_("Title; by default that of the letter")))
    situation: str = field(metadata=label(_("Situation")))
    plan: str = field(metadata=label(_("What was done, and what comes next")))
    outcome_class: Ref[OutcomeClass] | None = field(default=None, metadata=label(_("Class of its outcome")))
    answers: list[PointAnswer] = field(default_factory=list, metadata=label(_("Answers, point by point")))
    commitments: list[CommitmentInput] = field(default_factory=list, metadata=label(_("Commitments")))
    signer: str = field(metadata=label(_("Signer")))
    signer_title: str = field(metadata=label(_("Office of the signer")))
    contact_name: str | None = field(default=None, metadata=label(_("Contact person")))
    contact_phone: str | None = field(default=None, metadata=label(_("Telephone of the contact")))
    copies_to: str | None = field(default=None, metadata=label(_("Copies to")))
    public_attribute: PublicAttribute = field(
        default=PublicAttribute.PUBLIC, metadata=label(_("Whether it may be published"))
    )
    not_public_reason: str | None = field(default=None, metadata=label(_("Why it may not be published")))
    face_to_face: bool = field(default=False, metadata=label(_("Given to the deputy face to face")))
    evidence: str | None = field(default=None, metadata=label(_("Evidence")))
    answers_comment: str | None = field(default=None, metadata=label(_("What was done about the deputy's comment")))
