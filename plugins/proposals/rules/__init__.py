"""Who may read what of suggestions.

`reach` says which suggestions a role reaches, `circles` lists the roles, and `following` lets what belongs to a
suggestion go with it. Here is what of it each circle reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, and_

from core.api import PUBLIC, Action, Model, Predicate, Role, Rule, RuleEnv, grant
from plugins.congress.models import Deadline
from plugins.congress.roles import AUDITOR, DEPUTY, GOVERNMENT_OFFICE, UNIT_CLERK, UNIT_LEADER
from plugins.proposals.models import (
    AssignmentBatch,
    CoHandlingOpinion,
    Commitment,
    ContactLog,
    Coordination,
    Cosignature,
    CosignatureState,
    Evaluation,
    ExtensionRequest,
    Handling,
    ItemReply,
    NumberSeries,
    OutcomeClass,
    OutcomeScheme,
    Reply,
    RequestPoint,
    ReturnRequest,
    ScreeningDecision,
    Suggestion,
    SuggestionEvent,
    SuggestionOpinion,
    SuggestionRegion,
    SuggestionState,
    SuggestionText,
)
from plugins.proposals.rules.circles import (
    ALL,
    AUTHOR_KNOWN,
    AUTHOR_MET,
    GOVERNMENT,
    JOINED,
    LEAD_UNITS,
    MERGED,
    MERGED_AUTHOR_KNOWN,
    OTHER_DEPUTIES,
    OWN_TIER,
    READERS,
    SIGNERS,
    STAFF,
    UNITS,
)
from plugins.proposals.rules.following import grants, handling_grants, of_own_handling, of_reply
from plugins.proposals.rules.reach import accepted_in_region, handled_by, joined, named
from plugins.proposals.rules.replies import REPLY_READERS

AUDITED: Sequence[type[Model]] = (
    Suggestion,
    RequestPoint,
    SuggestionText,
    SuggestionRegion,
    SuggestionOpinion,
    Cosignature,
    ScreeningDecision,
    NumberSeries,
    Handling,
    ReturnRequest,
    ExtensionRequest,
    ContactLog,
    CoHandlingOpinion,
    Reply,
    ItemReply,
    Evaluation,
    Commitment,
    Coordination,
    SuggestionEvent,
    Deadline,
)
"""The auditor reads everything."""

WRITTEN = (SuggestionState.DRAFT, SuggestionState.COSIGNING)
"""Where a suggestion stands until it is first submitted."""


def rules() -> Sequence[Rule]:
    """All rules of the plugin; the operator reads what the public reads."""
    return (
        *(grant(role, Action.READ, Suggestion, reach) for role, reach in (*ALL, *MERGED)),
        *_of_texts(),
        *_of_signers(),
        *_of_handling(),
        *_of_replies(),
        *_of_history(),
        *(grant(AUDITOR, Action.READ, model) for model in AUDITED),
        grant(PUBLIC, Action.READ, AssignmentBatch),
        grant(PUBLIC, Action.READ, OutcomeScheme),
        grant(PUBLIC, Action.READ, OutcomeClass),
    )


def _of_texts() -> Iterator[Rule]:
    yield from grants(RequestPoint, (*ALL, *MERGED))
    yield from grants(SuggestionRegion, (*ALL, *MERGED))
    yield from grants(SuggestionText, SIGNERS)
    yield from grants(SuggestionText, STAFF, _submitted_version)
    others = (*READERS, *JOINED, *OTHER_DEPUTIES, *GOVERNMENT, *UNITS, *MERGED)
    yield from grants(SuggestionText, others, _current_version)


def _of_signers() -> Iterator[Rule]:
    """An opinion a suggestion grew from may name the deputy who heard it, so it goes with the signatures."""
    yield from grants(Cosignature, SIGNERS)
    yield from grants(Cosignature, (*AUTHOR_KNOWN, *MERGED_AUTHOR_KNOWN), _confirmed)
    yield grant(DEPUTY, Action.READ, Cosignature, _own_signature)
    yield from grants(SuggestionOpinion, (*SIGNERS, *AUTHOR_KNOWN))


def _of_handling() -> Iterator[Rule]:
    yield from grants(Handling, ALL)
    yield from grants(Deadline, ALL)
    for model in (ReturnRequest, ExtensionRequest, ContactLog, CoHandlingOpinion):
        yield from handling_grants(model, STAFF)
    for model in (ReturnRequest, ExtensionRequest):
        yield from handling_grants(model, (*SIGNERS, *JOINED, *GOVERNMENT))
    aside = (DEPUTY, named(joined)), (GOVERNMENT_OFFICE, named(accepted_in_region))
    yield from handling_grants(ContactLog, (*SIGNERS, *aside))
    yield from handling_grants(CoHandlingOpinion, (*GOVERNMENT, *LEAD_UNITS))
    for role in (UNIT_CLERK, UNIT_LEADER):
        yield grant(role, Action.READ, Handling, _own_unit(role))
        for model in (ReturnRequest, ExtensionRequest, CoHandlingOpinion):
            yield grant(role, Action.READ, model, of_own_handling(role))
    yield grant(UNIT_CLERK, Action.READ, ContactLog, of_own_handling(UNIT_CLERK, named(handled_by(UNIT_CLERK))))
    yield grant(UNIT_LEADER, Action.READ, ContactLog, of_own_handling(UNIT_LEADER))


def _of_replies() -> Iterator[Rule]:
    """A commitment and an answer to one point are part of a reply."""
    for role, readable in REPLY_READERS:
        yield grant(role, Action.READ, Reply, readable)
        yield grant(role, Action.READ, ItemReply, of_reply(readable))
        yield grant(role, Action.READ, Commitment, of_reply(readable))


def _of_history() -> Iterator[Rule]:
    yield from grants(ScreeningDecision, (*SIGNERS, *STAFF))
    yield from grants(Coordination, (*SIGNERS, *AUTHOR_MET))
    yield from grants(SuggestionEvent, SIGNERS)
    yield from grants(SuggestionEvent, STAFF, _not_private)
    yield from grants(SuggestionEvent, (*READERS, *JOINED, *OTHER_DEPUTIES, *GOVERNMENT, *UNITS), _not_private)
    yield from grants(Evaluation, OWN_TIER)
    yield grant(DEPUTY, Action.READ, Evaluation, _own_evaluation)


def _confirmed(signature: type[Cosignature], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Whom a deputy invites, and who declines, is between deputies."""
    return signature.state == CosignatureState.CONFIRMED


