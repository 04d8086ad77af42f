"""How this plugin refuses: one class for each refusal.

Citations are of the Deputies Law (2025), or of a regulation from which a rule comes where national law has none.
"""

from __future__ import annotations

from core.refusals import Invalid, Refusal
from core.words import _


class MandateNotActive(Refusal):
    """A suggestion or signature by somebody who is no deputy of that congress at the time."""

    code = "MANDATE_NOT_ACTIVE"
    message = _("{person} holds no active mandate in {congress}.")
    hint = _("Only a deputy in office makes suggestions to that congress; a suspended one does not.")
    citation = _("Deputies Law, arts. 24, 36 and 61")


class SessionOfOtherTerm(Invalid):
    """A suggestion made at a session of another congress or another term."""

    message = _("{session} is no session of the congress and term in which the mandate is held.")
    hint = _("Name a session of that congress, or leave it out between sessions.")


class SessionOver(Invalid):
    """A suggestion made at a session that is over."""

    message = _("{session} is over, and the suggestion was not submitted while it lasted.")
    hint = _("Make the suggestion between sessions; it is handled in the same way.")
    citation = _("Deputies Law, art. 36")


class CountyExpected(Invalid):
    """A suggestion about a county that is none."""

    message = _("{region} is no county or district.")
    hint = _("Name a county or district here; name other divisions among those the suggestion is about.")


class NobodyInvited(Invalid):
    """An invitation to nobody."""

    message = _("Nobody is invited.")
    hint = _("Name the deputies who are to be asked for their signature.")


class InvitationNotOpen(Refusal):
    """An answer to an invitation that was answered already, or taken back."""

    code = "INVALID_TRANSITION"
    message = _("No invitation to you to sign this suggestion is open.")
    hint = _("Ask the lead deputy to invite you again.")


class NotSigned(Refusal):
    """A signature taken back by somebody who did not sign."""

    code = "INVALID_TRANSITION"
    message = _("You have not signed this suggestion.")
    hint = _("Only a signature that was given can be taken back.")


class OthersMergedIntoIt(Refusal):
    """A withdrawal of a suggestion into which others were merged."""

    code = "INVALID_TRANSITION"
    message = _("Other suggestions were merged into this one, and their deputies wait for its reply.")
    hint = _("Let it be handled; ask the congress's working body if the matter has fallen away.")


class CosignerOfOtherTerm(Refusal):
    """An invitation to a deputy of another congress or another term."""

    code = "FORBIDDEN_SCOPE"
    message = _("{person} is not a deputy of the same congress and term.")
    hint = _("Invite deputies of {congress} who are in office in this term.")


class DuplicateCosigner(Refusal):
    """An invitation to somebody who signed or was invited already."""

    code = "DUPLICATE_COSIGNER"
    message = _("{person} signed this suggestion or was invited to already.")
    hint = _("A deputy signs a suggestion once; leave the name out.")


class CosignTextChanged(Refusal):
    """A signature under a text that is no longer the current one."""

    code = "COSIGN_TEXT_CHANGED"
    message = _("The text was changed: you saw version {seen}, and version {current} is the current one.")
    hint = _("Read the current text and sign that.")


class MultipleMatters(Refusal):
    """A suggestion about more than one matter."""

    code = "MULTIPLE_MATTERS"
    message = _("A suggestion is about one matter, and this one was not declared to be.")
    hint = _("Make a suggestion of its own for each matter.")


class SimilarNotAcknowledged(Invalid):
    """A suggestion submitted before its author looked at similar ones."""

    message = _("There are {count} similar suggestions that you have not acknowledged.")
    hint = _("Look at them; sign one of them, or acknowledge them and submit yours.")


class TitleMissing(Invalid):
    """A suggestion without a title."""

    message = _("The suggestion has no title.")
    hint = _("Say in up to {longest} characters what it is about.")


class TitleTooLong(Invalid):
    """A title longer than the records take."""

    message = _("The title has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; what is asked for has its own place.")


class MatterMissing(Invalid):
    """A suggestion that does not say what the facts are."""

    message = _("The suggestion does not say what the matter is.")
    hint = _("Describe the facts in up to {longest} characters.")


