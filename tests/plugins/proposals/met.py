"""Which test meets which refusal, of those by which suggestions are refused and of the engine's."""

from __future__ import annotations

from collections.abc import Mapping

from core.foundation import errors as core
from core.foundation.errors import Refusal
from core.workflow import refusals as engine
from plugins.congress import refusals as congress
from plugins.proposals import refusals as shared
from plugins.proposals.letter import refusals as letter
from plugins.proposals.stages.assigning import refusals as assigning
from plugins.proposals.stages.drafting import refusals as drafting
from plugins.proposals.stages.evaluating import refusals as evaluating
from plugins.proposals.stages.handling import refusals as handling
from plugins.proposals.stages.replying import refusals as replying
from plugins.proposals.stages.returning import refusals as returning
from plugins.proposals.stages.screening import refusals as screening
from plugins.proposals.stages.signing import refusals as signing
from plugins.proposals.stages.tracking import refusals as tracking

MET: Mapping[str, Mapping[str, tuple[type[Refusal], ...]]] = {
    "plugins/proposals/letter/test_pdf.py": {
        "test_a_character_the_font_lacks_is_refused_and_named": (letter.CharactersNotPrintable,),
    },
    "plugins/proposals/letter/test_wording.py": {
        "test_a_letter_to_nobody_is_refused": (letter.AddresseeMissing,),
        "test_an_ordinal_no_congress_has_is_refused": (letter.OrdinalOutOfRange,),
    },
    "plugins/proposals/stages/test_assigning.py": {
        "test_a_batch_is_joined_on_its_day": (assigning.BatchOver,),
        "test_an_assignment_has_one_lead_or_several_separate_units": (
            assigning.LeadAndSeparateMixed,
            assigning.LeadRequired,
            shared.UnitTwice,
        ),
        "test_each_separate_unit_has_its_part": (assigning.PartMissing,),
        "test_only_an_accepted_suggestion_is_assigned": (engine.InvalidTransition,),
    },
    "plugins/proposals/stages/test_drafting.py": {
        "test_a_draft_is_refused_with_its_code_and_field": (
            drafting.CountyExpected,
            core.ForbiddenScope,
            shared.NoUndertakingUnit,
            drafting.SessionOfOtherTerm,
            drafting.SessionOver,
            drafting.TitleMissing,
            drafting.TitleTooLong,
        ),
        "test_an_incomplete_suggestion_is_not_submitted": (
            drafting.MatterMissing,
            drafting.MultipleMatters,
            drafting.RequestMissing,
            drafting.SuggestionSecrecyNotDeclared,
        ),
        "test_whoever_is_not_signed_in_drafts_nothing": (core.NotAuthenticated,),
    },
    "plugins/proposals/stages/test_from_opinion.py": {
        "test_an_opinion_is_taken_up_once": (shared.OpinionTakenUp,),
        "test_what_was_answered_on_the_spot_is_over": (shared.OpinionAnswered,),
    },
    "plugins/proposals/stages/test_evaluating.py": {
        "test_a_reply_is_judged_once_with_a_comment_if_it_does_not_satisfy": (
            evaluating.AlreadyEvaluated,
            evaluating.CommentRequired,
            shared.ConflictOfInterest,
        ),
        "test_a_reply_is_not_judged_after_the_time_for_it": (shared.EvaluationClosed,),
        "test_a_second_reply_needs_a_new_contact_and_answers_the_comment": (
            replying.CommentUnanswered,
            replying.ContactLogRequired,
            evaluating.ReplySuperseded,
        ),
        "test_coordination_follows_a_second_reply_that_does_not_satisfy": (
            evaluating.CoordinationConcluded,
            tracking.CoordinationOpen,
            evaluating.CoordinationToCome,
            evaluating.NoSecondDissatisfaction,
            evaluating.NobodyDissatisfied,
        ),
    },
    "plugins/proposals/stages/test_handling.py": {
        "test_a_contact_is_confirmed_once_by_a_signer_who_does_not_work_for_the_unit": (handling.ContactConfirmed,),
        "test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language": (
            handling.ContactInFuture,
            congress.ExtensionNotLater,
            shared.HandlingDoesNotFit,
            engine.ReasonMissing,
            handling.WorkPlanMissing,
        ),
        "test_a_unit_whose_time_to_reply_does_not_run_asks_for_no_more": (handling.NoReplyDeadline,),
        "test_an_opinion_sent_back_is_given_once_more": (handling.OpinionSettled,),
        "test_more_time_is_asked_for_once_at_a_time_and_before_the_day": (
            congress.DeadlinePassed,
            handling.RequestPending,
        ),
        "test_more_time_is_granted_and_the_deputies_are_told": (handling.RequestDecided,),
        "test_more_time_that_is_refused_changes_nothing_and_can_be_asked_for_again": (handling.ReasonMissing,),
        "test_time_is_not_extended_beyond_what_the_law_allows_nor_after_it_is_over": (congress.ExtensionExceedsMax,),
    },
    "plugins/proposals/stages/test_replying.py": {
        "test_a_congress_with_letters_of_its_own_uses_no_others": (shared.OutcomeClassOfOtherScheme,),
        "test_a_helper_that_has_not_given_its_opinion_holds_the_reply_back": (replying.CoOpinionMissing,),
        "test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language": (
            shared.CommitmentDuePast,
            shared.CommitmentRequired,
            shared.EvidenceRequired,
            core.NotFound,
            shared.NotPublicReasonMissing,
            shared.OutcomeClassRequired,
            replying.PointsUnanswered,
            shared.SignerNotAuthorised,
            shared.SuggestionTextTooLong,
            shared.TextMissing,
        ),
        "test_staff_publish_a_reply_once_unless_the_deputy_objects": (replying.NothingToPublish,),
        "test_who_signs_and_what_is_answered_is_asked_in_its_order": (replying.FaceToFaceRequired, replying.PointTwice),
    },
    "plugins/proposals/stages/test_returning.py": {
        "test_a_decision_on_a_return_is_refused_with_its_code": (returning.NewUnitMissing,),
        "test_a_request_is_decided_once": (returning.ReturnDecided,),
        "test_a_request_to_return_is_refused_with_its_code": (returning.ProposedUnitIsOwn, returning.ReturnUnsigned),
        "test_a_return_is_asked_for_within_seven_working_days": (shared.ReturnWindowClosed,),
        "test_a_second_dispute_is_decided_by_a_leader_of_the_congress": (returning.LeaderDecides,),
        "test_what_was_signed_for_is_not_returned": (returning.HandlingNotReturnable,),
    },
    "plugins/proposals/stages/test_screening.py": {
        "test_a_decision_is_refused_with_its_code_and_field": (
            screening.ExplanationMissing,
            screening.GroundMissing,
            screening.OutOfCompetence,
            screening.SubjectNotAllowed,
        ),
        "test_a_suggestion_is_not_merged_into_what_is_not_handled": (
            screening.MergeTargetClosed,
            screening.MergeTargetOfOtherCongress,
        ),
        "test_many_accepted_at_once_are_numbered_without_gap_or_double": (
            engine.BulkRefused,
            core.StaleVersion,
        ),
    },
    "plugins/proposals/stages/test_signing.py": {
        "test_a_joint_suggestion_is_withdrawn_by_all_who_signed_it": (signing.NotSigned, signing.SignersMustAgree),
        "test_a_suggestion_others_were_merged_into_is_not_withdrawn": (signing.OthersMergedIntoIt,),
        "test_an_edit_asks_all_who_signed_again": (signing.CosignTextChanged,),
        "test_an_invitation_is_answered_once": (signing.InvitationNotOpen,),
        "test_nothing_is_withdrawn_twice": (engine.NothingPossible,),
        "test_only_other_deputies_in_office_of_that_term_are_invited": (
            signing.CosignerOfOtherTerm,
            signing.DuplicateCosigner,
            shared.MandateNotActive,
            signing.NobodyInvited,
        ),
    },
    "plugins/proposals/stages/test_duplicates.py": {
        "test_a_similar_suggestion_is_acknowledged": (drafting.SimilarNotAcknowledged,),
    },
    "plugins/proposals/stages/test_tracking.py": {
        "test_a_commitment_is_the_units_own_is_settled_once_and_needs_evidence": (
            tracking.CommitmentSettled,
            tracking.KeptWithoutEvidence,
        ),
        "test_a_suggestion_is_not_closed_over_a_dissatisfied_deputy": (tracking.DissatisfactionOpen,),
        "test_a_suggestion_is_not_opened_again_after_its_term": (tracking.TermOver,),
        "test_an_addition_lifts_the_outcome_with_evidence_and_keeps_the_history": (tracking.ReplyDoesNotStand,),
        "test_many_are_closed_at_once_and_those_that_cannot_be_are_named": (tracking.CommitmentsOpen,),
        "test_closing_waits_for_the_deputies_of_merged_suggestions": (tracking.EvaluationPending,),
    },
    "core/workflow/test_bulk.py": {
        "test_a_bulk_change_takes_1_to_500_rows": (engine.BulkTooLarge,),
        "test_a_row_that_breaks_a_constraint_is_refused_alone": (core.Conflict,),
        "test_stop_tries_no_row_after_the_first_refused_one": (engine.RowSkipped,),
    },
    "core/workflow/test_idempotency.py": {
        "test_a_key_is_not_used_again_for_another_step_or_record": (engine.IdempotencyKeyReused,),
    },
    "core/workflow/test_running.py": {
        "test_a_reason_has_a_longest_length": (engine.TextTooLong,),
    },
}
"""The tests by their files, from `tests/` on, each with the refusals that it meets."""

BY_THE_SYSTEM: Mapping[type[Refusal], tuple[str, str]] = {
    tracking.CommitmentNotBroken: (
        "plugins/proposals/stages/test_tracking.py::test_a_broken_commitment_opens_the_suggestion_again",
        "break_commitment",
    ),
    evaluating.FeedbackOpen: (
        "plugins/proposals/stages/test_evaluating.py::test_feedback_closes_after_the_window_and_a_reminder",
        "close_feedback",
    ),
    tracking.NothingToTrack: (
        "plugins/proposals/stages/test_evaluating.py::test_the_lead_deputy_judges_a_reply_and_no_unit_reads_it",
        "EVALUATED",
    ),
}
"""What holds back a step that only the system takes, so that no client reads it: the test, and a word of it."""
