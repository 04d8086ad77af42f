"""Rates of suggestions and of commitments, each with the rows that it counts."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Date, and_, distinct, exists, extract, func, or_, select
from sqlalchemy import case as sql_case

from core.api import TIME_ZONE, Rows, RuleEnv, Share, _, rate, year_of
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineKind, DeadlineState
from plugins.proposals.clock import IN_CHARGE
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.models import (
    Commitment,
    CommitmentState,
    ContactLog,
    ContactStage,
    Evaluation,
    Handling,
    HandlingState,
    OutcomeCount,
    Reply,
    Satisfaction,
    Suggestion,
    SuggestionEvent,
    SuggestionState,
)
from plugins.proposals.records.replies import counts_in_figures

EFFECTIVE = (OutcomeCount.SOLVED, OutcomeCount.PLANNED)
"""What counts as solved, or planned to be solved step by step."""

LINKS = (
    ("submit_suggestion",),
    ("accept_suggestion",),
    ("assign_suggestion",),
    ("evaluate_reply", "close_feedback"),
    ("issue_reply",),
)
"""The five links of the closed loop, each with the steps that make it: the matter is collected, submitted to the
congress of its tier, handled by the units of its tier, judged under that congress's supervision, and answered."""

_ASSIGNED = _(
    "All suggestions assigned to units, each in the year of its first assignment; withdrawn ones are left out."
)


class MeasuredSuggestion(Suggestion):
    """A suggestion as the rates count it."""

    @rate(basis=_ASSIGNED)
    @classmethod
    def replied(cls, rows: Rows) -> Share:
        """Share of the assigned suggestions that were replied to."""
        del rows
        return _of_assigned(cls, cls.replied_at.is_not(None))

    @rate(basis=_("Suggestions whose reply was given or due, extensions included, in the year of assignment."))
    @classmethod
    def replied_in_time(cls, rows: Rows) -> Share:
        """Share of the replies given or due that came in time."""
        late = _is_late(rows, cls)
        due = or_(cls.replied_at.is_not(None), late)
        share = _of_assigned(cls, and_(cls.replied_at.is_not(None), ~late))
        return Share(
            numerator=share.numerator,
            denominator=and_(share.denominator, due),
            excluded=share.excluded,
            year=share.year,
        )

    @rate(basis=_ASSIGNED)
    @classmethod
    def contacted(cls, rows: Rows) -> Share:
        """Share of the assigned suggestions whose units all spoke with the deputy, as the deputy confirmed."""
        return _of_assigned(cls, ~rows.holds(_not_spoken_of, cls))

    @rate(
        basis=_(
            "Suggestions whose last reply has an evaluation that counts; those without feedback on it are left out."
        )
    )
    @classmethod
    def satisfied(cls, rows: Rows) -> Share:
        """Share of the evaluated suggestions whose deputies are satisfied, or basically so, with the last reply."""
        counted, dissatisfied = _has_evaluation(rows, cls), _has_evaluation(rows, cls, Satisfaction.DISSATISFIED)
        return Share(
            numerator=~dissatisfied,
            denominator=counted,
            excluded=and_(cls.replied_at.is_not(None), ~counted),
            year=year_of(cls.assigned_at),
        )

    @rate(basis=_ASSIGNED)
    @classmethod
    def solved_or_planned(cls, rows: Rows) -> Share:
        """Share of the assigned suggestions that are solved, or planned to be solved."""
        del rows
        return _of_assigned(cls, cls.counts_as.in_(EFFECTIVE))

    @rate(basis=_ASSIGNED)
    @classmethod
    def done(cls, rows: Rows) -> Share:
        """Share of the assigned suggestions that are solved, each with its evidence."""
        del rows
        return _of_assigned(cls, cls.counts_as == OutcomeCount.SOLVED)

    @rate(basis=_("All suggestions submitted, each in the year it was submitted."))
    @classmethod
    def effective(cls, rows: Rows) -> Share:
        """Share of the submitted suggestions that are closed, solved or planned to be solved."""
        del rows
        handled = or_(cls.state == SuggestionState.CLOSED, cls.counts_as.in_(EFFECTIVE))
        return Share(numerator=handled, denominator=cls.submitted_at.is_not(None), year=year_of(cls.submitted_at))

    @rate(basis=_("All closed suggestions, each in the year it was closed; the history must show all five links."))
    @classmethod
    def loop_complete(cls, rows: Rows) -> Share:
        """Share of the closed suggestions that went through all five links of the loop."""
        event = rows[SuggestionEvent]
        link = sql_case(*((event.step.in_(steps), number) for number, steps in enumerate(LINKS)))
        links = select(func.count(distinct(link))).where(event.suggestion_id == cls.id).scalar_subquery()
        closed = cls.state == SuggestionState.CLOSED
        return Share(numerator=links == len(LINKS), denominator=closed, year=year_of(cls.closed_at))


