"""What units answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link, links
from plugins.congress.audiences import TAKING_PART
from plugins.proposals.models.handlings import Handling
from plugins.proposals.models.outcomes import OutcomeClass
from plugins.proposals.models.states import OutcomeCount
from plugins.proposals.models.suggestions import RequestPoint, Suggestion

if TYPE_CHECKING:
    from plugins.proposals.models.commitments import Commitment
    from plugins.proposals.models.evaluations import Evaluation


class PublicAttribute(Choice):
    """Whether a reply may be published."""

    PUBLIC = _("Public")
    PARTLY = _("Public in part")
    NOT_PUBLIC = _("Not public")


def _one_in_each_round(reply: Table) -> Index:
    """A unit replies once in each round; what it adds later names the reply it adds to."""
    return Index(
        "uq_proposals_reply_round",
        reply.c.handling_id,
        reply.c.round,
        unique=True,
        postgresql_where=text("supplements_id IS NULL"),
    )


class Reply(Model):
    """A unit's letter of reply to a suggestion; a draft until it is signed and sent."""

    __plural__ = "replies"
    __indexes__ = (("suggestion", "sent_at"),)
    __checks__ = (
        ("round", "round > 0"),
        ("outcome", "outcome_class_id IS NULL OR counts_as IS NOT NULL"),
        ("sent_document", "sent_at IS NULL OR document_no IS NOT NULL"),
        ("sent_signed", "sent_at IS NULL OR (signer IS NOT NULL AND signer_title IS NOT NULL)"),
        ("sent_outcome", "sent_at IS NULL OR outcome_class_id IS NOT NULL"),
        ("not_public", "sent_at IS NULL OR public_attribute = 'PUBLIC' OR not_public_reason IS NOT NULL"),
        ("supplements_another", "supplements_id <> id"),
    )
    __constraints__ = (_one_in_each_round,)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    handling_id: Mapped[int]
    handling: Mapped[Handling] = link(label=_("Handling by the unit"))
    round: Mapped[int] = field(label=_("Round of handling"), default=1, server_default="1")
    document_no: Mapped[str | None] = field(label=_("Document number"), length=60, index=True)
    title: Mapped[str] = field(label=_("Title"), length=200, search=True)
    situation: Mapped[str] = field(label=_("Situation"), search=True)
    plan: Mapped[str] = field(label=_("What was done, and what comes next"), search=True)
    outcome_class_id: Mapped[int | None]
    outcome_class: Mapped[OutcomeClass | None] = link(label=_("Class of its outcome"))
    counts_as: Mapped[OutcomeCount | None] = field(label=_("What the outcome counts as"), index=True)
    signer: Mapped[str | None] = field(label=_("Signer"), length=60)
    signer_title: Mapped[str | None] = field(label=_("Office of the signer"), length=120)
    sent_at: Mapped[datetime | None] = field(label=_("Sent at; empty for a draft"), index=True)
    contact_name: Mapped[str | None] = field(label=_("Contact person"), length=60, audience=TAKING_PART)
    contact_phone: Mapped[str | None] = field(label=_("Telephone of the contact"), length=30, audience=TAKING_PART)
    copies_to: Mapped[str | None] = field(label=_("Copies to"), length=500)
    public_attribute: Mapped[PublicAttribute] = field(
        label=_("Whether it may be published"), default=PublicAttribute.PUBLIC, server_default="PUBLIC"
    )
    not_public_reason: Mapped[str | None] = field(
        label=_("Why it may not be published"), length=500, audience=TAKING_PART
    )
    face_to_face: Mapped[bool] = field(
        label=_("Given to the deputy face to face"), default=False, server_default="false"
    )
    supplements_id: Mapped[int | None]
    supplements: Mapped[Reply | None] = link(label=_("Reply it adds to"))
    evidence: Mapped[str | None] = field(label=_("Evidence"), length=1000)
    answers_comment: Mapped[str | None] = field(
        label=_("What was done about the deputy's comment"), length=2000, audience=TAKING_PART
    )

    item_replies: Mapped[list[ItemReply]] = links(label=_("Answers, point by point"), back="reply")
    supplemented_by: Mapped[list[Reply]] = links(label=_("What was added to it later"), back="supplements")
    evaluations: Mapped[list[Evaluation]] = links(label=_("Evaluations"), back="reply")
    commitments: Mapped[list[Commitment]] = links(label=_("Commitments"), back="reply")


class ItemReply(Model):
    """The answer to one point of a suggestion."""

    __plural__ = "item_replies"
    __keys__ = (("reply", "point"),)
    __checks__ = (("answer", "char_length(answer) > 0"),)

    reply_id: Mapped[int]
    reply: Mapped[Reply] = link(label=_("Reply"))
    point_id: Mapped[int]
    point: Mapped[RequestPoint] = link(label=_("Point that is answered"))
    answer: Mapped[str] = field(label=_("Answer"))