def _submitted_version(text: type[SuggestionText], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """What was never submitted is the deputy's own."""
    return text.submitted_at.is_not(None)


def _current_version(text: type[SuggestionText], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """A version that was returned may have been so for what it said."""
    return and_(text.submitted_at.is_not(None), text.version_no == suggestion.text_version)


def _not_private(event: type[SuggestionEvent], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """What deputies did with a draft is their own, and so is what they did with a text that was returned to them."""
    revised = and_(event.from_state == SuggestionState.RETURNED, event.to_state == SuggestionState.RETURNED)
    return and_(event.to_state.not_in(WRITTEN), ~revised)


def _own_signature(env: RuleEnv, model: type[Cosignature]) -> ColumnElement[bool]:
    """The deputy's own signatures and invitations."""
    return env.in_scope(DEPUTY, model.person_id)


def _own_evaluation(env: RuleEnv, model: type[Evaluation]) -> ColumnElement[bool]:
    """The deputy's own evaluations."""
    return env.in_scope(DEPUTY, model.person_id)


def _own_unit(role: Role) -> Predicate[Handling]:
    """The handling by the role's unit, also of what it gave back."""

    def own(env: RuleEnv, model: type[Handling]) -> ColumnElement[bool]:
        return env.in_scope(role, model.unit_id)

    return own