class RequestMissing(Invalid):
    """A suggestion that asks for nothing."""

    message = _("The suggestion asks for nothing.")
    hint = _("Say point by point what should be done; the reply answers each point.")
    citation = _("Deputies Law, art. 51")


class SuggestionTextTooLong(Invalid):
    """A text of a suggestion longer than the records take."""

    message = _("This part has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; a suggestion is about one matter.")


class SuggestionSecrecyNotDeclared(Refusal):
    """A suggestion whose author did not declare that it holds no state secret."""

    code = "CONFIDENTIAL_CONTENT"
    message = _("State secrets must not be entered, and this suggestion was not declared free of them.")
    hint = _("Make sure that the suggestion holds no state secret, and declare it.")


class SubjectNotAllowed(Refusal):
    """A subject that is no matter for a suggestion."""

    code = "SUBJECT_NOT_ALLOWED"
    message = _("This is no matter for a suggestion: {ground}.")
    hint = _("Explain it to the deputy; return the suggestion, or treat it as a letter.")


class OutOfCompetence(Refusal):
    """A matter that this congress and the organs it oversees cannot decide."""

    code = "OUT_OF_COMPETENCE"
    message = _("The matter is outside the competence of {congress}.")
    hint = _("Pass it to the deputies or the organs of the level that decides it.")
    citation = _("Deputies Law, art. 51")


class ExplanationMissing(Invalid):
    """A suggestion treated as a letter without an explanation."""

    message = _("A suggestion is not treated as a letter without an explanation.")
    hint = _("Explain to the deputy why the subject is no matter for a suggestion.")


class GroundMissing(Invalid):
    """A suggestion turned down without a reason."""

    message = _("A suggestion is not turned down without a ground or advice.")
    hint = _("Name the ground, or advise the deputy on how to mend it.")


class MergeTargetClosed(Refusal):
    """A merger into a suggestion that is not being handled any more."""

    code = "INVALID_TRANSITION"
    message = _("{number} is {state}, so nothing can be merged into it.")
    hint = _("Merge into a suggestion that has been accepted and not replied to; each deputy still gets a reply.")


class MergeTargetOfOtherCongress(Invalid):
    """A merger into a suggestion to another congress, or into itself."""

    message = _("A suggestion is merged only into another one to the same congress.")
    hint = _("Name another suggestion to {congress}.")


class LeadRequired(Refusal):
    """An assignment in which nobody is in charge."""

    code = "LEAD_REQUIRED"
    message = _("An assignment needs one lead unit, or at least two units that each handle a part.")
    hint = _("Name exactly one lead unit, with any number of co-handling units, or two or more separate ones.")


class LeadAndSeparateMixed(Refusal):
    """An assignment to a lead unit and to separate units at once."""

    code = "LEAD_AND_SEPARATE_MIXED"
    message = _("A suggestion is handled by a lead unit or by separate units, not by both.")
    hint = _("Make the separate units co-handling ones, or give the lead unit a part of its own.")


class PartMissing(Invalid):
    """A separate unit without its part."""

    message = _("{unit} handles a part of its own, and the part is not named.")
    hint = _("Say which part of the suggestion each unit handles.")


class UnitTwice(Invalid):
    """A unit named twice in an assignment."""

    message = _("{unit} is named twice.")
    hint = _("Name each unit once.")


class NoUndertakingUnit(Refusal):
    """An assignment to an organization that handles no suggestions."""

    code = "NOT_UNDERTAKING_UNIT"
    message = _("{unit} is not a unit that handles suggestions.")
    hint = _("Choose a unit that may be given suggestions, or have this one registered as such.")


class BatchOver(Invalid):
    """An assignment added to a batch of another day."""

    message = _("That batch was assigned on {day}, and the time to reply runs from then.")
    hint = _("Leave the batch out; a new one begins today.")


class HandlingNotReturnable(Refusal):
    """A request to return what the unit signed for, or gave back already."""

    code = "INVALID_TRANSITION"
    message = _("{unit} cannot ask to return it: its handling is “{state}”.")
    hint = _("A return is asked for before the suggestion is signed for.")


