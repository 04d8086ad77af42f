"""Suggestions: what deputies ask for outside of bills, with their texts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Index, Table, select, text
from sqlalchemy.orm import Mapped

from core.api import Model, Rows, _, computed, field, link, links
from plugins.congress.audiences import CONGRESS_SIDE
from plugins.congress.models import Congress, Deadline, Organization, Person, Region, Session, Term, Visibility
from plugins.proposals.models.outcomes import OutcomeClass
from plugins.proposals.models.signatures import Cosignature, CosignatureKind, CosignatureState
from plugins.proposals.models.states import (
    OutcomeCount,
    SuggestionCategory,
    SuggestionOrigin,
    SuggestionState,
    SuggestionTone,
)
from plugins.stations.models import Opinion

if TYPE_CHECKING:
    from plugins.proposals.models.commitments import Commitment
    from plugins.proposals.models.evaluations import Evaluation
    from plugins.proposals.models.events import Coordination, SuggestionEvent
    from plugins.proposals.models.handlings import Handling
    from plugins.proposals.models.replies import Reply
    from plugins.proposals.models.screening import ScreeningDecision

LONGEST_TITLE = 60
LONGEST_TEXT = 5000
LONGEST_REQUEST = 1000

NEVER_SUBMITTED = ("DRAFT", "COSIGNING")
NOT_NUMBERED = (*NEVER_SUBMITTED, "SUBMITTED", "RETURNED", "AS_LETTER", "MERGED", "WITHDRAWN")
NOT_ASSIGNED = (*NOT_NUMBERED, "ACCEPTED")
NOT_REPLIED = (*NOT_ASSIGNED, "ASSIGNED", "RETURN_REQUESTED", "HANDLING")


def _states(names: tuple[str, ...]) -> str:
    """The SQL list of the states."""
    return ", ".join(f"'{name}'" for name in names)


def _one_number_in_session(suggestion: Table) -> Index:
    """No two suggestions of a session share a number."""
    return Index(
        "uq_proposals_suggestion_session_serial",
        suggestion.c.term_id,
        suggestion.c.session_id,
        suggestion.c.serial,
        unique=True,
        postgresql_where=text("session_id IS NOT NULL"),
    )


def _one_number_between_sessions(suggestion: Table) -> Index:
    """No two suggestions made between the sessions of a term share a number; to a key, nulls would all differ."""
    return Index(
        "uq_proposals_suggestion_intersession_serial",
        suggestion.c.term_id,
        suggestion.c.serial,
        unique=True,
        postgresql_where=text("session_id IS NULL"),
    )


class Suggestion(Model):
    """A suggestion, criticism or opinion of deputies, about one matter, which a unit must handle and answer."""

    __keys__ = (("congress", "number"),)
    __indexes__ = (("congress", "state"), ("county", "submitted_at"), ("visibility", "published_at"))
    __checks__ = (
        ("text_version", "text_version > 0"),
        ("round", "round > 0"),
        ("serial", "serial > 0"),
        ("numbered", "(number IS NULL) = (serial IS NULL)"),
        ("accepted", "(number IS NULL) = (accepted_at IS NULL)"),
        ("session", "is_closed_session = (session_id IS NULL)"),
        ("draft", f"state NOT IN ({_states(NEVER_SUBMITTED)}) OR submitted_at IS NULL"),
        ("submitted_state", f"state IN ({_states((*NEVER_SUBMITTED, 'WITHDRAWN'))}) OR submitted_at IS NOT NULL"),
        ("accepted_state", f"state IN ({_states(NOT_NUMBERED)}) OR accepted_at IS NOT NULL"),
        ("assigned_state", f"state IN ({_states(NOT_ASSIGNED)}) OR assigned_at IS NOT NULL"),
        ("replied_state", f"state IN ({_states(NOT_REPLIED)}) OR replied_at IS NOT NULL"),
        ("merged", "(state = 'MERGED') = (merged_into_id IS NOT NULL)"),
        ("merged_into_another", "merged_into_id <> id"),
        ("closed", "(state = 'CLOSED') = (closed_at IS NOT NULL)"),
        ("withdrawn", "(state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)"),
        ("texts", "submitted_at IS NULL OR (char_length(title) > 0 AND char_length(matter_text) > 0)"),
        ("secrecy", "submitted_at IS NULL OR declares_no_state_secret"),
        ("outcome", "outcome_class_id IS NULL OR counts_as IS NOT NULL"),
        ("published", "published_at IS NULL OR accepted_at IS NOT NULL"),
        ("accepted_after", "accepted_at >= submitted_at"),
        ("assigned_after", "assigned_at >= accepted_at"),
        ("replied_after", "replied_at >= assigned_at"),
        ("closed_after", "closed_at >= accepted_at"),
    )
    __constraints__ = (_one_number_in_session, _one_number_between_sessions)

    congress_id: Mapped[int]
    congress: Mapped[Congress] = link(label=_("Congress"))
    term_id: Mapped[int]
    term: Mapped[Term] = link(label=_("Term"))
    session_id: Mapped[int | None]
    session: Mapped[Session | None] = link(label=_("Session; empty between sessions"))
    is_closed_session: Mapped[bool] = field(label=_("Made between sessions"), default=False, server_default="false")
    number: Mapped[str | None] = field(label=_("Number"), length=40, index=True)
    serial: Mapped[int | None] = field(label=_("Running number in its series"))
    title: Mapped[str] = field(label=_("Title"), length=LONGEST_TITLE, search=True)
    category: Mapped[SuggestionCategory] = field(label=_("Category of the matter"), index=True)
    tone: Mapped[SuggestionTone] = field(
        label=_("Tone"), default=SuggestionTone.SUGGESTION, server_default="SUGGESTION"
    )
    matter_text: Mapped[str] = field(
        label=_("Matter: what the facts are"), length=LONGEST_TEXT, search=True, default="", server_default=""
    )
    analysis_text: Mapped[str] = field(
        label=_("Analysis: why it is so"), length=LONGEST_TEXT, default="", server_default=""
    )
    origin_kind: Mapped[SuggestionOrigin] = field(label=_("Origin"), index=True)
    suggested_unit_id: Mapped[int | None]
    suggested_unit: Mapped[Organization | None] = link(label=_("Unit the deputy proposes"))
    county_id: Mapped[int | None]
    county: Mapped[Region | None] = link(label=_("County or district it is about"))
    place: Mapped[str | None] = field(label=_("Place it is about"), length=200, search=True)
    visibility: Mapped[Visibility] = field(
        label=_("Visibility"), index=True, default=Visibility.PUBLIC, server_default="PUBLIC"
    )
    confidentiality_requested: Mapped[bool] = field(
        label=_("The author asks not to be named"), default=False, server_default="false"
    )
    is_key: Mapped[bool] = field(label=_("Key suggestion"), index=True, default=False, server_default="false")
    declares_no_state_secret: Mapped[bool] = field(
        label=_("Declared to hold no state secret"), default=False, server_default="false"
    )
    text_version: Mapped[int] = field(label=_("Version of the text"), default=1, server_default="1")
    state: Mapped[SuggestionState] = field(
        label=_("State"), index=True, default=SuggestionState.DRAFT, server_default="DRAFT"
    )
    round: Mapped[int] = field(label=_("Round of handling"), default=1, server_default="1")
    outcome_class_id: Mapped[int | None]
    outcome_class: Mapped[OutcomeClass | None] = link(label=_("Class of its outcome"))
    counts_as: Mapped[OutcomeCount | None] = field(label=_("What the outcome counts as"), index=True)
    merged_into_id: Mapped[int | None]
    merged_into: Mapped[Suggestion | None] = link(label=_("Suggestion it was merged into"))
    recorded_by: Mapped[str | None] = field(
        label=_("Staff who recorded it for the deputy"), length=120, audience=CONGRESS_SIDE
    )
    submitted_at: Mapped[datetime | None] = field(label=_("Submitted at"), index=True)
    accepted_at: Mapped[datetime | None] = field(label=_("Accepted at"), index=True)
    assigned_at: Mapped[datetime | None] = field(label=_("First assigned at"), index=True)
    replied_at: Mapped[datetime | None] = field(label=_("First replied at"), index=True)
    closed_at: Mapped[datetime | None] = field(label=_("Closed at"), index=True)
    published_at: Mapped[datetime | None] = field(label=_("Published at"), index=True)
    withdrawn_at: Mapped[datetime | None] = field(label=_("Withdrawn at"))

    points: Mapped[list[RequestPoint]] = links(label=_("What is asked for, point by point"), back="suggestion")
    texts: Mapped[list[SuggestionText]] = links(label=_("Versions of the text"), back="suggestion")
    region_links: Mapped[list[SuggestionRegion]] = links(label=_("Records of divisions"), back="suggestion")
    regions: Mapped[list[Region]] = links(label=_("Divisions it is about"), via="region_links.region")
    opinion_links: Mapped[list[SuggestionOpinion]] = links(label=_("Records of opinions"), back="suggestion")
    opinions: Mapped[list[Opinion]] = links(label=_("Residents' opinions it grew from"), via="opinion_links.opinion")
    cosignatures: Mapped[list[Cosignature]] = links(label=_("Signatures"), back="suggestion")
    leads: Mapped[list[Person]] = links(
        label=_("Lead deputy; empty where the author is not to be named"),
        via="cosignatures.person",
        only=lambda signature: signature.kind == CosignatureKind.LEAD,
    )
    signers: Mapped[list[Person]] = links(
        label=_("All deputies who signed"),
        via="cosignatures.person",
        only=lambda signature: signature.state == CosignatureState.CONFIRMED,
    )
    merged_suggestions: Mapped[list[Suggestion]] = links(label=_("Suggestions merged into it"), back="merged_into")
    screening_decisions: Mapped[list[ScreeningDecision]] = links(label=_("Screening decisions"), back="suggestion")
    handlings: Mapped[list[Handling]] = links(label=_("Handling by units"), back="suggestion")
    units: Mapped[list[Organization]] = links(label=_("Undertaking units"), via="handlings.unit")
    replies: Mapped[list[Reply]] = links(label=_("Replies"), back="suggestion")
    evaluations: Mapped[list[Evaluation]] = links(label=_("Evaluations"), back="suggestion")
    commitments: Mapped[list[Commitment]] = links(label=_("Commitments"), back="suggestion")
    coordinations: Mapped[list[Coordination]] = links(label=_("Coordination meetings"), back="suggestion")
    deadlines: Mapped[list[Deadline]] = links(label=_("Deadlines"), back="suggestion")
    events: Mapped[list[SuggestionEvent]] = links(label=_("History"), back="suggestion")

    @computed
    @classmethod
    def lead_deputy(cls, rows: Rows) -> ColumnElement[str | None]:
        """Name of the lead deputy; empty where the author is not to be named."""
        signature, person = rows[Cosignature], rows[Person]
        found = select(person.name).where(
            person.id == signature.person_id,
            signature.suggestion_id == cls.id,
            signature.kind == CosignatureKind.LEAD,
        )
        return found.limit(1).scalar_subquery()

    @computed
    @classmethod
    def signer_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of deputies who signed, the lead deputy included."""
        signature = rows[Cosignature]
        return rows.count(signature, signature.suggestion_id == cls.id, signature.state == CosignatureState.CONFIRMED)


