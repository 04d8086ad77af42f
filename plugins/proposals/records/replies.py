"""Replies that stand, what was added to them, and how they are titled."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from sqlalchemy import ColumnElement, and_, exists, or_, select

from core.api import Env, Refusal, RuleEnv, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.clock import IN_CHARGE
from plugins.proposals.letter.letter import Letter, Subject
from plugins.proposals.letter.wording import letter_title
from plugins.proposals.models import LONGEST_PLAN, Handling, PublicAttribute, Reply, Suggestion, SuggestionEvent
from plugins.proposals.records.texts import clean, is_blank, written
from plugins.proposals.refusals import NotPublicReasonMissing

LONGEST_IN_LETTER: Mapping[str, int] = MappingProxyType(
    {
        "document_no": 60,
        "title": 200,
        "situation": LONGEST_PLAN,
        "plan": LONGEST_PLAN,
        "evidence": 1000,
        "answers_comment": 2000,
        "signer": 60,
        "signer_title": 120,
        "contact_name": 60,
        "contact_phone": 30,
        "copies_to": 500,
        "not_public_reason": 500,
    }
)
"""The texts of a letter of reply, with the most characters that the records take of each."""

NEVER_EMPTY = ("document_no", "situation", "plan", "signer", "signer_title")
"""The texts without which a letter says nothing."""


class LetterInput(Protocol):
    """An input that holds a letter of reply, or what is added to one."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def public_attribute(self) -> PublicAttribute:
        """Whether it may be published."""

    @property
    def not_public_reason(self) -> str | None:
        """Why it may not be published."""


def is_standing(env: RuleEnv, reply: type[Reply], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """The replies that stand: of each unit in charge the one of its latest round, without what was added to it."""
    handling, later = env.alias(Handling), env.alias(Reply)
    return and_(
        reply.suggestion_id == suggestion.id,
        reply.sent_at.is_not(None),
        reply.supplements_id.is_(None),
        exists().where(
            handling.id == reply.handling_id, handling.role.in_(IN_CHARGE), handling.state.not_in(GIVEN_BACK)
        ),
        ~exists().where(_takes_its_place(later, reply)),
    )


def counts_in_figures(
    reply: type[Reply], handling: type[Handling], later: type[Reply], event: type[SuggestionEvent]
) -> ColumnElement[bool]:
    """The replies that figures count: of each unit that of its latest round, unless it was assigned anew since.

    Other than those that stand, they count on when the handling has ended. The caller names what it reads, and
    joins the handling to the reply.
    """
    # Where this is one level down, only what stands in that level is correlated two levels down.
    replaced = exists().where(_takes_its_place(later, reply))
    assigned_anew = exists().where(
        event.suggestion_id == reply.suggestion_id,
        event.step == "assign_suggestion",
        event.at > handling.assigned_at,
    )
    return and_(~replaced, ~assigned_anew)


def _takes_its_place(later: type[Reply], reply: type[Reply]) -> ColumnElement[bool]:
    """Whether the later one is of the same unit and a later round; what is added to a reply replaces nothing."""
    return and_(
        later.handling_id == reply.handling_id,
        later.sent_at.is_not(None),
        later.supplements_id.is_(None),
        later.round > reply.round,
    )


def is_last_word(env: RuleEnv, last: type[Reply], reply: type[Reply]) -> ColumnElement[bool]:
    """Whether `last` is what was added last to the reply, or the reply itself."""
    later = env.alias(Reply)
    return and_(
        or_(last.id == reply.id, last.supplements_id == reply.id),
        last.sent_at.is_not(None),
        ~exists().where(later.supplements_id == reply.id, later.sent_at.is_not(None), later.id > last.id),
    )


def standing_replies(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """The replies of the suggestion that stand, each with its number."""
    reply, model = env[Reply], env[Suggestion]
    found = select(reply).join(model, model.id == reply.suggestion_id).where(model.id == suggestion.id)
    return env.session.scalars(found.where(is_standing(env.rules, reply, model)).order_by(reply.id)).all()


def latest_words(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """What each unit in charge said last: its standing reply, or the last that was added to it."""
    return [last_words(env, reply) for reply in standing_replies(env, suggestion)]


def last_words(env: Env, reply: Reply) -> Reply:
    """What was added last to the reply, or the reply itself."""
    added = env[Reply]
    found = select(added).where(added.supplements_id == reply.id, added.sent_at.is_not(None))
    return env.session.scalars(found.order_by(added.sent_at.desc(), added.id.desc()).limit(1)).first() or reply


def letter_texts(env: Env, suggestion: Suggestion, unit: str, given: LetterInput) -> dict[str, str | None]:
    """The texts of a letter of reply by the unit, as the records keep them, by the names of their columns.

    Raises:
        TextMissing: if one is empty without which the letter says nothing.
        SuggestionTextTooLong: if one is longer than the records take.
    """
    texts: dict[str, str | None] = {}
    for name in (one.name for one in dataclasses.fields(given) if one.name in LONGEST_IN_LETTER):
        keep = written if name in NEVER_EMPTY else clean
        texts[name] = keep(getattr(given, name), LONGEST_IN_LETTER[name], name)
    texts["title"] = texts["title"] or default_title(env, suggestion, unit)
    return texts


def not_public_unexplained(_env: Env, _suggestion: Suggestion, context: StepContext[LetterInput]) -> Refusal | None:
    """A guard: what is kept from the public is explained."""
    given = context.input
    if given.public_attribute is PublicAttribute.PUBLIC or not is_blank(given.not_public_reason):
        return None
    return NotPublicReasonMissing(field="not_public_reason")


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
