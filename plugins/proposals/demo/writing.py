"""The rows that are known only when a suggestion's life is told: itself, its handlings and its deadlines."""

from __future__ import annotations

from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.demo.life import Life
from plugins.proposals.demo.opening import write_texts
from plugins.proposals.demo.replying import CLASS_OF
from plugins.proposals.models import Handling, HandlingRole, Suggestion, SuggestionTone

_TIMES = (
    "submitted_at",
    "accepted_at",
    "assigned_at",
    "replied_at",
    "closed_at",
    "published_at",
    "withdrawn_at",
)
_CRITICISM = 0.02


def write(life: Life) -> None:
    """Write down what is left."""
    write_texts(life)
    _write_suggestion(life)
    for task in life.tasks:
        signed = task.signed_for_at is not None
        life.book.write(
            Handling,
            task.id,
            life.id,
            task.batch_id,
            task.unit.id,
            task.role,
            task.part,
            "示例分管负责人" if signed else None,
            "代表建议办理科" if signed else None,
            "示例经办人" if signed else None,
            task.work_plan,
            task.work_plan_filed_at,
            task.signed_for_at,
            task.assigned_at,
            task.state,
            1 if task.role is HandlingRole.CO else life.round,
        )
    _write_deadlines(life)


def _write_suggestion(life: Life) -> None:
    words, dice = life.words, life.dice
    outcome = CLASS_OF[life.counts_as] if life.counts_as else None
    life.book.write(
        Suggestion,
        life.id,
        life.term.seat.id,
        life.term.id,
        life.session.id if life.session else None,
        life.session is None,
        life.number,
        life.serial,
        words.title,
        words.category,
        SuggestionTone.CRITICISM if dice.chance(_CRITICISM) else SuggestionTone.SUGGESTION,
        words.matter,
        words.analysis,
        life.origin,
        life.county.id,
        words.place,
        life.visibility,
        life.fate.confidential,
        life.fate.key and "accepted_at" in life.times,
        "submitted_at" in life.times,
        life.text_version,
        life.state,
        life.round,
        outcome,
        life.counts_as,
        life.merged_into,
        life.staff[0] if life.on_paper else None,
        *(life.times.get(name) for name in _TIMES),
        life.created_at,
        life.now,
    )


def _write_deadlines(life: Life) -> None:
    for one in life.timers:
        life.book.add(
            ProposalsDeadline,
            one.kind,
            life.term.seat.id,
            life.term.seat.id,
            one.rule_id,
            one.event,
            one.starts_at,
            one.due_at,
            one.original_due_at or one.due_at,
            one.extended_to,
            one.extension_reason,
            life.staff[0] if one.extended_to else None,
            one.elapsed_before,
            one.state,
            one.met_at,
            one.cancelled_at,
            life.id,
            one.handling_id,
        )