class ReturnUnsigned(Invalid):
    """A request to return without the signature of a leader."""

    message = _("A request to return it is signed by a leader of the unit.")
    hint = _("Name the leader who signed, in up to {longest} characters.")


class ReturnDecided(Refusal):
    """A decision on a request that was decided already."""

    code = "INVALID_TRANSITION"
    message = _("That request was decided already.")
    hint = _("The unit can ask again while there is time for it.")


class LeaderDecides(Refusal):
    """A decision on a second dispute by somebody who is not a leader."""

    code = "FORBIDDEN_SCOPE"
    message = _("This is dispute number {dispute} over the assignment; now a leader of the congress decides.")
    hint = _("Lay it before a leader of the standing committee or the presidium.")
    citation = _("Practice of Yulin on deputies' suggestions")


class NewUnitMissing(Invalid):
    """A return that leaves nobody in charge."""

    message = _("{unit} was in charge, so a return needs a unit that takes its place.")
    hint = _("Name the new unit.")


class ReturnWindowClosed(Refusal):
    """A request to return a suggestion after the time for it."""

    code = "RETURN_WINDOW_CLOSED"
    message = _("A return could be asked for until {until}.")
    hint = _("The unit handles the suggestion; a matter for others is brought in as co-handling.")


class ProposedUnitIsOwn(Invalid):
    """A request to return that proposes the requesting unit."""

    message = _("{unit} cannot propose itself.")
    hint = _("Name the unit in whose charge the matter is, or leave it out.")


class ReasonMissing(Invalid):
    """A request or decision without its reason."""

    message = _("A reason is needed.")
    hint = _("Give the reason; the deputy reads it.")


class WorkPlanMissing(Invalid):
    """An empty work plan."""

    message = _("The work plan is empty.")
    hint = _("Write down what will be done, by whom and until when.")


class ContactLogRequired(Refusal):
    """A reply before the deputy was spoken to."""

    code = "CONTACT_LOG_REQUIRED"
    message = _("No contact with the deputy during the handling is on record and confirmed.")
    hint = _("Speak with the deputy, record it, and ask the deputy to confirm it.")
    citation = _("Deputies Law, art. 51")


class CoOpinionMissing(Refusal):
    """A reply before all co-handling units gave their opinions."""

    code = "CO_OPINION_MISSING"
    message = _("The co-handling opinion of {units} is missing.")
    hint = _("Wait for it, or ask the unit for it; the lead unit replies for all.")


class OutcomeClassRequired(Refusal):
    """A reply that does not say what came of it."""

    code = "OUTCOME_CLASS_REQUIRED"
    message = _("The reply has no class of outcome.")
    hint = _("Choose one of {known}.")


class OutcomeClassOfOtherScheme(Invalid):
    """A class that is not in the scheme the congress uses."""

    message = _("The class {code} is not one of those {congress} uses.")
    hint = _("Choose one of {known}.")


class PointsUnanswered(Invalid):
    """A reply that passes over what was asked for."""

    message = _("The reply does not answer the points {points}.")
    hint = _("Answer each point of the suggestion.")


class CommentUnanswered(Invalid):
    """A second reply that passes over why the deputy was dissatisfied."""

    message = _("The reply does not answer why the deputy was dissatisfied with the last one.")
    hint = _("Say what was done about the deputy's comment.")


class CommitmentRequired(Refusal):
    """A promise without a day."""

    code = "COMMITMENT_REQUIRED"
    message = _("An outcome that counts as planned needs at least one commitment with the day it is due.")
    hint = _("Say what will be done, and until which day.")
    citation = _("Chongqing Regulation on Deputies' Suggestions, art. 24")


class CommitmentDuePast(Invalid):
    """A commitment due before it is made."""

    message = _("A commitment cannot be due on {due_on}: that day is over.")
    hint = _("Name a day to come.")


class EvidenceRequired(Refusal):
    """A matter declared to be solved, or a class of outcome changed, without showing it."""

    code = "EVIDENCE_REQUIRED"
    message = _("That the matter is solved, or stands better than before, needs evidence.")
    hint = _("Name what shows it: a report, an acceptance, photographs.")


class KeptWithoutEvidence(EvidenceRequired):
    """A commitment said to be kept, without showing it."""

    message = _("That the commitment is kept needs evidence.")