class RequestPoint(Model):
    """One point of what a suggestion asks for; a reply answers each."""

    __keys__ = (("suggestion", "ordinal"),)
    __checks__ = (("ordinal", "ordinal > 0"), ("text", "char_length(text) > 0"))

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    ordinal: Mapped[int] = field(label=_("Number of the point"))
    text: Mapped[str] = field(label=_("What is asked for"), length=LONGEST_REQUEST, search=True)


class SuggestionText(Model):
    """A version of a suggestion's text; a new one is added for each edit, and none is ever changed."""

    __keys__ = (("suggestion", "version_no"),)
    __checks__ = (("version_no", "version_no > 0"), ("submitted_after", "submitted_at >= edited_at"))

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    version_no: Mapped[int] = field(label=_("Version of the text"))
    title: Mapped[str] = field(label=_("Title"), length=LONGEST_TITLE)
    matter_text: Mapped[str] = field(
        label=_("Matter: what the facts are"), length=LONGEST_TEXT, default="", server_default=""
    )
    analysis_text: Mapped[str] = field(
        label=_("Analysis: why it is so"), length=LONGEST_TEXT, default="", server_default=""
    )
    requests: Mapped[str] = field(label=_("What is asked for, a line for each point"), default="", server_default="")
    edited_at: Mapped[datetime] = field(label=_("Edited at"))
    edited_by: Mapped[str] = field(label=_("Edited by"), length=120, audience=CONGRESS_SIDE)
    submitted_at: Mapped[datetime | None] = field(label=_("Submitted at; empty for a version nobody submitted"))


class SuggestionRegion(Model):
    """A division that a suggestion is about."""

    __keys__ = (("suggestion", "region"),)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division"))


class SuggestionOpinion(Model):
    """A resident's opinion that a suggestion grew from."""

    __keys__ = (("suggestion", "opinion"),)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    opinion_id: Mapped[int]
    opinion: Mapped[Opinion] = link(label=_("Opinion"))
