"""The thread from a resident's words to a kept promise, and back: what a record came from and what came of it.

Each link of the thread is a row the reader may read; what is hidden from them is no part of their thread.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import TIMESTAMP, ColumnElement, Select, exists, func, literal, null, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import aggregate_order_by

from core.choice import Choice
from core.database.pool import TIME_ZONE
from core.env import ReadEnv
from core.mutation import Ref, says
from core.resolved import Expressions, Needed, resolved
from core.rows import Rows
from core.words import _
from plugins.proposals.models import Commitment, CommitmentState, Reply, Suggestion, SuggestionOpinion, SuggestionState
from plugins.stations.models import Opinion, OpinionState


class LineageKind(Choice):
    """What stands at a place of the thread."""

    OPINION = _("A resident's opinion")
    MERGED_SUGGESTION = _("A suggestion that was merged")
    SUGGESTION = _("A deputy's suggestion")
    REPLY = _("A unit's reply")
    COMMITMENT = _("A unit's commitment")


@dataclass(frozen=True, kw_only=True)
class LineageItem:
    """A record of the thread; of the references, the one that its kind names is filled."""

    kind: LineageKind = dataclasses.field(metadata=says(_("What it is")))
    title: str = dataclasses.field(metadata=says(_("What it says, in short")))
    number: str | None = dataclasses.field(metadata=says(_("Its number")))
    state: str | None = dataclasses.field(metadata=says(_("Where it stands")))
    at: datetime | None = dataclasses.field(metadata=says(_("When it was raised, submitted, sent or due")))
    opinion: Ref[Opinion] | None = dataclasses.field(default=None, metadata=says(_("The opinion")))
    suggestion: Ref[Suggestion] | None = dataclasses.field(default=None, metadata=says(_("The suggestion")))
    reply: Ref[Reply] | None = dataclasses.field(default=None, metadata=says(_("The reply")))
    commitment: Ref[Commitment] | None = dataclasses.field(default=None, metadata=says(_("The commitment")))


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Where a record comes from and what became of it, each from near to far."""

    ancestors: list[LineageItem] = dataclasses.field(metadata=says(_("What it came from")))
    descendants: list[LineageItem] = dataclasses.field(metadata=says(_("What came of it")))


_REFERENCE = {
    LineageKind.OPINION: "opinion",
    LineageKind.MERGED_SUGGESTION: "suggestion",
    LineageKind.SUGGESTION: "suggestion",
    LineageKind.REPLY: "reply",
    LineageKind.COMMITMENT: "commitment",
}
_STATES: Mapping[LineageKind, type[Choice]] = {
    LineageKind.OPINION: OpinionState,
    LineageKind.MERGED_SUGGESTION: SuggestionState,
    LineageKind.SUGGESTION: SuggestionState,
    LineageKind.COMMITMENT: CommitmentState,
}
_SHORT = 60
"""Characters of an opinion or commitment that are shown as its title."""


def suggestion_needs(suggestion: type[Suggestion], rows: Rows) -> Expressions:
    """The opinions, merged suggestions, replies and commitments of a suggestion."""
    merged, around = rows[Suggestion], rows[Suggestion]
    opinion, link, reply, commitment = rows[Opinion], rows[SuggestionOpinion], rows[Reply], rows[Commitment]
    of_merged = exists().where(around.id == link.suggestion_id, around.merged_into_id == suggestion.id)
    raised = exists().where(link.opinion_id == opinion.id, or_(link.suggestion_id == suggestion.id, of_merged))
    target = rows[Suggestion]
    return {
        "merged": _listed(_of_suggestion(merged).where(merged.merged_into_id == suggestion.id)),
        "opinions": _listed(_of_opinion(opinion).where(raised)),
        "target": _listed(_of_suggestion(target).where(target.id == suggestion.merged_into_id)),
        "replies": _listed(_of_reply(reply).where(reply.suggestion_id == suggestion.id)),
        "commitments": _listed(_of_commitment(commitment).where(commitment.suggestion_id == suggestion.id)),
    }


