"""Steps by which units handle a suggestion."""

from __future__ import annotations

from core.api import Env, Reason, Step, StepContext, _, check, extensible
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import extend, running
from plugins.proposals.actors import GOVERNMENT, SIGNER, STAFF, UNIT
from plugins.proposals.clock import IN_CHARGE, deadlines
from plugins.proposals.models import (
    LONGEST_PLAN,
    LONGEST_SUMMARY,
    WITH_UNITS,
    CoHandlingOpinion,
    ContactLog,
    ExtensionRequest,
    HandlingRole,
    HandlingState,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import news, task, tell_deputies, tell_staff, tell_units
from plugins.proposals.records.handlings import fitting, handling_of, own_handling
from plugins.proposals.records.parts import names_part
from plugins.proposals.records.requests import decide
from plugins.proposals.records.texts import clean, written
from plugins.proposals.stages.handling import guards
from plugins.proposals.stages.handling.inputs import (
    AcceptCoOpinionInput,
    ConfirmContactInput,
    DecideExtensionInput,
    FileWorkPlanInput,
    LogContactInput,
    RequestCoOpinionAgainInput,
    RequestExtensionInput,
    SignForInput,
    SubmitCoOpinionInput,
)

WORKING = (HandlingState.HANDLING,)
SIGNED_FOR = (HandlingState.HANDLING, HandlingState.REPLIED)
UNREPLIED = (HandlingState.ASSIGNED, HandlingState.HANDLING)
CONTACTS = (
    *WITH_UNITS,
    SuggestionState.REHANDLING,
    SuggestionState.REPLIED,
    SuggestionState.TRACKING,
)


class HandledSuggestion(Suggestion):
    """A suggestion while its units handle it."""

    @extensible
    def sign_for(self, env: Env, context: StepContext[SignForInput]) -> SuggestionState | None:
        """Sign for a suggestion as one of its units, and begin to handle it."""
        given, handling = context.input, handling_of(env, context)
        handling.state = HandlingState.HANDLING
        handling.signed_for_at = env.now
        handling.leader_in_charge = clean(given.leader_in_charge, 60, "leader_in_charge")
        handling.section = clean(given.section, 120, "section")
        handling.officer = clean(given.officer, 60, "officer")
        return None

    @extensible
    def file_work_plan(self, env: Env, context: StepContext[FileWorkPlanInput]) -> SuggestionState | None:
        """File the unit's work plan; filed again, the new one counts."""
        handling = handling_of(env, context)
        handling.work_plan = written(context.input.work_plan, LONGEST_PLAN, "work_plan")
        handling.work_plan_filed_at = env.now
        return None

    @extensible
    def log_contact(self, env: Env, context: StepContext[LogContactInput]) -> SuggestionState | None:
        """Record a talk with the deputy; it counts once a signer confirms it."""
        given, handling = context.input, handling_of(env, context)
        contact = env[ContactLog](
            handling_id=handling.id,
            stage=given.stage,
            mode=given.mode,
            at=given.at,
            with_whom=written(given.with_whom, 200, "with_whom"),
            summary=written(given.summary, LONGEST_SUMMARY, "summary"),
        )
        env.session.add(contact)
        env.session.flush()
        tell_deputies(env, self, task("contact_to_confirm", contact.id))
        return None

    @extensible
    def confirm_contact(self, env: Env, context: StepContext[ConfirmContactInput]) -> SuggestionState | None:
        """Confirm that a unit spoke with oneself about the suggestion."""
        contact = env.session.get_one(env[ContactLog], context.input.contact.id)
        contact.confirmed_by_id = guards.signature_of_actor(env, self).id
        contact.confirmed_at = env.now
        context.noted["handling_id"] = contact.handling_id
        return None

    @extensible
    def submit_co_opinion(self, env: Env, context: StepContext[SubmitCoOpinionInput]) -> SuggestionState | None:
        """Give the lead unit one's opinion as a co-handling unit."""
        given, handling = context.input, handling_of(env, context)
        opinion = env[CoHandlingOpinion](
            handling_id=handling.id,
            document_no=written(given.document_no, 60, "document_no"),
            text=written(given.text, LONGEST_PLAN, "text"),
            sent_at=env.now,
        )
        env.session.add(opinion)
        handling.state = HandlingState.REPLIED
        env.session.flush()
        tell_units(env, self, news("co_opinion", opinion.id), role=HandlingRole.LEAD)
        return None

    @extensible
    def accept_co_opinion(self, env: Env, context: StepContext[AcceptCoOpinionInput]) -> SuggestionState | None:
        """Accept the opinion of a co-handling unit."""
        opinion = env.session.get_one(env[CoHandlingOpinion], context.input.opinion.id)
        opinion.accepted_at = env.now
        context.noted["handling_id"] = opinion.handling_id
        return None

    @extensible
    def request_co_opinion_again(
        self, env: Env, context: StepContext[RequestCoOpinionAgainInput]
    ) -> SuggestionState | None:
        """Send the opinion of a co-handling unit back, to be done again."""
        opinion = env.session.get_one(env[CoHandlingOpinion], context.input.opinion.id)
        opinion.redo_requested_at, opinion.redo_reason = env.now, context.reason
        opinion.handling.state = HandlingState.HANDLING
        context.noted["handling_id"] = opinion.handling_id
        env.session.flush()
        tell_units(env, self, task("co_opinion_again", opinion.id), HandlingState.HANDLING, role=HandlingRole.CO)
        return None

    @extensible
    def request_extension(self, env: Env, context: StepContext[RequestExtensionInput]) -> SuggestionState | None:
        """Ask for more time to reply; the deputy reads the reason."""
        handling = handling_of(env, context)
        request = env[ExtensionRequest](
            handling_id=handling.id, reason=context.reason, until=context.input.until, requested_at=env.now
        )
        env.session.add(request)
        env.session.flush()
        tell_staff(env, self, task("extension_requested", request.id))
        return None

    @extensible
    def decide_extension(self, env: Env, context: StepContext[DecideExtensionInput]) -> SuggestionState | None:
        """Decide whether a unit gets more time to reply; the deputies are told."""
        request = env.session.get_one(env[ExtensionRequest], context.input.request.id)
        context.noted["handling_id"] = request.handling_id
        if context.input.accept:
            (deadline,) = running(env, DeadlineKind.REPLY, handling_id=request.handling_id)
            extend(env, deadline, reason=request.reason, approved_by=env.actor.name, until=request.until)
            tell_deputies(env, self, news("extension_granted", request.id))
        decide(env, request, accept=context.input.accept, reason=context.reason)
        tell_units(env, self, news("extension_decided", request.id), id=request.handling_id)
        return None


STEPS = (
    Step(
        name="sign_for",
        label=_("Sign for it"),
        sources=WITH_UNITS,
        targets={
            SuggestionState.ASSIGNED: (SuggestionState.HANDLING,),
            SuggestionState.HANDLING: (SuggestionState.HANDLING,),
            SuggestionState.RETURN_REQUESTED: (SuggestionState.RETURN_REQUESTED,),
        },
        permission=UNIT,
        effect=HandledSuggestion.sign_for,
        input=SignForInput,
        guards=(check(own_handling), check(fitting(states=(HandlingState.ASSIGNED,)))),
        stops=deadlines(DeadlineKind.REQUEST_RETURN),
    ),
    Step(
        name="file_work_plan",
        label=_("File the work plan"),
        sources=(SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        permission=UNIT,
        effect=HandledSuggestion.file_work_plan,
        input=FileWorkPlanInput,
        guards=(check(own_handling), check(fitting(IN_CHARGE, WORKING)), check(guards.work_plan_missing)),
        stops=deadlines(DeadlineKind.WORK_PLAN),
    ),
    Step(
        name="log_contact",
        label=_("Record a contact"),
        sources=CONTACTS,
        permission=UNIT,
        effect=HandledSuggestion.log_contact,
        input=LogContactInput,
        guards=(check(own_handling), check(guards.contact_in_future)),
        stops=deadlines(DeadlineKind.FIRST_CONTACT),
    ),
    Step(
        name="confirm_contact",
        label=_("Confirm a contact"),
        sources=CONTACTS,
        permission=SIGNER,
        effect=HandledSuggestion.confirm_contact,
        input=ConfirmContactInput,
        guards=(
            check(names_part(ContactLog, "contact")),
            check(guards.contact_confirmed),
            check(guards.contact_conflict),
        ),
    ),
    Step(
        name="submit_co_opinion",
        label=_("Give the co-handling opinion"),
        sources=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        permission=UNIT,
        effect=HandledSuggestion.submit_co_opinion,
        input=SubmitCoOpinionInput,
        guards=(check(own_handling), check(fitting((HandlingRole.CO,), SIGNED_FOR))),
        stops=deadlines(DeadlineKind.CO_OPINION, DeadlineKind.CO_OPINION_REDO),
    ),
    Step(
        name="accept_co_opinion",
        label=_("Accept the co-handling opinion"),
        sources=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        permission=UNIT,
        effect=HandledSuggestion.accept_co_opinion,
        input=AcceptCoOpinionInput,
        guards=(check(guards.opinion_of_other), check(guards.opinion_settled)),
    ),
    Step(
        name="request_co_opinion_again",
        label=_("Send the co-handling opinion back"),
        sources=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        permission=UNIT,
        effect=HandledSuggestion.request_co_opinion_again,
        input=RequestCoOpinionAgainInput,
        guards=(check(guards.opinion_of_other), check(guards.opinion_settled)),
        reason=Reason.REQUIRED,
        starts=deadlines(DeadlineKind.CO_OPINION_REDO),
    ),
    Step(
        name="request_extension",
        label=_("Ask for more time"),
        sources=WITH_UNITS,
        permission=UNIT,
        effect=HandledSuggestion.request_extension,
        input=RequestExtensionInput,
        guards=(check(own_handling), check(fitting(IN_CHARGE, UNREPLIED)), check(guards.extension_impossible)),
        reason=Reason.REQUIRED,
    ),
    Step(
        name="decide_extension",
        label=_("Decide on more time"),
        sources=WITH_UNITS,
        permission=(*STAFF, *GOVERNMENT),
        effect=HandledSuggestion.decide_extension,
        input=DecideExtensionInput,
        guards=(
            check(names_part(ExtensionRequest, "request")),
            check(guards.extension_of_organ),
            check(guards.extension_decided),
            check(guards.refused_without_reason),
        ),
        reason=Reason.OPTIONAL,
    ),
)
