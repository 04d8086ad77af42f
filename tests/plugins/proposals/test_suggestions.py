"""What the database holds of suggestions, whoever writes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from plugins.congress.models import Mandate
from plugins.proposals.models import (
    CommitmentState,
    CosignatureKind,
    HandlingRole,
    HandlingState,
    OutcomeScheme,
    Satisfaction,
    SuggestionState,
)
from tests.plugins.world import NOW, World


@pytest.fixture
def lead(world: World) -> Mandate:
    return world.a_deputy(world.a_term()).mandates[0]


@pytest.mark.parametrize("state", SuggestionState)
def test_a_suggestion_may_stand_in_every_state(world: World, lead: Mandate, state: SuggestionState) -> None:
    other = world.a_suggestion(lead)
    merged = {"merged_into_id": other.id} if state is SuggestionState.MERGED else {}

    assert world.a_suggestion(lead, state, **merged).state is state


@pytest.mark.parametrize(
    ("state", "values", "constraint"),
    [
        (SuggestionState.DRAFT, {"submitted_at": NOW}, "draft"),
        (SuggestionState.SUBMITTED, {"submitted_at": None}, "submitted_state"),
        (SuggestionState.SUBMITTED, {"title": ""}, "texts"),
        (SuggestionState.SUBMITTED, {"matter_text": ""}, "texts"),
        (SuggestionState.SUBMITTED, {"declares_no_state_secret": False}, "secrecy"),
        (SuggestionState.SUBMITTED, {"is_closed_session": False}, "session"),
        (SuggestionState.SUBMITTED, {"published_at": NOW}, "published"),
        (SuggestionState.MERGED, {}, "merged"),
        (SuggestionState.ACCEPTED, {"serial": None}, "numbered"),
        (SuggestionState.ACCEPTED, {"accepted_at": None}, "accepted"),
        (SuggestionState.ACCEPTED, {"accepted_at": NOW - timedelta(1)}, "accepted_after"),
        (SuggestionState.HANDLING, {"assigned_at": None}, "assigned_state"),
        (SuggestionState.EVALUATED, {"replied_at": None}, "replied_state"),
        (SuggestionState.CLOSED, {"closed_at": None}, "closed"),
        (SuggestionState.WITHDRAWN, {"withdrawn_at": None}, "withdrawn"),
    ],
)
def test_a_suggestion_has_what_its_state_needs(
    world: World, lead: Mandate, state: SuggestionState, values: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=f'"ck_proposals_suggestion_{constraint}"'):
        world.a_suggestion(lead, state, **values)


def test_two_suggestions_between_sessions_do_not_share_a_number(world: World, lead: Mandate) -> None:
    """To an ordinary key, the missing session would make all of them differ."""
    world.a_suggestion(lead, SuggestionState.ACCEPTED, serial=1, number="闭字1号")

    with pytest.raises(IntegrityError, match="uq_proposals_suggestion_intersession_serial"):
        world.a_suggestion(lead, SuggestionState.ACCEPTED, serial=1, number="闭字001号")


def test_a_suggestion_has_one_lead_deputy(world: World, lead: Mandate) -> None:
    suggestion = world.a_suggestion(lead)
    other = world.a_deputy(lead.term).mandates[0]

    with pytest.raises(IntegrityError, match="uq_proposals_cosignature_lead"):
        world.a_signature(suggestion, other, kind=CosignatureKind.LEAD)


def test_a_signature_is_of_the_holder_of_the_mandate(world: World, lead: Mandate) -> None:
    """Rules go by the person: a wrong one would read what is not theirs."""
    suggestion, other = world.a_suggestion(lead), world.a_deputy(lead.term)

    with pytest.raises(IntegrityError, match="fk_proposals_cosignature_holder"):
        world.a_signature(suggestion, other.mandates[0], person_id=lead.person_id)


def test_a_suggestion_has_one_lead_unit_at_a_time(world: World, lead: Mandate) -> None:
    """Once the first has given it back, another takes the lead."""
    suggestion = world.a_suggestion(lead, SuggestionState.HANDLING)
    world.a_handling(suggestion, world.a_unit(), state=HandlingState.RETURNED)
    world.a_handling(suggestion, world.a_unit())

    with pytest.raises(IntegrityError, match="uq_proposals_handling_lead"):
        world.a_handling(suggestion, world.a_unit())


def test_a_separate_unit_names_its_part(world: World, lead: Mandate) -> None:
    suggestion = world.a_suggestion(lead, SuggestionState.HANDLING)

    with pytest.raises(IntegrityError, match="ck_proposals_handling_part"):
        world.a_handling(suggestion, world.a_unit(), role=HandlingRole.SEPARATE)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"document_no": None}, "sent_document"),
        ({"signer": None}, "sent_signed"),
        ({"outcome_class_id": None, "counts_as": None}, "sent_outcome"),
    ],
)
def test_a_reply_that_was_sent_is_complete(
    world: World, lead: Mandate, values: dict[str, object], constraint: str
) -> None:
    handling = world.a_handling(world.a_suggestion(lead, SuggestionState.HANDLING), world.a_unit())
    world.a_reply(handling, sent_at=None, round=2, **values)

    with pytest.raises(IntegrityError, match=f'"ck_proposals_reply_{constraint}"'):
        world.a_reply(handling, **values)


def test_a_dissatisfied_deputy_says_why(world: World, lead: Mandate) -> None:
    reply = world.a_reply(world.a_handling(world.a_suggestion(lead, SuggestionState.REPLIED), world.a_unit()))

    with pytest.raises(IntegrityError, match="ck_proposals_evaluation_comment"):
        world.an_evaluation(reply, lead, result=Satisfaction.DISSATISFIED)


@pytest.mark.parametrize(
    ("state", "day", "constraint"),
    [
        (CommitmentState.KEPT, date(2026, 1, 1), "kept_in_time"),
        (CommitmentState.KEPT_LATE, date(2025, 12, 1), "kept_late"),
        (CommitmentState.OPEN, date(2025, 12, 1), "settled"),
        (CommitmentState.BROKEN, None, "settled"),
        (CommitmentState.CHANGED, date(2025, 12, 1), "changed"),
    ],
)
def test_a_commitment_is_settled_as_its_days_say(
    world: World, lead: Mandate, state: CommitmentState, day: date | None, constraint: str
) -> None:
    unit = world.a_unit()
    reply = world.a_reply(world.a_handling(world.a_suggestion(lead, SuggestionState.REPLIED), unit))

    with pytest.raises(IntegrityError, match=f'"ck_proposals_commitment_{constraint}"'):
        world.a_commitment(reply, unit, date(2025, 12, 31), state=state, settled_on=day, evidence="验收报告")


def test_a_congress_has_one_scheme_of_outcome_at_a_time(world: World) -> None:
    """Two city reports of 2024 use four letters; a notice of 2008 uses four others."""
    congress = world.congress("4502").id
    world.add(OutcomeScheme, code="4-I", name="四类", congress_id=congress, valid_from=date(2024, 1, 1))

    with pytest.raises(IntegrityError, match="ex_proposals_outcome_scheme_overlap"):
        world.add(OutcomeScheme, code="4-II", name="四类", congress_id=congress, valid_from=date(2025, 1, 1))


def test_the_default_scheme_is_there_from_the_start(world: World) -> None:
    scheme = world.env()[OutcomeScheme]
    default = world.env().session.query(scheme).filter(scheme.congress_id.is_(None)).one()

    assert [(one.code, one.counts_as.name) for one in default.classes] == [
        ("A", "SOLVED"),
        ("B", "PLANNED"),
        ("C", "REFERENCE"),
    ]
