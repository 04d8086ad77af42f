"""The suggestions of the made-up city, before they are in a database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from plugins.congress.deadlines.arithmetic import Period, day_of, due
from plugins.congress.deadlines.choices import DeadlineKind, DeadlineState
from plugins.congress.demo.days import REFERENCE_DAY
from plugins.congress.seeds.deadlines import deadline_policies, deadline_rules
from plugins.congress.seeds.work_calendar import seeded_calendar
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.demo.agenda import agenda
from plugins.proposals.demo.cases import SHOP_ENTRANCES, SOLAR_LAMPS
from plugins.proposals.demo.loads import loads
from plugins.proposals.demo.matters import matters
from plugins.proposals.models import (
    AssignmentBatch,
    CoHandlingOpinion,
    Commitment,
    CommitmentState,
    Coordination,
    Cosignature,
    ExtensionRequest,
    Handling,
    HandlingRole,
    NumberSeries,
    Reply,
    ReturnRequest,
    ScreeningDecision,
    Suggestion,
    SuggestionEvent,
    SuggestionOrigin,
    SuggestionState,
)
from plugins.proposals.workflows import SUGGESTION_WORKFLOW

SMALL = 0.1

Record = Mapping[str, Any]
Told = Mapping[str, list[Record]]


@pytest.fixture(scope="module")
def told() -> Told:
    """The records of a small city, by the name of their model."""
    return {
        load.model.__name__: [dict(zip(load.columns, row, strict=True)) for row in load.rows] for load in loads(SMALL)
    }


def histories(told: Told) -> Iterator[tuple[Record, list[Record]]]:
    """Every suggestion with its events in their order."""
    found: dict[int, list[Record]] = defaultdict(list)
    for event in told[SuggestionEvent.__name__]:
        found[event["suggestion_id"]].append(event)
    return ((suggestion, found[suggestion["id"]]) for suggestion in told[Suggestion.__name__])


def test_the_whole_city_has_more_than_8000_suggestions_in_every_year_of_the_term() -> None:
    counts: Counter[int] = Counter()
    for _term, occasions in agenda(1.0):
        for occasion in occasions:
            counts[occasion.year] += occasion.count

    assert counts.total() >= 8_000
    assert set(counts) == {2022, 2023, 2024, 2025, 2026}


def test_the_city_all_counties_and_some_townships_have_suggestions() -> None:
    levels = Counter(len(term.seat.code) for term, _occasions in agenda(1.0))

    assert levels[4] == 1
    assert levels[6] == 10
    assert levels[9] >= 10


def test_there_are_150_matters_each_with_points_to_answer() -> None:
    counties = ("450222", "450223", "450224", "450225", "450226", "450206")
    found = {matter for county in counties for rural in (True, False) for matter in matters(county, rural=rural)}

    assert len(found) >= 150
    assert all(matter.requests and "{unit}" in matter.subject + matter.fact for matter in found)


def test_every_step_was_taken_from_a_state_it_leaves_to_one_it_reaches(told: Told) -> None:
    steps = {step.name: step for step in SUGGESTION_WORKFLOW.steps}
    for _suggestion, events in histories(told):
        for event in events:
            step = steps[event["step"]]

            assert event["from_state"] in (step.sources or (None,)), event
            assert event["to_state"] in step.targets_from(event["from_state"]), event


def test_every_step_was_taken_by_somebody_who_may(told: Told) -> None:
    may = {step.name: {who.role.name for who in step.permission} for step in SUGGESTION_WORKFLOW.steps}

    assert all(event["role"] in may[event["step"]] for event in told[SuggestionEvent.__name__])


def test_a_history_has_no_gap_and_ends_where_the_suggestion_stands(told: Told) -> None:
    for suggestion, events in histories(told):
        for before, after in pairwise(events):
            assert before["to_state"] is after["from_state"]
            assert before["at"] <= after["at"]

        assert events[-1]["to_state"] is suggestion["state"]
        assert day_of(events[-1]["at"]) <= REFERENCE_DAY
        assert events[0]["step"] == "create_suggestion" or suggestion["recorded_by"]


def test_all_states_in_which_a_suggestion_can_be_for_long_occur(told: Told) -> None:
    states = {suggestion["state"] for suggestion in told[Suggestion.__name__]}

    assert states >= {
        SuggestionState.AS_LETTER,
        SuggestionState.MERGED,
        SuggestionState.HANDLING,
        SuggestionState.TRACKING,
        SuggestionState.REOPENED,
        SuggestionState.CLOSED,
    }


@pytest.mark.parametrize(
    "model", [ReturnRequest, ExtensionRequest, CoHandlingOpinion, Coordination, ScreeningDecision, NumberSeries]
)
def test_everything_that_can_happen_happens(told: Told, model: type) -> None:
    assert told[model.__name__]


def test_units_lead_help_and_handle_parts(told: Told) -> None:
    assert {handling["role"] for handling in told[Handling.__name__]} == set(HandlingRole)


def test_each_deadline_is_due_when_its_rule_says(told: Told) -> None:
    policies: dict[Any, tuple[Any, ...]] = {row[0]: row[3:5] for row in deadline_policies().rows}
    rules: dict[Any, tuple[Any, ...]] = {row[0]: row for row in deadline_rules().rows}
    seats = {term.seat.id: term.seat.code for term, _occasions in agenda(SMALL)}
    for deadline in told[ProposalsDeadline.__name__]:
        if deadline["kind"] is DeadlineKind.COMMITMENT:
            assert deadline["rule_id"] is None
            continue
        number, policy, kind, count, unit = rules[deadline["rule_id"]][:5]
        since, until = policies[policy]
        period, calendar = Period(count, unit), seeded_calendar(seats[deadline["region_id"]])

        assert kind is deadline["kind"], number
        assert since <= day_of(deadline["starts_at"]) <= (until or date.max)
        assert deadline["original_due_at"] == due(period, deadline["starts_at"], calendar).due_at


def test_a_deadline_was_met_in_time_or_missed(told: Told) -> None:
    for deadline in told[ProposalsDeadline.__name__]:
        state, met_at, due_at = deadline["state"], deadline["met_at"], deadline["due_at"]
        ended = state in {DeadlineState.MET, DeadlineState.MISSED}

        assert (met_at is not None) == ended
        assert not ended or (met_at > due_at) == (state is DeadlineState.MISSED)


def test_some_deadlines_run_and_some_were_missed_extended_or_cancelled(told: Told) -> None:
    replies = [one for one in told[ProposalsDeadline.__name__] if one["kind"] is DeadlineKind.REPLY]
    states = {one["state"] for one in replies}

    assert states >= {DeadlineState.RUNNING, DeadlineState.MET, DeadlineState.MISSED, DeadlineState.CANCELLED}
    assert any(one["extended_to"] for one in replies)
    assert any(one["elapsed_before"] for one in replies)


def test_all_suggestions_of_a_session_were_assigned_at_one_time(told: Told) -> None:
    batches = told[AssignmentBatch.__name__]
    times: dict[int, set[datetime]] = defaultdict(set)
    for handling in told[Handling.__name__]:
        if handling["batch_id"]:
            times[handling["batch_id"]].add(handling["assigned_at"])

    assert len({batch["session_id"] for batch in batches}) == len(batches)
    assert all(times[batch["id"]] <= {batch["assigned_at"]} for batch in batches)


def test_numbers_are_given_in_the_order_of_acceptance(told: Told) -> None:
    series: dict[tuple[int, int | None], list[tuple[int, datetime]]] = defaultdict(list)
    for suggestion in told[Suggestion.__name__]:
        if suggestion["serial"]:
            key = suggestion["term_id"], suggestion["session_id"]
            series[key].append((suggestion["serial"], suggestion["accepted_at"]))
    following = {(one["term_id"], one["session_id"]): one["next_serial"] for one in told[NumberSeries.__name__]}

    assert following == {key: max(some)[0] + 1 for key, some in series.items()}
    for some in series.values():
        assert [at for _serial, at in sorted(some)] == sorted(at for _serial, at in some)


def test_a_unit_that_planned_something_promised_it(told: Told) -> None:
    states = Counter(commitment["state"] for commitment in told[Commitment.__name__])

    assert set(states) == set(CommitmentState)
    assert states[CommitmentState.KEPT] > states.total() / 2


def test_whoever_signed_was_a_deputy_and_leads_once(told: Told) -> None:
    signed = Counter((one["suggestion_id"], one["mandate_id"]) for one in told[Cosignature.__name__])
    leads = Counter(one["suggestion_id"] for one in told[Cosignature.__name__] if one["kind"].name == "LEAD")

    assert set(signed.values()) == {1}
    assert set(leads.values()) == {1}
    assert len(leads) == len(told[Suggestion.__name__])


def test_what_was_promised_and_not_kept_is_raised_again(told: Told) -> None:
    """The same matter about the same place in three years, with a broken promise in between."""
    broken = {one["suggestion_id"] for one in told[Commitment.__name__] if one["state"] is CommitmentState.BROKEN}
    raised: dict[tuple[int, str], list[Record]] = defaultdict(list)
    for suggestion in told[Suggestion.__name__]:
        raised[suggestion["congress_id"], suggestion["title"]].append(suggestion)
    third = [some for some in raised.values() if len(some) > 2 and {one["id"] for one in some[:2]} <= broken]

    assert len(third) >= 3
    assert all(len({one["submitted_at"].year for one in some}) == len(some) for some in third)


def test_the_public_cases_have_their_numbers_units_and_letters(told: Told) -> None:
    lamps, shops = (
        next(one for one in told[Suggestion.__name__] if one["title"] == case.title)
        for case in (SOLAR_LAMPS, SHOP_ENTRANCES)
    )
    letters = [one["document_no"] for one in told[Reply.__name__] if one["suggestion_id"] == lamps["id"]]
    helping = [one["id"] for one in told[Handling.__name__] if one["suggestion_id"] == shops["id"]]
    sent = [one["sent_at"] for one in told[CoHandlingOpinion.__name__] if one["handling_id"] in helping]

    assert (lamps["number"], shops["number"]) == ("〔15-6〕34", "〔15-5〕83")
    assert SOLAR_LAMPS.document_number in letters
    assert [day_of(at) for at in sent] == [SHOP_ENTRANCES.co_opinion_on]


def test_what_was_heard_at_a_station_was_heard_before_it_was_written(told: Told) -> None:
    linked = {one["suggestion_id"] for one in told["SuggestionOpinion"]}
    grown = [one for one in told[Suggestion.__name__] if one["id"] in linked]

    assert grown
    assert all(one["origin_kind"] is SuggestionOrigin.STATION for one in grown)