class SignerNotAuthorised(Refusal):
    """A reply signed by somebody who does not lead the unit."""

    code = "SIGNER_NOT_AUTHORISED"
    message = _("A reply of {unit} is signed by a leader of that unit.")
    hint = _("Have a leader of the unit sign it.")


class FaceToFaceRequired(Refusal):
    """A reply to a key suggestion that was only sent."""

    code = "FACE_TO_FACE_REQUIRED"
    message = _("A key suggestion is replied to face to face, by the head of the unit.")
    hint = _("Meet the deputy, and say in the reply that it was given face to face.")
    citation = _("Qingdao Regulation on Deputies' Suggestions, art. 28")


class NotPublicReasonMissing(Invalid):
    """A reply kept from the public without a reason."""

    message = _("A reply that is not public as a whole needs the reason.")
    hint = _("Say whether it is a secret, personal or business matter, or whether the deputy objects.")
    citation = _("Deputies Law, art. 51")


class EvaluationClosed(Refusal):
    """An evaluation after the time for it."""

    code = "EVALUATION_CLOSED"
    message = _("The reply could be evaluated until {until}.")
    hint = _("Tell the congress's working body; it can have the suggestion opened again.")


class AlreadyEvaluated(Refusal):
    """A second evaluation of a reply by one deputy."""

    code = "EVALUATION_CLOSED"
    message = _("You have evaluated this reply already.")
    hint = _("An evaluation is not changed; a new reply gets one of its own.")


class CommentRequired(Refusal):
    """Dissatisfaction without saying why."""

    code = "COMMENT_REQUIRED"
    message = _("An evaluation as dissatisfied needs a comment.")
    hint = _("Say what is missing; the unit must answer it when it handles the suggestion again.")


class ConflictOfInterest(Refusal):
    """A deputy who judges the unit he or she works for."""

    code = "CONFLICT_OF_INTEREST"
    message = _("{person} works for {unit}, and cannot evaluate or accept what it did.")
    hint = _("Another signer evaluates the reply.")
    citation = _("Deputies Law, art. 59")


class CommitmentsOpen(Refusal):
    """A suggestion to be closed while something promised is outstanding."""

    code = "COMMITMENTS_OPEN"
    message = _("Not all commitments are kept, changed or explained yet.")
    hint = _("Settle each commitment, then close the suggestion.")


class SignersMustAgree(Refusal):
    """A joint suggestion withdrawn by some of its signers."""

    code = "SIGNERS_MUST_AGREE"
    message = _("A joint suggestion is withdrawn by all who signed it; {count} have not agreed.")
    hint = _("Ask the other signers to withdraw their signatures.")
    citation = _("Shanghai Provisions on Deputies' Suggestions, art. 10")


class TextMissing(Invalid):
    """A part without which a record says nothing, left empty."""

    message = _("This part is empty.")
    hint = _("Write it; those concerned will read it.")


class HandlingDoesNotFit(Refusal):
    """A step of a unit whose part in the handling, or whose progress with it, is another."""

    code = "INVALID_TRANSITION"
    message = _("{unit} cannot do this: its part is “{role}”, and its handling stands at “{state}”.")
    hint = _("Look at the state of the unit's own handling.")


class ContactInFuture(Invalid):
    """A contact that has not taken place."""

    message = _("A contact cannot be recorded before it takes place.")
    hint = _("Give the time at which the contact took place.")


class ContactConfirmed(Refusal):
    """A contact confirmed twice."""

    code = "INVALID_TRANSITION"
    message = _("The contact is confirmed already.")
    hint = _("One signer confirms it; nothing more is needed.")


class OpinionSettled(Refusal):
    """A co-handling opinion that was accepted, sent back or replaced."""

    code = "INVALID_TRANSITION"
    message = _("The opinion was accepted, sent back or replaced already.")
    hint = _("Look at the latest opinion of the unit.")


class RequestPending(Refusal):
    """A second request while the first is not decided."""

    code = "INVALID_TRANSITION"
    message = _("A request of {unit} is not decided yet.")
    hint = _("Wait for the decision.")