def opinion_needs(opinion: type[Opinion], rows: Rows) -> Expressions:
    """The suggestions that grew from an opinion or took such a one in, with their replies and commitments."""
    own = _grown(rows, opinion)
    found = rows[Suggestion]
    reply, commitment = rows[Reply], rows[Commitment]
    return {
        "suggestions": _listed(_of_suggestion(found).where(own(found.id))),
        "replies": _listed(_of_reply(reply).where(own(reply.suggestion_id))),
        "commitments": _listed(_of_commitment(commitment).where(own(commitment.suggestion_id))),
    }


class TracedSuggestion(Suggestion):
    """A suggestion in its thread."""

    @resolved(needs=suggestion_needs)
    @staticmethod
    def lineage(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Lineage]:
        """The thread it stands in: from residents' opinions to what was promised and kept."""
        return [
            Lineage(
                ancestors=[
                    *_items(one["merged"], LineageKind.MERGED_SUGGESTION, env),
                    *_items(one["opinions"], LineageKind.OPINION, env),
                ],
                descendants=[
                    *_items(one["target"], LineageKind.SUGGESTION, env),
                    *_items(one["replies"], LineageKind.REPLY, env),
                    *_items(one["commitments"], LineageKind.COMMITMENT, env),
                ],
            )
            for one in needed
        ]


class TracedOpinion(Opinion):
    """An opinion in its thread."""

    @resolved(needs=opinion_needs)
    @staticmethod
    def lineage(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Lineage]:
        """The thread it began: the suggestions that grew from it, the replies to them, what was promised and kept."""
        return [
            Lineage(
                ancestors=[],
                descendants=[
                    *_items(one["suggestions"], LineageKind.SUGGESTION, env),
                    *_items(one["replies"], LineageKind.REPLY, env),
                    *_items(one["commitments"], LineageKind.COMMITMENT, env),
                ],
            )
            for one in needed
        ]


def _grown(rows: Rows, opinion: type[Opinion]) -> Callable[[Any], ColumnElement[bool]]:
    """Whether the suggestion of a number grew from the opinion, or took in one that did."""

    def own(number: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
        link, merged = rows[SuggestionOpinion], rows[Suggestion]
        direct = exists().where(link.opinion_id == opinion.id, link.suggestion_id == number)
        through = rows[SuggestionOpinion]
        taken_in = exists().where(
            through.opinion_id == opinion.id, merged.id == through.suggestion_id, merged.merged_into_id == number
        )
        return or_(direct, taken_in)

    return own


def _of_opinion(opinion: type[Opinion]) -> Select[Any]:
    title = func.left(opinion.text, _SHORT)
    return _row(opinion.id, title, opinion.number, opinion.state, opinion.received_at)


def _of_suggestion(suggestion: type[Suggestion]) -> Select[Any]:
    return _row(suggestion.id, suggestion.title, suggestion.number, suggestion.state, suggestion.submitted_at)


def _of_reply(reply: type[Reply]) -> Select[Any]:
    return _row(reply.id, reply.title, reply.document_no, null(), reply.sent_at)


def _of_commitment(commitment: type[Commitment]) -> Select[Any]:
    due = func.timezone(TIME_ZONE, sql_cast(commitment.due_on, TIMESTAMP))
    return _row(commitment.id, func.left(commitment.text, _SHORT), null(), commitment.state, due)


def _row(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns and expressions
    """One item of the thread: its number in the database, title, number, state and time."""
    names = ("id", "title", "number", "state", "at")
    return select(*(column.label(name) for name, column in zip(names, columns, strict=True)))


def _listed(found: Select[Any]) -> ColumnElement[Any]:
    """The items as one JSON list, in the order in which they came about."""
    items = found.subquery()
    item = func.jsonb_build_object(*(part for column in items.c for part in (literal(column.key), column)))
    return select(func.jsonb_agg(aggregate_order_by(item, items.c.at.asc(), items.c.id.asc()))).scalar_subquery()


def _items(found: object, kind: LineageKind, env: ReadEnv) -> Iterator[LineageItem]:
    for one in cast("Sequence[Mapping[str, Any]]", found or ()):
        yield LineageItem(
            kind=kind,
            title=one["title"],
            number=one["number"],
            state=_label(kind, one["state"], env),
            at=datetime.fromisoformat(one["at"]) if one["at"] else None,
            **{_REFERENCE[kind]: Ref(one["id"])},
        )


def _label(kind: LineageKind, state: str | None, env: ReadEnv) -> str | None:
    return env.translate(_STATES[kind][state].label) if state else None
