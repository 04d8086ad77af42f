"""How long each step may take: dated rules of a congress, with the articles they rest on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Table, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped

from core.api import Model, _, field, link, links
from plugins.congress.deadlines.arithmetic import Period
from plugins.congress.deadlines.choices import DeadlineKind, DeadlineUnit
from plugins.congress.models.congresses import Congress
from plugins.congress.models.policies import PolicyDocument

if TYPE_CHECKING:
    from plugins.congress.models.deadlines import Deadline


def _no_two_at_once(policy: Table) -> ExcludeConstraint:
    """Policies of one congress do not overlap, nor do those for all; no congress has the number 0."""
    congress = func.coalesce(policy.c.congress_id, 0)
    return ExcludeConstraint(
        (func.int8range(congress, congress, "[]"), "&&"),
        (func.daterange(policy.c.valid_from, policy.c.valid_to, "[]"), "&&"),
        name="ex_congress_deadline_policy_overlap",
    )


class DeadlinePolicy(Model):
    """The deadlines of a congress from one date to another, or those of all congresses that have none of their own."""

    __plural__ = "deadline_policies"
    __checks__ = (("validity", "valid_to >= valid_from"),)
    __constraints__ = (_no_two_at_once,)

    code: Mapped[str] = field(label=_("Code"), length=40, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    congress_id: Mapped[int | None]
    congress: Mapped[Congress | None] = link(label=_("Congress; empty for all that have no policy of their own"))
    document_id: Mapped[int | None]
    document: Mapped[PolicyDocument | None] = link(label=_("Document it rests on"))
    valid_from: Mapped[date] = field(label=_("Valid from"), index=True)
    valid_to: Mapped[date | None] = field(label=_("Last valid day; empty while it holds"))

    rules: Mapped[list[DeadlineRule]] = links(label=_("Rules"), back="policy")


class DeadlineRule(Model):
    """How long one kind of step may take under a policy."""

    __keys__ = (("policy", "kind"),)
    __checks__ = (
        ("count", "count > 0"),
        ("max_count", "max_count >= count"),
        ("extendable", "extendable = (max_count IS NOT NULL)"),
    )

    policy_id: Mapped[int]
    policy: Mapped[DeadlinePolicy] = link(label=_("Policy"))
    kind: Mapped[DeadlineKind] = field(label=_("What has to be done"), index=True)
    count: Mapped[int] = field(label=_("How many"))
    unit: Mapped[DeadlineUnit] = field(label=_("What is counted"))
    max_count: Mapped[int | None] = field(label=_("How many in all, extensions included"))
    extendable: Mapped[bool] = field(label=_("Can be extended"), default=False, server_default="false")
    citation: Mapped[str] = field(label=_("Rests on"), length=200)
    citation_en: Mapped[str | None] = field(label=_("Rests on, in English"), length=200)

    deadlines: Mapped[list[Deadline]] = links(label=_("Deadlines"), back="rule")

    def period(self) -> Period:
        """How long it may take without an extension."""
        return Period(self.count, self.unit)
