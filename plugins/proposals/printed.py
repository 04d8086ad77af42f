"""The letter of a reply: its title, the page, and the document for printing.

A letter is made of what its reader may read: a confidential author is addressed without a name, and the
telephone of the contact is left out for the public.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, or_, select

from core.api import Expressions, Needed, ReadEnv, Rows, resolved
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Congress, Organization, Person, Session, Term
from plugins.proposals.json_rows import json_list, json_object
from plugins.proposals.letter.html import letter_html
from plugins.proposals.letter.letter import Answer, Contact, Letter, Promise, Publicity, Subject
from plugins.proposals.letter.pdf import letter_pdf
from plugins.proposals.letter.wording import letter_title
from plugins.proposals.models import (
    Commitment,
    Cosignature,
    CosignatureKind,
    Handling,
    ItemReply,
    OutcomeClass,
    Reply,
    RequestPoint,
    Suggestion,
)

UNNAMED = "各位"
"""How a letter addresses deputies whose names its reader may not read: 尊敬的各位代表."""

_SEPARATORS = re.compile(r"[,，、;；\n]+")


def letter_needs(reply: type[Reply], rows: Rows) -> Expressions:
    """All that the letter of a reply says."""
    return {
        "subject": _subject(rows, reply),
        "unit": _unit(rows, reply),
        "outcome": _outcome(rows, reply),
        "addressees": _addressees(rows, reply),
        "answers": _answers(rows, reply),
        "promises": _promises(rows, reply),
        "document_no": reply.document_no,
        "signer": reply.signer,
        "sent_at": reply.sent_at,
        "situation": reply.situation,
        "answers_comment": reply.answers_comment,
        "plan": reply.plan,
        "contact_name": reply.contact_name,
        "contact_phone": reply.contact_phone,
        "copies_to": reply.copies_to,
        "public_attribute": reply.public_attribute,
        "not_public_reason": reply.not_public_reason,
    }


class PrintedReply(Reply):
    """A reply as the letter that was sent."""

    @resolved(needs=letter_needs)
    @staticmethod
    def letter_title(needed: Sequence[Needed], env: ReadEnv) -> Sequence[str]:
        """Title of the letter, in Chinese as the letter is."""
        return [letter_title(_letter(one, env)) for one in needed]

    @resolved(needs=letter_needs)
    @staticmethod
    def letter_html(needed: Sequence[Needed], env: ReadEnv) -> Sequence[str]:
        """The letter as a page of HTML, complete in itself."""
        return [letter_html(_letter(one, env)) for one in needed]

    @resolved(needs=letter_needs, slow=True)
    @staticmethod
    def letter_pdf(needed: Sequence[Needed], env: ReadEnv) -> Sequence[str]:
        """The letter for printing: a PDF document in Base64, with its font in it."""
        return [b64encode(letter_pdf(_letter(one, env))).decode() for one in needed]


def _letter(needed: Needed, env: ReadEnv) -> Letter:
    one = cast("Mapping[str, Any]", needed)
    subject = one["subject"]
    return Letter(
        subject=Subject(
            congress=subject["congress"],
            term=subject["term"],
            session=subject["session"],
            number=subject["number"] or 0,
            title=subject["title"],
        ),
        addressees=tuple(one["addressees"] or (UNNAMED,)),
        unit=one["unit"] or "",
        dated=day_of(datetime.fromisoformat(one["sent_at"]) if one["sent_at"] else env.now),
        document_number=one["document_no"] or "",
        issuer=one["signer"] or "",
        outcome=one["outcome"] or "",
        background=one["situation"],
        answers=tuple(Answer(point["request"], point["answer"]) for point in one["answers"] or ()),
        comment_answer=one["answers_comment"] or "",
        plan=one["plan"],
        promises=tuple(Promise(kept["text"], date.fromisoformat(kept["due"])) for kept in one["promises"] or ()),
        contact=Contact(one["contact_name"], one["contact_phone"] or "") if one["contact_name"] else None,
        copies=tuple(part.strip() for part in _SEPARATORS.split(one["copies_to"] or "") if part.strip()),
        publicity=Publicity[one["public_attribute"]],
        publicity_reason=one["not_public_reason"] or "",
    )


def _subject(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    suggestion, congress, term, session = rows[Suggestion], rows[Congress], rows[Term], rows[Session]
    columns = {
        "congress": congress.name,
        "term": term.ordinal,
        "session": select(session.ordinal).where(session.id == suggestion.session_id).scalar_subquery(),
        "number": suggestion.serial,
        "title": suggestion.title,
    }
    found = select(json_object(columns)).where(
        suggestion.id == reply.suggestion_id, congress.id == suggestion.congress_id, term.id == suggestion.term_id
    )
    return found.scalar_subquery()


def _unit(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    handling, unit = rows[Handling], rows[Organization]
    found = select(unit.name).where(handling.unit_id == unit.id, handling.id == reply.handling_id)
    return found.scalar_subquery()


def _outcome(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    outcome = rows[OutcomeClass]
    return select(outcome.code).where(outcome.id == reply.outcome_class_id).scalar_subquery()


def _addressees(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    """The lead deputy first, then those of the suggestions that were merged into it."""
    signature, person, signed = rows[Cosignature], rows[Person], rows[Suggestion]
    return json_list(
        person.name,
        ((signed.id != reply.suggestion_id).asc(), signed.id.asc()),
        person.id == signature.person_id,
        signed.id == signature.suggestion_id,
        signature.kind == CosignatureKind.LEAD,
        or_(signed.id == reply.suggestion_id, signed.merged_into_id == reply.suggestion_id),
    )


def _answers(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    item, point = rows[ItemReply], rows[RequestPoint]
    pair = json_object({"request": point.text, "answer": item.answer})
    return json_list(pair, (point.ordinal.asc(),), point.id == item.point_id, item.reply_id == reply.id)


def _promises(rows: Rows, reply: type[Reply]) -> ColumnElement[Any]:
    """What the letter promised when it was sent; what replaced it later is told in other ways."""
    kept = rows[Commitment]
    pair = json_object({"text": kept.text, "due": kept.due_on})
    order = kept.due_on.asc(), kept.id.asc()
    return json_list(pair, order, kept.reply_id == reply.id, kept.replaces_id.is_(None))
