"""The rows of the demonstration, table by table, as they come while suggestions are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.api import Load, Model, _
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.models import (
    AssignmentBatch,
    CoHandlingOpinion,
    Commitment,
    ContactLog,
    Coordination,
    Cosignature,
    Evaluation,
    ExtensionRequest,
    Handling,
    ItemReply,
    NumberSeries,
    Reply,
    RequestPoint,
    ReturnRequest,
    ScreeningDecision,
    Suggestion,
    SuggestionEvent,
    SuggestionOpinion,
    SuggestionRegion,
    SuggestionText,
)

Row = tuple[object, ...]

_COLUMNS: Mapping[type[Model], tuple[str, str]] = MappingProxyType(
    {
        NumberSeries: (_("Number series"), "term_id session_id next_serial"),
        AssignmentBatch: (
            _("Assignment batches"),
            "congress_id session_id assigned_at meeting_on by_organization_id jointly_with_government",
        ),
        Suggestion: (
            _("Suggestions"),
            (
                "congress_id term_id session_id is_closed_session number serial title category tone matter_text "
                "analysis_text origin_kind county_id place visibility confidentiality_requested is_key "
                "declares_no_state_secret text_version state round outcome_class_id counts_as merged_into_id "
                "recorded_by submitted_at accepted_at assigned_at replied_at closed_at published_at withdrawn_at "
                "created_at updated_at"
            ),
        ),
        RequestPoint: (_("What is asked for, point by point"), "suggestion_id ordinal text"),
        SuggestionText: (
            _("Versions of the text"),
            "suggestion_id version_no title matter_text analysis_text requests edited_at edited_by submitted_at",
        ),
        SuggestionRegion: (_("Divisions suggestions are about"), "suggestion_id region_id"),
        SuggestionOpinion: (_("Opinions suggestions grew from"), "suggestion_id opinion_id"),
        Cosignature: (_("Signatures"), "suggestion_id mandate_id person_id kind state text_version at"),
        ScreeningDecision: (_("Screening decisions"), "suggestion_id decision ground advice at by"),
        Handling: (
            _("Handling by units"),
            (
                "suggestion_id batch_id unit_id role part leader_in_charge section officer work_plan "
                "work_plan_filed_at signed_for_at assigned_at state round"
            ),
        ),
        ReturnRequest: (
            _("Requests to return it"),
            "handling_id reason signed_by requested_at decision decision_reason decided_at decided_by dispute",
        ),
        ExtensionRequest: (
            _("Requests for more time"),
            "handling_id reason until requested_at decision decision_reason decided_at decided_by",
        ),
        ContactLog: (
            _("Contacts with the deputy"),
            "handling_id stage mode at with_whom summary confirmed_by_id confirmed_at",
        ),
        CoHandlingOpinion: (_("Co-handling opinions"), "handling_id document_no text sent_at accepted_at"),
        Reply: (
            _("Replies"),
            (
                "suggestion_id handling_id round document_no title situation plan outcome_class_id counts_as signer "
                "signer_title sent_at public_attribute not_public_reason face_to_face supplements_id evidence"
            ),
        ),
        ItemReply: (_("Answers, point by point"), "reply_id point_id answer"),
        Evaluation: (
            _("Evaluations"),
            "suggestion_id reply_id mandate_id person_id attitude result comment at counts_in_rate sealed pressed",
        ),
        Commitment: (
            _("Commitments"),
            (
                "suggestion_id reply_id organization_id text planned_stage due_on state settled_on evidence "
                "change_reason replaces_id"
            ),
        ),
        Coordination: (_("Coordination meetings"), "suggestion_id opened_at held_on participants opinion concluded_at"),
        ProposalsDeadline: (
            _("Deadlines"),
            (
                "kind congress_id region_id rule_id start_event starts_at due_at original_due_at extended_to "
                "extension_reason approved_by elapsed_before state met_at cancelled_at suggestion_id handling_id"
            ),
        ),
        SuggestionEvent: (
            _("History"),
            "suggestion_id handling_id step from_state to_state at actor role reason",
        ),
    }
)
"""What each table is called and its columns beside `id`, in the order in which the tables can be loaded."""


class Book:
    """Rows by their model; each model numbers its own from one."""

    def __init__(self) -> None:
        self._rows: dict[type[Model], list[Row]] = {model: [] for model in _COLUMNS}
        self._next = dict.fromkeys(_COLUMNS, 1)

    def number(self, model: type[Model]) -> int:
        """The number of a row that is written later."""
        number = self._next[model]
        self._next[model] += 1
        return number

    def write(self, model: type[Model], number: int, *values: object) -> None:
        """Write the row with that number."""
        self._rows[model].append((number, *values))

    def add(self, model: type[Model], *values: object) -> int:
        """Write a row, and get its number."""
        number = self.number(model)
        self.write(model, number, *values)
        return number

    def loads(self) -> Iterator[Load]:
        """What was written; each table is forgotten once it was handed on."""
        for model, (label, columns) in _COLUMNS.items():
            rows = self._rows.pop(model)
            yield Load(model=model, columns=("id", *columns.split()), rows=rows, total=len(rows), label=label)
