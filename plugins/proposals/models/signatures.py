"""Who signs a suggestion."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKeyConstraint, Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.models import Mandate, Person

if TYPE_CHECKING:
    from plugins.proposals.models.suggestions import Suggestion


class CosignatureKind(Choice):
    """The part of a deputy in a suggestion."""

    LEAD = _("Lead deputy")
    COSIGNER = _("Cosigner")


class CosignatureState(Choice):
    """Where a signature stands."""

    INVITED = _("Invited to sign")
    CONFIRMED = _("Signed")
    DECLINED = _("Declined to sign")
    WITHDRAWN = _("Signature withdrawn")


def _one_lead(cosignature: Table) -> Index:
    """A suggestion has one lead deputy."""
    return Index(
        "uq_proposals_cosignature_lead",
        cosignature.c.suggestion_id,
        unique=True,
        postgresql_where=text("kind = 'LEAD'"),
    )


def _by_the_holder(cosignature: Table) -> ForeignKeyConstraint:
    """The person is the one who holds the mandate: rules go by the person, the law by the mandate."""
    columns = [cosignature.c.mandate_id, cosignature.c.person_id]
    target = ["congress_mandate.id", "congress_mandate.person_id"]
    return ForeignKeyConstraint(columns, target, name="fk_proposals_cosignature_holder")


class Cosignature(Model):
    """A deputy's signature under one version of a suggestion's text; the lead deputy's is one of them."""

    __keys__ = (("suggestion", "mandate"),)
    __indexes__ = (("person", "suggestion"),)
    __checks__ = (
        ("text_version", "text_version > 0"),
        ("lead", "kind <> 'LEAD' OR state IN ('CONFIRMED', 'WITHDRAWN')"),
    )
    __constraints__ = (_one_lead, _by_the_holder)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    mandate_id: Mapped[int]
    mandate: Mapped[Mandate] = link(label=_("Mandate"))
    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
    kind: Mapped[CosignatureKind] = field(label=_("Lead or cosigner"))
    state: Mapped[CosignatureState] = field(label=_("State"), default=CosignatureState.INVITED)
    text_version: Mapped[int] = field(label=_("Version of the text it is under"))
    at: Mapped[datetime] = field(label=_("Invited, signed, declined or withdrawn at"))
