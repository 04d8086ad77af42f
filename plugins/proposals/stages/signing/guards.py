"""Guards of an invitation, a signature and a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, exists

from core.api import Env, Predicate, Refusal, RuleEnv, StepContext
from plugins.congress.models import Mandate
from plugins.proposals.actors import is_cosigner, own_signature
from plugins.proposals.models import CosignatureState, Suggestion
from plugins.proposals.records.mandates import unless_in_office
from plugins.proposals.records.signatures import find_signature, own_signatures, signatures_of
from plugins.proposals.stages.signing.inputs import ConfirmCosignInput, InviteCosignersInput
from plugins.proposals.stages.signing.refusals import (
    CosignerOfOtherTerm,
    CosignTextChanged,
    DuplicateCosigner,
    NobodyInvited,
    SignersMustAgree,
)

STANDING = (CosignatureState.INVITED, CosignatureState.CONFIRMED)


def has_own(state: CosignatureState) -> Predicate[Suggestion]:
    """The deputy is a cosigner whose signature stands so."""
    return own_signature(is_cosigner, lambda signature: signature.state == state)


def nothing_merged(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """No other suggestion waits for the reply to this one."""
    merged = env.alias(Suggestion)
    return ~exists().where(merged.merged_into_id == suggestion.id)


def may_be_invited(env: Env, suggestion: Suggestion, context: StepContext[InviteCosignersInput]) -> Refusal | None:
    """Whoever signs is a deputy in office of the same congress and term, and signs once."""
    if not context.input.mandates:
        return NobodyInvited(field="mandates")
    return next(_uninvitable(env, suggestion, context.input), None)


def _uninvitable(env: Env, suggestion: Suggestion, given: InviteCosignersInput) -> Iterator[Refusal]:
    named: set[int] = set()
    for ref in given.mandates:
        mandate = env.get(Mandate, ref.id, field="mandates")
        person = mandate.person.name
        if mandate.term_id != suggestion.term_id:
            yield CosignerOfOtherTerm(person=person, congress=suggestion.congress.name, field="mandates")
        inactive = unless_in_office(env, mandate, "mandates")
        if inactive:
            yield inactive
        known = find_signature(env, suggestion, mandate)
        if mandate.id in named or (known and known.state in STANDING):
            yield DuplicateCosigner(person=person, field="mandates")
        named.add(mandate.id)


def text_was_read(_env: Env, suggestion: Suggestion, context: StepContext[ConfirmCosignInput]) -> Refusal | None:
    """A deputy signs the text that was read, and no other."""
    seen, current = context.input.text_version, suggestion.text_version
    return None if seen == current else CosignTextChanged(seen=seen, current=current, field="text_version")


def signs_in_office(env: Env, suggestion: Suggestion, _context: StepContext[object]) -> Refusal | None:
    """A deputy signs while in office."""
    invited = own_signatures(env, suggestion, CosignatureState.INVITED)
    return next(filter(None, (unless_in_office(env, one.mandate) for one in invited)), None)


def signers_agree(env: Env, suggestion: Suggestion, _context: StepContext[object]) -> Refusal | None:
    """What several deputies made is withdrawn by all of them."""
    signed = signatures_of(env, suggestion, state=CosignatureState.CONFIRMED)
    return SignersMustAgree(count=len(signed)) if signed else None
