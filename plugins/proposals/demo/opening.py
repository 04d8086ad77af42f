"""From the draft to the number: writing, signing, submitting, screening."""

from __future__ import annotations

from datetime import datetime

from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.demo.dice import Weighted
from plugins.congress.roles import DEPUTY
from plugins.proposals.demo.life import Life, NotYet
from plugins.proposals.demo.series import Series
from plugins.proposals.models import (
    Cosignature,
    CosignatureKind,
    CosignatureState,
    RequestPoint,
    Screening,
    ScreeningDecision,
    SubjectGround,
    SuggestionOpinion,
    SuggestionRegion,
    SuggestionState,
    SuggestionText,
)

_GROUNDS = Weighted(
    {
        SubjectGround.PERSONAL_OR_FAMILY_MATTER: 4,
        SubjectGround.FORWARDED_LETTER: 4,
        SubjectGround.SPECIFIC_JUDICIAL_CASE: 2,
        SubjectGround.NO_SUBSTANCE: 2,
    }
)
_WORDS_FOR_REVISION = ("请把所提要求写具体，并一事一议。", "请补充事实依据和具体地点。")


def draft(life: Life) -> None:
    """Write the text, and let others sign it."""
    life.book.add(SuggestionRegion, life.id, life.region_id)
    if life.opinion_id:
        life.book.add(SuggestionOpinion, life.id, life.opinion_id)
    for ordinal, request in enumerate(life.words.requests, start=1):
        life.points.append(life.book.add(RequestPoint, life.id, ordinal, request + "。"))
    author = life.author
    signature = (author.mandate_id, author.deputy.id, CosignatureKind.LEAD, CosignatureState.CONFIRMED, 1, life.now)
    life.lead_signature = life.book.add(Cosignature, life.id, *signature)
    life.step("create_suggestion", life.deputy, SuggestionState.DRAFT)
    if life.cosigners:
        life.wait(0, 1)
        life.step("invite_cosigners", life.deputy, SuggestionState.COSIGNING)
        _sign(life)


def submit(life: Life, at: datetime) -> None:
    """Submit the text; what staff finds wanting is revised and submitted again."""
    life.go_to(at)
    _submit(life)
    if life.fate.revised:
        life.wait(0, 2)
        advice = life.dice.pick(_WORDS_FOR_REVISION)
        _decide(life, Screening.RETURN, advice=advice)
        life.step("return_for_revision", life.staff, SuggestionState.RETURNED, reason=advice)
        life.wait(0, 2)
        _write(life, submitted=False)
        life.step("edit_suggestion", life.deputy)
        life.text_version += 1
        _submit(life)


def screen(life: Life, series: Series, at: datetime) -> bool:
    """Accept it with a number, unless it is a letter, or is merged with another; then it ends here."""
    life.go_to(at)
    if life.fate.letter or (life.fate.merged and series.latest_id):
        life.stop(DeadlineKind.ACCEPT_AND_ASSIGN)
    if life.fate.letter:
        ground = life.dice.draw(_GROUNDS)
        _decide(life, Screening.TREAT_AS_LETTER, ground, "已按来信转有关机关，并向代表作了说明。")
        life.step("treat_as_letter", life.staff, SuggestionState.AS_LETTER)
        return False
    if life.fate.merged and series.latest_id:
        life.merged_into = series.latest_id
        _decide(life, Screening.MERGE)
        life.step("merge_suggestion", life.staff, SuggestionState.MERGED)
        return False
    serial, accepted_at = series.give(life.id, life.now, life.serial)
    life.go_to(accepted_at)
    life.serial, life.number = serial, series.text(serial)
    _decide(life, Screening.ACCEPT)
    life.note("accepted_at")
    life.step("accept_suggestion", life.staff, SuggestionState.ACCEPTED)
    return True


def write_texts(life: Life) -> None:
    """Write down the current version of the text."""
    _write(life, submitted="submitted_at" in life.times)


def _sign(life: Life) -> None:
    """Some decline, and some do not answer before it is submitted."""
    for other in life.cosigners:
        invited_at, state = life.now, CosignatureState.CONFIRMED
        try:
            life.wait(0, 1)
        except NotYet:
            state = CosignatureState.INVITED
        else:
            state = CosignatureState.DECLINED if life.dice.chance(0.03) else state
            name = "decline_cosign" if state is CosignatureState.DECLINED else "confirm_cosign"
            life.step(name, (other.name, DEPUTY))
        at = invited_at if state is CosignatureState.INVITED else life.now
        values = (other.mandate_id, other.deputy.id, CosignatureKind.COSIGNER, state, 1, at)
        life.book.add(Cosignature, life.id, *values)


def _submit(life: Life) -> None:
    life.note("submitted_at")
    if life.session is None and not life.running(DeadlineKind.ACCEPT_AND_ASSIGN):
        life.start(DeadlineKind.ACCEPT_AND_ASSIGN, DeadlineEvent.SUBMITTED)
    life.step("submit_suggestion", life.deputy, SuggestionState.SUBMITTED)


def _decide(life: Life, decision: Screening, ground: SubjectGround | None = None, advice: str | None = None) -> None:
    life.book.add(ScreeningDecision, life.id, decision, ground, advice, life.now, life.staff[0])


def _write(life: Life, *, submitted: bool) -> None:
    words, edited_at = life.words, life.now if life.text_version > 1 else life.created_at
    submitted_at = life.times.get("submitted_at") if submitted or life.text_version == 1 else None
    edited_at = min(edited_at, submitted_at) if submitted_at else edited_at
    texts = (words.title, words.matter, words.analysis, "\n".join(f"{request}。" for request in words.requests))
    row = (life.text_version, *texts, edited_at, life.author.name, submitted_at)
    life.book.add(SuggestionText, life.id, *row)
