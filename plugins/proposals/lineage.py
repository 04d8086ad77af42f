"""Lineage of a record: what it came from and what came of it, from a resident's opinion to a commitment kept.

Each link of the thread is a row the reader may read; what is hidden from them is no part of their thread.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import TIMESTAMP, ColumnElement, func, null
from sqlalchemy import cast as sql_cast

from core.api import TIME_ZONE, Choice, Expressions, Needed, ReadEnv, Ref, Rows, _, label, resolved
from plugins.proposals.json_rows import json_list, json_object, objects
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

    kind: LineageKind = dataclasses.field(metadata=label(_("What it is")))
    title: str = dataclasses.field(metadata=label(_("What it says, in short")))
    number: str | None = dataclasses.field(metadata=label(_("Its number")))
    state: str | None = dataclasses.field(metadata=label(_("Where it stands")))
    at: datetime | None = dataclasses.field(metadata=label(_("When it was raised, submitted, sent or due")))
    opinion: Ref[Opinion] | None = dataclasses.field(default=None, metadata=label(_("The opinion")))
    suggestion: Ref[Suggestion] | None = dataclasses.field(default=None, metadata=label(_("The suggestion")))
    reply: Ref[Reply] | None = dataclasses.field(default=None, metadata=label(_("The reply")))
    commitment: Ref[Commitment] | None = dataclasses.field(default=None, metadata=label(_("The commitment")))


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Where a record comes from and what became of it, each from near to far."""

    ancestors: list[LineageItem] = dataclasses.field(metadata=label(_("What it came from")))
    descendants: list[LineageItem] = dataclasses.field(metadata=label(_("What came of it")))


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
_NAMES = ("id", "title", "number", "state", "at")
_SHORT = 60
"""Characters of an opinion or commitment that are shown as its title."""


def suggestion_needs(suggestion: type[Suggestion], rows: Rows) -> Expressions:
    """The opinions, merged suggestions, replies and commitments of a suggestion."""
    merged, target, reply, commitment = rows[Suggestion], rows[Suggestion], rows[Reply], rows[Commitment]
    opinion, link = rows[Opinion], rows[SuggestionOpinion]
    heard, through, taken_in = rows[Opinion], rows[SuggestionOpinion], rows[Suggestion]
    return {
        "merged": _suggestions(merged, merged.merged_into_id == suggestion.id),
        "opinions": _opinions(opinion, link.opinion_id == opinion.id, link.suggestion_id == suggestion.id),
        "opinions_merged": _opinions(
            heard,
            through.opinion_id == heard.id,
            through.suggestion_id == taken_in.id,
            taken_in.merged_into_id == suggestion.id,
        ),
        "target": _suggestions(target, target.id == suggestion.merged_into_id),
        "replies": _replies(reply, reply.suggestion_id == suggestion.id),
        "commitments": _commitments(commitment, commitment.suggestion_id == suggestion.id),
    }


def opinion_needs(opinion: type[Opinion], rows: Rows) -> Expressions:
    """The suggestions that grew from an opinion or took such a one in, with their replies and commitments."""
    grown, target = rows[Suggestion], rows[Suggestion]
    reply, later, commitment, kept = rows[Reply], rows[Reply], rows[Commitment], rows[Commitment]
    return {
        "suggestions": _suggestions(grown, *_grown(rows, opinion, grown.id)),
        "targets": _suggestions(target, *_taken_in(rows, opinion, target.id)),
        "replies": _replies(reply, *_grown(rows, opinion, reply.suggestion_id)),
        "replies_merged": _replies(later, *_taken_in(rows, opinion, later.suggestion_id)),
        "commitments": _commitments(commitment, *_grown(rows, opinion, commitment.suggestion_id)),
        "commitments_merged": _commitments(kept, *_taken_in(rows, opinion, kept.suggestion_id)),
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
                    *_items([one["merged"]], LineageKind.MERGED_SUGGESTION, env),
                    *_items([one["opinions"], one["opinions_merged"]], LineageKind.OPINION, env),
                ],
                descendants=[
                    *_items([one["target"]], LineageKind.SUGGESTION, env),
                    *_items([one["replies"]], LineageKind.REPLY, env),
                    *_items([one["commitments"]], LineageKind.COMMITMENT, env),
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
                    *_items([one["suggestions"], one["targets"]], LineageKind.SUGGESTION, env),
                    *_items([one["replies"], one["replies_merged"]], LineageKind.REPLY, env),
                    *_items([one["commitments"], one["commitments_merged"]], LineageKind.COMMITMENT, env),
                ],
            )
            for one in needed
        ]


Conditions = tuple[ColumnElement[bool], ...]


def _grown(rows: Rows, opinion: type[Opinion], number: Any) -> Conditions:  # noqa: ANN401 - a column
    """The suggestion of that number grew from the opinion."""
    link = rows[SuggestionOpinion]
    return link.opinion_id == opinion.id, link.suggestion_id == number


def _taken_in(rows: Rows, opinion: type[Opinion], number: Any) -> Conditions:  # noqa: ANN401 - a column
    """A suggestion that grew from the opinion was merged into the one of that number."""
    merged = rows[Suggestion]
    return (*_grown(rows, opinion, merged.id), merged.merged_into_id == number)


def _opinions(opinion: type[Opinion], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    columns = (opinion.id, func.left(opinion.text, _SHORT), opinion.number, opinion.state, opinion.received_at)
    return _listed(columns, conditions)


def _suggestions(suggestion: type[Suggestion], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    columns = (suggestion.id, suggestion.title, suggestion.number, suggestion.state, suggestion.submitted_at)
    return _listed(columns, conditions)


def _replies(reply: type[Reply], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    return _listed((reply.id, reply.title, reply.document_no, null(), reply.sent_at), conditions)


def _commitments(commitment: type[Commitment], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    due = func.timezone(TIME_ZONE, sql_cast(commitment.due_on, TIMESTAMP))
    columns = (commitment.id, func.left(commitment.text, _SHORT), null(), commitment.state, due)
    return _listed(columns, conditions)


def _listed(columns: Sequence[Any], conditions: Conditions) -> ColumnElement[Any]:
    """The rows as one JSON list of number, title, official number, state and time, in the order of the times."""
    item = json_object(dict(zip(_NAMES, columns, strict=True)))
    return json_list(item, (columns[-1].asc(), columns[0].asc()), *conditions)


def _items(lists: Sequence[object], kind: LineageKind, env: ReadEnv) -> Iterator[LineageItem]:
    """The records of the lists, each once."""
    known: set[int] = set()
    for one in (item for found in lists for item in objects(found)):
        if one["id"] in known:
            continue
        known.add(one["id"])
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
