"""Replies that stand, what was added to them, and how they are titled."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from core.env import Env
from core.rows import RuleEnv
from plugins.congress.deadlines.arithmetic import day_of
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.clock import IN_CHARGE
from plugins.proposals.letter.letter import Letter, Subject
from plugins.proposals.letter.wording import letter_title
from plugins.proposals.models import Handling, Reply, Suggestion


def standing(env: RuleEnv, reply: type[Reply], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """The replies that stand: of each unit in charge the one of its latest round, without what was added to it."""
    handling, later = aliased(env[Handling]), aliased(env[Reply])
    return and_(
        reply.suggestion_id == suggestion.id,
        reply.sent_at.is_not(None),
        reply.supplements_id.is_(None),
        exists().where(
            handling.id == reply.handling_id, handling.role.in_(IN_CHARGE), handling.state.not_in(GIVEN_BACK)
        ),
        ~exists().where(
            later.handling_id == reply.handling_id,
            later.sent_at.is_not(None),
            later.supplements_id.is_(None),
            later.round > reply.round,
        ),
    )


def is_last_word(env: RuleEnv, last: type[Reply], reply: type[Reply]) -> ColumnElement[bool]:
    """Whether `last` is what was added last to the reply, or the reply itself."""
    later = aliased(env[Reply])
    return and_(
        or_(last.id == reply.id, last.supplements_id == reply.id),
        last.sent_at.is_not(None),
        ~exists().where(later.supplements_id == reply.id, later.sent_at.is_not(None), later.id > last.id),
    )


def standing_replies(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """The replies of the suggestion that stand, each with its number."""
    reply, model = env[Reply], env[Suggestion]
    found = select(reply).join(model, model.id == reply.suggestion_id).where(model.id == suggestion.id)
    return env.session.scalars(found.where(standing(env.rules, reply, model)).order_by(reply.id)).all()


def latest_words(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """What each unit in charge said last: its standing reply, or the last that was added to it."""
    return [last_words(env, reply) for reply in standing_replies(env, suggestion)]


def last_words(env: Env, reply: Reply) -> Reply:
    """What was added last to the reply, or the reply itself."""
    added = env[Reply]
    found = select(added).where(added.supplements_id == reply.id, added.sent_at.is_not(None))
    return env.session.scalars(found.order_by(added.sent_at.desc(), added.id.desc()).limit(1)).first() or reply


def default_title(env: Env, suggestion: Suggestion, unit: str) -> str:
    """The title that the letter of a reply to the suggestion has."""
    subject = Subject(
        congress=suggestion.congress.name,
        term=suggestion.term.ordinal,
        session=suggestion.session.ordinal if suggestion.session else None,
        number=suggestion.serial or 0,
        title=suggestion.title,
    )
    return letter_title(Letter(subject, (), unit, day_of(env.now)))
