"""Earlier suggestions on the same matter, with what was promised then and what became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from core.api import Expressions, Needed, ReadEnv, Ref, Rows, _, label, resolved, year_of
from plugins.proposals.duplicates import is_before
from plugins.proposals.json_rows import json_list, json_object, objects
from plugins.proposals.models import (
    Commitment,
    CommitmentState,
    OutcomeCount,
    Suggestion,
    SuggestionRegion,
    SuggestionState,
)

MOST = 10
"""How many earlier suggestions are shown, the newest ones; all are counted."""
_RAISED = _("Raised before in {years}.")
_BROKEN = _("The promise of {years} was broken.")
_BOTH = _("{raised} {broken}")
_COMMA = _(", ")


@dataclass(frozen=True, kw_only=True)
class EarlierPromise:
    """What was promised in reply to an earlier suggestion, and what became of it."""

    text: str = dataclasses.field(metadata=label(_("What was promised")))
    due_on: date = dataclasses.field(metadata=label(_("Due on")))
    state: CommitmentState = dataclasses.field(metadata=label(_("What became of it")))
    commitment: Ref[Commitment] = dataclasses.field(metadata=label(_("The commitment")))


@dataclass(frozen=True, kw_only=True)
class EarlierSuggestion:
    """A suggestion made before on the same matter at the same place."""

    suggestion: Ref[Suggestion] = dataclasses.field(metadata=label(_("The suggestion")))
    number: str | None = dataclasses.field(metadata=label(_("Its number")))
    title: str = dataclasses.field(metadata=label(_("Its title")))
    year: int = dataclasses.field(metadata=label(_("Year in which it was submitted")))
    state: SuggestionState = dataclasses.field(metadata=label(_("Where it stands now")))
    counts_as: OutcomeCount | None = dataclasses.field(metadata=label(_("What its outcome counts as")))
    promises: list[EarlierPromise] = dataclasses.field(metadata=label(_("What was promised then")))


@dataclass(frozen=True, kw_only=True)
class Recollection:
    """What was asked for before on the same matter at the same place."""

    times: int = dataclasses.field(metadata=label(_("How often it has been raised, this time included")))
    badge: str | None = dataclasses.field(metadata=label(_("In a sentence: when it was raised, and what was broken")))
    suggestions: list[EarlierSuggestion] = dataclasses.field(metadata=label(_("The earlier ones, the newest first")))


def earlier_needs(suggestion: type[Suggestion], rows: Rows) -> Expressions:
    """The earlier suggestions with their promises, the newest first."""
    before = rows[Suggestion]
    item = json_object(
        {
            "id": before.id,
            "number": before.number,
            "title": before.title,
            "year": year_of(before.submitted_at),
            "state": before.state,
            "counts_as": before.counts_as,
            "promises": _promises(rows, before),
        }
    )
    newest = before.submitted_at.desc(), before.id.desc()
    same = is_before(before, suggestion), is_the_same_matter(rows, before, suggestion)
    return {"earlier": json_list(item, newest, *same)}


def is_the_same_matter(rows: Rows, before: type[Suggestion], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Whether both are about one field of public life, at one place or in one division."""
    one, other = rows[SuggestionRegion], rows[SuggestionRegion]
    shared = exists().where(
        one.suggestion_id == before.id, other.suggestion_id == suggestion.id, one.region_id == other.region_id
    )
    return and_(
        before.category == suggestion.category,
        or_(before.place == suggestion.place, shared.correlate(before, suggestion)),
    )


class RecalledSuggestion(Suggestion):
    """A suggestion among those made before it."""

    @resolved(needs=earlier_needs)
    @staticmethod
    def recollection(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Recollection]:
        """What was asked for before on the same matter at the same place, and what was promised; for drafts too."""
        return [_recollection([_earlier(item) for item in objects(one["earlier"])], env) for one in needed]


def _promises(rows: Rows, before: type[Suggestion]) -> ColumnElement[Any]:
    made = rows[Commitment]
    item = json_object({"id": made.id, "text": made.text, "due_on": made.due_on, "state": made.state})
    return json_list(item, (made.due_on.asc(), made.id.asc()), made.suggestion_id == before.id)


def _recollection(earlier: list[EarlierSuggestion], env: ReadEnv) -> Recollection:
    years = sorted({one.year for one in earlier})
    broken = sorted({one.year for one in earlier if any(map(_is_broken, one.promises))})
    badge = _sentence(_RAISED, years, env)
    if broken:
        badge = env.translate(_BOTH).format(raised=badge, broken=_sentence(_BROKEN, broken, env))
    return Recollection(times=len(earlier) + 1, badge=badge or None, suggestions=earlier[:MOST])


def _is_broken(promise: EarlierPromise) -> bool:
    return promise.state is CommitmentState.BROKEN


def _sentence(template: str, years: Sequence[int], env: ReadEnv) -> str:
    listed = env.translate(_COMMA).join(map(str, years))
    return env.translate(template).format(years=listed) if years else ""


def _earlier(item: Mapping[str, Any]) -> EarlierSuggestion:
    return EarlierSuggestion(
        suggestion=Ref(item["id"]),
        number=item["number"],
        title=item["title"],
        year=int(item["year"]),
        state=SuggestionState[item["state"]],
        counts_as=OutcomeCount[item["counts_as"]] if item["counts_as"] else None,
        promises=[_promise(one) for one in objects(item["promises"])],
    )


def _promise(item: Mapping[str, Any]) -> EarlierPromise:
    return EarlierPromise(
        text=item["text"],
        due_on=date.fromisoformat(item["due_on"]),
        state=CommitmentState[item["state"]],
        commitment=Ref(item["id"]),
    )
