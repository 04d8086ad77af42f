"""Inputs of the steps that follow a commitment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, says
from plugins.proposals.models import Commitment, OutcomeClass, PublicAttribute, Reply


@dataclass(frozen=True, kw_only=True)
class UpdateCommitmentInput:
    """A commitment that was kept, and what shows it."""

    commitment: Ref[Commitment] = field(metadata=says(_("Commitment that was kept")))
    evidence: str | None = field(default=None, metadata=says(_("Evidence")))


@dataclass(frozen=True, kw_only=True)
class ChangeCommitmentInput:
    """Another day, and if need be another text, for a commitment; the deputy reads the reason."""

    commitment: Ref[Commitment] = field(metadata=says(_("Commitment that is changed")))
    due_on: date = field(metadata=says(_("Due on")))
    text: str | None = field(default=None, metadata=says(_("What is promised; by default as before")))
    planned_stage: str | None = field(default=None, metadata=says(_("Stage to be reached")))


@dataclass(frozen=True, kw_only=True)
class SupplementReplyInput:
    """What a unit adds to its reply when what was promised is done."""

    reply: Ref[Reply] = field(metadata=says(_("Reply it adds to")))
    document_no: str = field(metadata=says(_("Document number")))
    title: str | None = field(default=None, metadata=says(_("Title; by default that of the letter")))
    situation: str = field(metadata=says(_("Situation")))
    plan: str = field(metadata=says(_("What was done, and what comes next")))
    outcome_class: Ref[OutcomeClass] | None = field(
        default=None, metadata=says(_("Class of its outcome; by default as before"))
    )
    evidence: str | None = field(default=None, metadata=says(_("Evidence")))
    signer: str = field(metadata=says(_("Signer")))
    signer_title: str = field(metadata=says(_("Office of the signer")))
    public_attribute: PublicAttribute = field(
        default=PublicAttribute.PUBLIC, metadata=says(_("Whether it may be published"))
    )
    not_public_reason: str | None = field(default=None, metadata=says(_("Why it may not be published")))
