"""Signatures under a suggestion, as steps find and change them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from core.api import Env
from plugins.congress.models import Mandate
from plugins.congress.roles import DEPUTY
from plugins.proposals.models import Cosignature, CosignatureKind, CosignatureState, Suggestion


def lead_signature(env: Env, suggestion: Suggestion) -> Cosignature:
    """The signature of the lead deputy."""
    signature = env[Cosignature]
    found = select(signature).where(signature.suggestion_id == suggestion.id, signature.kind == CosignatureKind.LEAD)
    return env.session.scalars(found).one()


def signatures_of(env: Env, suggestion: Suggestion, *, state: CosignatureState) -> Sequence[Cosignature]:
    """The cosigners' signatures and invitations that stand so."""
    signature = env[Cosignature]
    cosigners = signature.suggestion_id == suggestion.id, signature.kind == CosignatureKind.COSIGNER
    found = select(signature).where(*cosigners, signature.state == state)
    return env.session.scalars(found.order_by(signature.id)).all()


def own_signatures(env: Env, suggestion: Suggestion, state: CosignatureState) -> Sequence[Cosignature]:
    """The acting deputy's among them."""
    own = env.actor.scope_ids(DEPUTY)
    return [one for one in signatures_of(env, suggestion, state=state) if one.person_id in own]


def mark(env: Env, signatures: Iterable[Cosignature], state: CosignatureState) -> None:
    """Let the signatures stand so from now on."""
    for signature in signatures:
        signature.state, signature.at = state, env.now


def ask_to_sign(
    env: Env, suggestion: Suggestion, mandate: Mandate, kind: CosignatureKind, state: CosignatureState
) -> None:
    """Add the deputy to those who sign the suggestion; whoever declined before, or was left out, is asked anew."""
    known = find_signature(env, suggestion, mandate)
    signature = known or env[Cosignature](
        suggestion_id=suggestion.id, mandate_id=mandate.id, person_id=mandate.person_id, kind=kind
    )
    signature.text_version = suggestion.text_version
    mark(env, (signature,), state)
    env.session.add(signature)
    env.session.flush()


def find_signature(env: Env, suggestion: Suggestion, mandate: Mandate) -> Cosignature | None:
    """The signature or invitation of the mandate, however it stands; None if there is none."""
    signature = env[Cosignature]
    found = select(signature).where(signature.suggestion_id == suggestion.id, signature.mandate_id == mandate.id)
    return env.session.scalars(found).first()
