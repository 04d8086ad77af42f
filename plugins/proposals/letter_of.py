"""The letter of reply as the records have it."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.env import Env
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Person
from plugins.proposals.letter.letter import Answer, Contact, Letter, Promise, Publicity, Subject
from plugins.proposals.letter.wording import letter_title
from plugins.proposals.models import (
    Commitment,
    Cosignature,
    CosignatureKind,
    ItemReply,
    PublicAttribute,
    Reply,
    RequestPoint,
    Suggestion,
)

PUBLICITY = {
    PublicAttribute.PUBLIC: Publicity.PUBLIC,
    PublicAttribute.PARTLY: Publicity.PARTLY,
    PublicAttribute.NOT_PUBLIC: Publicity.NOT_PUBLIC,
}
SEPARATORS = re.compile(r"[,，、;；\n]+")


def default_title(env: Env, suggestion: Suggestion, unit: str) -> str:
    """The title that the letter of a reply to the suggestion has."""
    return letter_title(Letter(_subject(suggestion), (), unit, day_of(env.now)))


def letter_of(env: Env, reply: Reply) -> Letter:
    """The letter of the reply, to the lead deputy and to those whose suggestions were merged into it."""
    suggestion = reply.suggestion
    contact = Contact(reply.contact_name, reply.contact_phone or "") if reply.contact_name else None
    return Letter(
        subject=_subject(suggestion),
        addressees=_addressees(env, suggestion),
        unit=reply.handling.unit.name,
        dated=day_of(reply.sent_at or env.now),
        document_number=reply.document_no or "",
        issuer=reply.signer or "",
        outcome=reply.outcome_class.code if reply.outcome_class else "",
        background=reply.situation,
        answers=_answers(env, reply),
        plan=reply.plan,
        promises=_promises(env, reply),
        contact=contact,
        copies=tuple(part.strip() for part in SEPARATORS.split(reply.copies_to or "") if part.strip()),
        publicity=PUBLICITY[reply.public_attribute],
        publicity_reason=reply.not_public_reason or "",
    )


def _subject(suggestion: Suggestion) -> Subject:
    return Subject(
        congress=suggestion.congress.name,
        term=suggestion.term.ordinal,
        session=suggestion.session.ordinal if suggestion.session else None,
        number=suggestion.serial or 0,
        title=suggestion.title,
    )


def _addressees(env: Env, suggestion: Suggestion) -> tuple[str, ...]:
    signature, merged, person = env[Cosignature], aliased(env[Suggestion]), env[Person]
    names = (
        select(person.name)
        .join(signature, signature.person_id == person.id)
        .join(merged, merged.id == signature.suggestion_id)
        .where(signature.kind == CosignatureKind.LEAD)
        .where((merged.id == suggestion.id) | (merged.merged_into_id == suggestion.id))
        .order_by(merged.id != suggestion.id, merged.id)
    )
    return tuple(dict.fromkeys(env.session.scalars(names)))


def _answers(env: Env, reply: Reply) -> tuple[Answer, ...]:
    item, point = env[ItemReply], env[RequestPoint]
    found = select(point.text, item.answer).join(item, item.point_id == point.id).where(item.reply_id == reply.id)
    return tuple(Answer(text, answer) for text, answer in env.session.execute(found.order_by(point.ordinal)))


def _promises(env: Env, reply: Reply) -> tuple[Promise, ...]:
    """What the letter promised when it was sent; what replaced it later is told in other ways."""
    commitment = env[Commitment]
    found = select(commitment.text, commitment.due_on).where(
        commitment.reply_id == reply.id, commitment.replaces_id.is_(None)
    )
    return tuple(Promise(text, due) for text, due in env.session.execute(found.order_by(commitment.due_on)))
