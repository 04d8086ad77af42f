"""The letters by which a congress says what became of a suggestion: they mean something else in each place."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Table, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped

from core.api import Model, _, field, link, links
from plugins.congress.models import Congress, PolicyDocument
from plugins.proposals.models.states import OutcomeCount


def _no_two_at_once(scheme: Table) -> ExcludeConstraint:
    """A congress has one scheme at a time, and so have all those without one of their own."""
    congress = func.coalesce(scheme.c.congress_id, 0)
    return ExcludeConstraint(
        (func.int8range(congress, congress, "[]"), "&&"),
        (func.daterange(scheme.c.valid_from, scheme.c.valid_to, "[]"), "&&"),
        name="ex_proposals_outcome_scheme_overlap",
    )


class OutcomeScheme(Model):
    """The classes of outcome a congress uses from one day to another; without a congress, the default for all."""

    __checks__ = (("validity", "valid_to >= valid_from"),)
    __constraints__ = (_no_two_at_once,)

    code: Mapped[str] = field(label=_("Code"), length=40, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120)
    congress_id: Mapped[int | None]
    congress: Mapped[Congress | None] = link(label=_("Congress; empty for all without a scheme of their own"))
    valid_from: Mapped[date] = field(label=_("Valid from"))
    valid_to: Mapped[date | None] = field(label=_("Last valid day; empty while it is in use"))
    document_id: Mapped[int | None]
    document: Mapped[PolicyDocument | None] = link(label=_("Document it rests on"))
    citation: Mapped[str | None] = field(label=_("Where it comes from"), length=200)

    classes: Mapped[list[OutcomeClass]] = links(label=_("Classes"), back="scheme")


class OutcomeClass(Model):
    """A letter of a scheme, what it means, and what it counts as."""

    __plural__ = "outcome_classes"
    __keys__ = (("scheme", "code"),)

    scheme_id: Mapped[int]
    scheme: Mapped[OutcomeScheme] = link(label=_("Scheme"))
    code: Mapped[str] = field(label=_("Letter of the class"), length=10)
    label: Mapped[str] = field(label=_("Meaning"), length=120)
    counts_as: Mapped[OutcomeCount] = field(label=_("What it counts as"))