class RequestDecided(Refusal):
    """A decision on a request that was decided already."""

    code = "INVALID_TRANSITION"
    message = _("The request was decided already.")
    hint = _("A decision is not changed; the unit can ask again.")


class NoReplyDeadline(Refusal):
    """A request for more time where no time for the reply runs."""

    code = "INVALID_TRANSITION"
    message = _("No time for the reply of {unit} is running.")
    hint = _("More time is asked for before the reply is issued.")


class NothingToPublish(Refusal):
    """A publication, or an objection to one, where none is to come."""

    code = "INVALID_TRANSITION"
    message = _("The suggestion is published already, or is not meant for the public.")
    hint = _("Look at its visibility and at the day of its publication.")


class PointTwice(Invalid):
    """A point answered twice in one reply."""

    message = _("A point is answered twice.")
    hint = _("Give one answer to each point.")


class ReplySuperseded(Refusal):
    """An evaluation of a reply that another one has taken the place of."""

    code = "EVALUATION_CLOSED"
    message = _("Another reply has taken the place of this one.")
    hint = _("Evaluate the latest reply of the unit.")


class FeedbackOpen(Refusal):
    """An evaluation closed while the deputy still has time, or was not reminded."""

    code = "INVALID_TRANSITION"
    message = _("The deputy still has time to evaluate the reply, or was not reminded to.")
    hint = _("Wait until the time is over and the deputy was reminded once.")


class NobodyDissatisfied(Refusal):
    """A suggestion to be handled again although nobody is dissatisfied."""

    code = "INVALID_TRANSITION"
    message = _("No deputy is dissatisfied with the current reply.")
    hint = _("Close the suggestion, or open it again for a new fact.")


class NoSecondDissatisfaction(Refusal):
    """A coordination meeting before a second reply was found wanting."""

    code = "INVALID_TRANSITION"
    message = _("No deputy is dissatisfied with a second reply.")
    hint = _("Order it to be handled again first; a meeting follows if that does not satisfy either.")


class CoordinationConcluded(Refusal):
    """A coordination concluded twice."""

    code = "INVALID_TRANSITION"
    message = _("The coordination is concluded already.")
    hint = _("Its opinion stands; close the suggestion or follow its commitments.")


class CoordinationToCome(Invalid):
    """A coordination meeting recorded before it is held."""

    message = _("A meeting cannot be recorded before it is held.")
    hint = _("Give the day on which the meeting was held.")


class CoordinationOpen(Refusal):
    """A suggestion to be closed while its coordination goes on."""

    code = "INVALID_TRANSITION"
    message = _("The coordination is not concluded yet.")
    hint = _("Record the opinion that the meeting came to.")


class DissatisfactionOpen(Refusal):
    """A suggestion to be closed although a deputy is dissatisfied with the current reply."""

    code = "INVALID_TRANSITION"
    message = _("A deputy is dissatisfied with the current reply.")
    hint = _("Order it to be handled again; after a second reply, call a coordination meeting.")


class NothingToTrack(Refusal):
    """A suggestion to be tracked that has no open commitment, or is not settled otherwise."""

    code = "INVALID_TRANSITION"
    message = _("No commitment is open, or a deputy's dissatisfaction comes first.")
    hint = _("Close the suggestion, or order it to be handled again.")


class CommitmentSettled(Refusal):
    """A change to a commitment that was kept, changed or broken."""

    code = "INVALID_TRANSITION"
    message = _("The commitment is settled already: {state}.")
    hint = _("Look at the commitment that took its place, if there is one.")


class CommitmentNotBroken(Refusal):
    """A commitment to be broken that is not overdue by thirty days."""

    code = "INVALID_TRANSITION"
    message = _("No commitment is overdue by thirty days.")
    hint = _("A commitment counts as broken thirty days after it was due.")


class ReplyDoesNotStand(Refusal):
    """An addition to a reply that is no unit's latest."""

    code = "INVALID_TRANSITION"
    message = _("Only the latest reply of a unit is added to.")
    hint = _("Name that reply; what was added to it before counts as part of it.")


class TermOver(Refusal):
    """A suggestion to be opened again after its term."""

    code = "INVALID_TRANSITION"
    message = _("The term in which the suggestion was made is over.")
    hint = _("Make a new suggestion in the current term.")
