"""Inputs of the steps that follow a commitment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, label
from plugins.proposals.models import Commitment, OutcomeClass, PublicAttribute, Reply


@dataclass(frozen=True, kw_only=True)
class UpdateCommitmentInput:
    """A commitment that was kept, and what shows it."""

    commitment: Ref[Commitment] = field(metadata=label(_("Commitment that was kept")))
    evidence: str | None = field(default=None, metadata=label(_("Evidence")))


@dataclass(frozen=True, kw_only=True)
class ChangeCommitmentInput:
    """Another day, and if need be another text, for a commitment; the deputy reads the reason."""

    commitment: Ref[Commitment] = field(metadata=label(_("Commitment that is changed")))
    due_on: date = field(metadata=label(_("Due on")))
    text: str | None = field(default=None, metadata=label(_("What is promised; by default as before")))
    planned_stage: str | None = field(default=None, metadata=label(_("Stage to be reached")))


@dataclass(frozen=True, kw_only=True)
class SupplementReplyInput:
    """What a unit adds to its reply when what was promised is done."""

    reply: Ref[Reply] = field(metadata=label(_("Reply it adds to")))
    document_no: str = field(metadata=label(_("Document number")))
    title: str | None = field(default=None, metadata=label(_("Title; by default that of the letter")))
    situation: str = field(metadata=label(_("Situation")))
    plan: str = field(metadata=label(_("What was done, and what comes next")))
    outcome_class: Ref[OutcomeClass] | None = field(
        default=None, metadata=label(_("Class of its outcome; by default as before"))
    )
    evidence: str | None = field(default=None, metadata=label(_("Evidence")))
    signer: str = field(metadata=label(_("Signer")))
    signer_title: str = field(metadata=label(_("Office of the signer")))
    public_attribute: PublicAttribute = field(
        default=PublicAttribute.PUBLIC, metadata=label(_("Whether it may be published"))
    )
    not_public_reason: str | None = field(default=None, metadata=label(_("Why it may not be published")))
