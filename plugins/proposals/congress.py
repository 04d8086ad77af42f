"""What this plugin adds to the models of the congress plugin."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from sqlalchemy import Constraint, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped

from core.api import _, link, links
from plugins.congress.models import (
    Congress,
    Deadline,
    Mandate,
    Notification,
    Organization,
    Person,
    Region,
    Session,
    Term,
)
from plugins.proposals.models import (
    AssignmentBatch,
    Commitment,
    Cosignature,
    CosignatureState,
    Evaluation,
    Handling,
    Suggestion,
    SuggestionRegion,
)


def _held_by(mandate: Table) -> UniqueConstraint:
    """What the foreign key of `Cosignature` points to."""
    return UniqueConstraint(mandate.c.id, mandate.c.person_id)


class ProposalsCongress(Congress):
    """A congress with the suggestions made to it."""

    suggestions: Mapped[list[Suggestion]] = links(label=_("Suggestions"), back="congress")
    assignment_batches: Mapped[list[AssignmentBatch]] = links(label=_("Assignment batches"), back="congress")


class ProposalsTerm(Term):
    """A term with its suggestions."""

    suggestions: Mapped[list[Suggestion]] = links(label=_("Suggestions"), back="term")


class ProposalsSession(Session):
    """A session with the suggestions raised at it."""

    suggestions: Mapped[list[Suggestion]] = links(label=_("Suggestions"), back="session")


class ProposalsRegion(Region):
    """A division with the suggestions about it."""

    county_suggestions: Mapped[list[Suggestion]] = links(
        label=_("Suggestions about this county or district"), back="county"
    )
    suggestion_links: Mapped[list[SuggestionRegion]] = links(label=_("Records of suggestions"), back="region")
    suggestions: Mapped[list[Suggestion]] = links(
        label=_("Suggestions about this division"), via="suggestion_links.suggestion"
    )


class ProposalsPerson(Person):
    """A deputy with the suggestions signed."""

    cosignatures: Mapped[list[Cosignature]] = links(label=_("Signatures under suggestions"), back="person")
    suggestions: Mapped[list[Suggestion]] = links(
        label=_("Suggestions the deputy signed"),
        via="cosignatures.suggestion",
        only=lambda signature: signature.state == CosignatureState.CONFIRMED,
    )
    evaluations: Mapped[list[Evaluation]] = links(label=_("Evaluations by the deputy"), back="person")


class ProposalsDeadline(Deadline):
    """A deadline of a suggestion, or of its handling by one unit."""

    __indexes__ = (("suggestion", "state"),)

    suggestion_id: Mapped[int | None]
    suggestion: Mapped[Suggestion | None] = link(label=_("Suggestion"))
    handling_id: Mapped[int | None]
    handling: Mapped[Handling | None] = link(label=_("Handling"))


class ProposalsNotification(Notification):
    """A notification about a suggestion."""

    suggestion_id: Mapped[int | None]
    suggestion: Mapped[Suggestion | None] = link(label=_("Suggestion"))


class ProposalsMandate(Mandate):
    """A mandate with the suggestions signed in it."""

    __constraints__: ClassVar[tuple[Callable[[Table], Constraint | Index], ...]] = (_held_by,)

    cosignatures: Mapped[list[Cosignature]] = links(label=_("Signatures under suggestions"), back="mandate")


class ProposalsOrganization(Organization):
    """An organization with the suggestions it handles."""

    handlings: Mapped[list[Handling]] = links(label=_("Suggestions assigned to it, with its part"), back="unit")
    handled_suggestions: Mapped[list[Suggestion]] = links(label=_("Suggestions it handles"), via="handlings.suggestion")
    commitments: Mapped[list[Commitment]] = links(label=_("Commitments it made"), back="organization")
