"""What deputies think of a reply."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Table
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.audiences import CONGRESS_SIDE
from plugins.congress.models import Mandate, Person
from plugins.proposals.models.replies import Reply
from plugins.proposals.models.suggestions import Suggestion


class Satisfaction(Choice):
    """How satisfied a deputy is."""

    SATISFIED = _("Satisfied")
    BASICALLY_SATISFIED = _("Basically satisfied")
    DISSATISFIED = _("Dissatisfied")


def _by_the_holder(evaluation: Table) -> ForeignKeyConstraint:
    """The person is the one who holds the mandate: rules go by the person, the law by the mandate."""
    columns = [evaluation.c.mandate_id, evaluation.c.person_id]
    target = ["congress_mandate.id", "congress_mandate.person_id"]
    return ForeignKeyConstraint(columns, target, name="fk_proposals_evaluation_holder")


class Evaluation(Model):
    """A deputy's judgement of a reply; it goes to the congress's side, and no unit reads it."""

    __keys__ = (("reply", "mandate"),)
    __indexes__ = (("person", "suggestion"),)
    __checks__ = (("comment", "result <> 'DISSATISFIED' OR comment IS NOT NULL"),)
    __constraints__ = (_by_the_holder,)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    reply_id: Mapped[int]
    reply: Mapped[Reply] = link(label=_("Reply"))
    mandate_id: Mapped[int]
    mandate: Mapped[Mandate] = link(label=_("Mandate"))
    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
    attitude: Mapped[Satisfaction] = field(label=_("With the unit's attitude"))
    result: Mapped[Satisfaction] = field(label=_("With the result"), index=True)
    comment: Mapped[str | None] = field(label=_("Comment"), length=2000)
    at: Mapped[datetime] = field(label=_("Evaluated at"), index=True)
    counts_in_rate: Mapped[bool] = field(label=_("Counts in the rate"), default=True, server_default="true")
    sealed: Mapped[bool] = field(
        label=_("Sealed: not yet in any figure a unit is told"), default=True, server_default="true"
    )
    pressed: Mapped[bool] = field(
        label=_("The deputy was pressed"), default=False, server_default="false", audience=CONGRESS_SIDE
    )
