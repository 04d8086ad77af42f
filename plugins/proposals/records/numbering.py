"""Numbers of accepted suggestions: a series for each session, and one for the time between sessions."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from core.api import Env
from plugins.congress.models import Term
from plugins.proposals.models import NumberSeries, Suggestion


def next_serial(env: Env, suggestion: Suggestion) -> int:
    """The next number of the series, which is given once; a change that is taken back gives it back.

    All series of a term are given out by one change at a time: whoever accepts many suggestions
    takes numbers of both series in any order, and two of them must not wait for each other.
    """
    term = env[Term]
    env.session.execute(select(term.id).where(term.id == suggestion.term_id).with_for_update(key_share=True))
    series = _series(env, suggestion)
    serial = series.next_serial
    series.next_serial += 1
    env.session.flush()
    return serial


def _series(env: Env, suggestion: Suggestion) -> NumberSeries:
    """The series of the suggestion's session, or of the time between sessions, held until the end of the change."""
    model = env[NumberSeries]
    values = {"term_id": suggestion.term_id, "session_id": suggestion.session_id}
    env.session.execute(insert(model).values(values).on_conflict_do_nothing())
    found = select(model).where(
        model.term_id == suggestion.term_id, model.session_id.is_not_distinct_from(suggestion.session_id)
    )
    held = found.with_for_update().execution_options(populate_existing=True)
    return env.session.scalars(held).one()
