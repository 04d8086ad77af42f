"""Every way in which suggestions are refused is met by a client in a test, and so is every row of the table of steps.

The tables name the tests; that the named test expects the code is looked up in its source.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from types import ModuleType

import pytest

import plugins.proposals
from core.foundation import errors as core
from core.foundation.errors import Invalid, Refusal
from core.workflow import refusals as engine
from plugins.proposals.workflows import SUGGESTION_WORKFLOW
from tests.plugins.proposals.met import BY_THE_SYSTEM, MET
from tests.plugins.proposals.sources import all_in, words_of

ROWS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    1: {"create_suggestion": ("MANDATE_NOT_ACTIVE", "FORBIDDEN_SCOPE")},
    2: {"invite_cosigners": ("DUPLICATE_COSIGNER", "FORBIDDEN_SCOPE")},
    3: {"confirm_cosign": ("COSIGN_TEXT_CHANGED",), "decline_cosign": ("INVALID_TRANSITION",)},
    4: {"submit_suggestion": ("VALIDATION", "MULTIPLE_MATTERS", "CONFIDENTIAL_CONTENT")},
    5: {"return_for_revision": ("VALIDATION",)},
    6: {"treat_as_letter": ("VALIDATION",)},
    7: {"merge_suggestion": ("INVALID_TRANSITION",)},
    8: {"accept_suggestion": ("SUBJECT_NOT_ALLOWED", "OUT_OF_COMPETENCE")},
    9: {"assign_suggestion": ("LEAD_REQUIRED", "LEAD_AND_SEPARATE_MIXED", "NOT_UNDERTAKING_UNIT")},
    10: {"request_return": ("RETURN_WINDOW_CLOSED", "VALIDATION")},
    11: {"decide_return": ("FORBIDDEN_SCOPE", "VALIDATION")},
    12: {"sign_for": ("INVALID_TRANSITION",), "file_work_plan": ("VALIDATION",)},
    13: {
        "log_contact": ("VALIDATION",),
        "confirm_contact": ("INVALID_TRANSITION", "CONFLICT_OF_INTEREST"),
        "submit_co_opinion": ("INVALID_TRANSITION",),
        "accept_co_opinion": ("FORBIDDEN_SCOPE",),
        "request_co_opinion_again": ("INVALID_TRANSITION",),
        "request_extension": ("INVALID_TRANSITION",),
        "decide_extension": ("EXTENSION_EXCEEDS_MAX", "INVALID_TRANSITION", "VALIDATION"),
    },
    14: {
        "issue_reply": (
            "CONTACT_LOG_REQUIRED",
            "CO_OPINION_MISSING",
            "OUTCOME_CLASS_REQUIRED",
            "COMMITMENT_REQUIRED",
            "EVIDENCE_REQUIRED",
            "SIGNER_NOT_AUTHORISED",
            "FACE_TO_FACE_REQUIRED",
        )
    },
    15: {"evaluate_reply": ("COMMENT_REQUIRED", "EVALUATION_CLOSED", "CONFLICT_OF_INTEREST")},
    17: {"order_rehandling": ("INVALID_TRANSITION",)},
    18: {"issue_reply": ("VALIDATION",)},
    19: {"open_coordination": ("INVALID_TRANSITION",), "conclude_coordination": ("INVALID_TRANSITION",)},
    21: {
        "update_commitment": ("EVIDENCE_REQUIRED", "INVALID_TRANSITION"),
        "change_commitment": ("SIGNER_NOT_AUTHORISED", "VALIDATION"),
        "supplement_reply": ("EVIDENCE_REQUIRED", "SIGNER_NOT_AUTHORISED"),
    },
    22: {"close_suggestion": ("COMMITMENTS_OPEN", "EVALUATION_PENDING", "EVIDENCE_REQUIRED", "INVALID_TRANSITION")},
    23: {
        "withdraw_suggestion": ("INVALID_TRANSITION", "SIGNERS_MUST_AGREE", "VALIDATION"),
        "agree_withdrawal": ("INVALID_TRANSITION",),
    },
    24: {"reopen_suggestion": ("INVALID_TRANSITION",)},
}
"""The rows of the table of steps, each with its steps and the codes by which they are refused.

Rows 16 and 20 are the system's alone; what holds it back is told in `BY_THE_SYSTEM`.
"""
BESIDE = ("edit_suggestion", "withdraw_cosign", "publish_suggestion", "object_publication")
"""Steps of clients that no row of the table names."""
SYSTEMS = ("close_feedback", "track_commitments", "break_commitment")
TESTS = tuple(all_in("plugins/proposals/stages", "plugins/proposals/stories"))


MEETINGS = {f"{file}::{test}": refusals for file, tests in MET.items() for test, refusals in tests.items()}


def test_every_refusal_of_suggestions_is_met_in_a_test() -> None:
    met = {*chain.from_iterable(MEETINGS.values()), *BY_THE_SYSTEM}

    assert _refusals() - met == set()
    assert {one for one in met if one.__module__.startswith("plugins.proposals")} <= _refusals()


@pytest.mark.parametrize("test", MEETINGS)
def test_the_test_expects_the_refusal_by_its_code_or_its_name(test: str) -> None:
    words = words_of(test)

    assert [one.__name__ for one in MEETINGS[test] if words.isdisjoint((one.code, one.__name__))] == []


@pytest.mark.parametrize(("test", "word"), BY_THE_SYSTEM.values())
def test_what_holds_the_system_back_is_shown_by_what_does_not_happen(test: str, word: str) -> None:
    assert word in words_of(test)


@pytest.mark.parametrize("row", ROWS)
def test_every_row_of_the_table_is_refused_by_its_codes(row: int) -> None:
    """One test takes the step and expects the code."""
    unmet = [
        (step, code)
        for step, codes in ROWS[row].items()
        for code in codes
        if not any({step, code} <= words_of(test) for test in TESTS)
    ]

    assert unmet == []


def test_every_step_stands_in_a_row() -> None:
    named = [*BESIDE, *SYSTEMS, *chain.from_iterable(ROWS.values())]

    assert set(named) == {step.name for step in SUGGESTION_WORKFLOW.steps}


def _refusals() -> set[type[Refusal]]:
    """All refusals that this plugin declares, and those of the engine that takes its steps."""
    own = (
        import_module(found.name) for found in pkgutil.walk_packages(plugins.proposals.__path__, "plugins.proposals.")
    )
    return {one for module in (*own, core, engine) for one in _declared(module)} - {Refusal, Invalid}


def _declared(module: ModuleType) -> Iterator[type[Refusal]]:
    for one in vars(module).values():
        if isinstance(one, type) and issubclass(one, Refusal) and one.__module__ == module.__name__:
            yield one