class MeasuredCommitment(Commitment):
    """A commitment as the rate counts it."""

    @rate(
        basis=_(
            "All commitments settled or due, each in the year it was due; those changed with a reason are left out."
        )
    )
    @classmethod
    def kept(cls, rows: Rows) -> Share:
        """Share of the commitments due that were kept, in time or late."""
        del rows
        changed = cls.state == CommitmentState.CHANGED
        today = func.timezone(TIME_ZONE, func.now()).cast(Date)
        due = or_(cls.state != CommitmentState.OPEN, cls.due_on < today)
        return Share(
            numerator=cls.state.in_((CommitmentState.KEPT, CommitmentState.KEPT_LATE)),
            denominator=and_(due, ~changed),
            excluded=changed,
            year=extract("year", cls.due_on),
        )


def _of_assigned(suggestion: type[Suggestion], hit: ColumnElement[bool]) -> Share:
    """A share of all suggestions ever assigned; who withdraws one takes it out of the figures."""
    assigned, withdrawn = suggestion.assigned_at.is_not(None), suggestion.state == SuggestionState.WITHDRAWN
    return Share(
        numerator=hit,
        denominator=and_(assigned, ~withdrawn),
        excluded=and_(assigned, withdrawn),
        year=year_of(suggestion.assigned_at),
    )


def _is_late(rows: Rows, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Whether the time for a reply was missed, or is past."""
    deadline = rows[ProposalsDeadline]
    past = and_(deadline.state.in_(OPEN_STATES), deadline.due_at < func.now())
    late = or_(deadline.state == DeadlineState.MISSED, past)
    return exists().where(deadline.suggestion_id == suggestion.id, deadline.kind == DeadlineKind.REPLY, late)


def _not_spoken_of(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a unit in charge that did not speak with the deputy, or whose talk nobody confirmed."""
    handling, contact = env.alias(Handling), env.alias(ContactLog)
    spoken = exists().where(
        contact.handling_id == handling.id,
        contact.confirmed_at.is_not(None),
        contact.stage != ContactStage.AFTER,
    )
    return exists().where(
        handling.suggestion_id == suggestion.id,
        handling.role.in_(IN_CHARGE),
        handling.state != HandlingState.RETURNED,
        ~spoken,
    )


def _has_evaluation(
    rows: Rows, suggestion: type[Suggestion], result: Satisfaction | None = None
) -> ColumnElement[bool]:
    """Whether a deputy's word counts on a reply that figures count, and is that result: one cannot outvote another."""
    evaluation, reply, handling = rows[Evaluation], rows[Reply], rows[Handling]
    counted = exists().where(
        evaluation.suggestion_id == suggestion.id,
        evaluation.counts_in_rate,
        reply.id == evaluation.reply_id,
        handling.id == reply.handling_id,
        counts_in_figures(reply, handling, rows[Reply], rows[SuggestionEvent]),
    )
    return counted if result is None else counted.where(evaluation.result == result)
