"""Two counties extend one workflow: their states, steps, guards and effects, in one graph and one enum."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from core.composition.compose import compose
from core.declarations.workflows import WorkflowExtension
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.values.choices import Choice
from core.workflow.refusals import DeadEnd, DuplicateState
from schema.testing import Ask
from tests.core.workflow.asking import CHECK, CLARA, GRANT, HEDWIG, code, mutation, take
from tests.core.workflow.harbour import HARBOUR
from tests.core.workflow.permits import PERMITS, Permit, PermitState
from tests.core.workflow.suburb import HEARING, SUBURB, HearingState

HEAR, CLOSE = mutation("hearNeighbours"), mutation("closeHearing")
LIST = """query Q($where: PermitWhere, $order: [PermitOrder!], $after: String) {
    permits(where: $where, orderBy: $order, after: $after, first: 3) {
        nodes { id state } pageInfo { endCursor hasNextPage }
    }
}"""


def heard(ask: Ask) -> dict[str, Any]:
    return take(ask, HEAR, CLARA, id="Permit:11", expectedVersion=1)


def test_a_record_goes_through_the_state_of_a_county_and_back(ask_counties: Ask) -> None:
    hearing = heard(ask_counties)
    closed = take(ask_counties, CLOSE, CLARA, id="Permit:11", expectedVersion=2)

    assert (hearing["errors"], hearing["permit"]["state"], closed["permit"]["state"]) == ([], "HEARING", "CHECKED")
    assert [(one["fromState"], one["toState"]) for one in closed["permit"]["events"]["nodes"]] == [
        ("CHECKED", "HEARING"),
        ("HEARING", "CHECKED"),
    ]


def test_the_enum_holds_the_states_of_all(ask_counties: Ask) -> None:
    values = ask_counties('{ __type(name: "PermitState") { enumValues { name description } } }')["__type"]["enumValues"]

    assert {value["name"] for value in values} == {state.name for state in PermitState} | {"HEARING", "CUSTOMS"}
    assert next(value["description"] for value in values if value["name"] == "HEARING") == "Neighbours are heard"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [({"eq": "HEARING"}, {"Permit:11"}), ({"in": ["HEARING", "GRANTED"]}, {"Permit:11", "Permit:12", "Permit:22"})],
)
def test_records_are_found_by_the_state_of_a_county(
    ask_counties: Ask, condition: dict[str, object], expected: set[str]
) -> None:
    heard(ask_counties)
    everyone = dataclasses.replace(CLARA, grants=(*CLARA.grants, dataclasses.replace(CLARA.grants[0], scope_id=2)))

    found = ask_counties(LIST, actor=everyone, where={"state": condition})["permits"]["nodes"]

    assert {one["id"] for one in found} == expected


def test_pages_ordered_by_state_go_past_the_state_of_a_county(ask_counties: Ask) -> None:
    heard(ask_counties)
    order = [{"state": "ASC"}, {"id": "ASC"}]
    states, after = [], None

    while True:
        page = ask_counties(LIST, order=order, after=after)["permits"]
        states += [one["state"] for one in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert states == sorted(states)
    assert sorted(states) == sorted({state.name for state in PermitState} - {"CHECKED"} | {"HEARING"})


def test_the_history_is_found_by_the_state_of_a_county(ask_counties: Ask) -> None:
    heard(ask_counties)

    found = ask_counties("{ permitEvents(where: { toState: { eq: HEARING } }) { nodes { fromState step } } }")

    assert found == {"permitEvents": {"nodes": [{"fromState": "CHECKED", "step": "hear_neighbours"}]}}


def test_the_guard_of_a_county_is_asked_after_those_of_the_step(
    ask_counties: Ask, counties_database: DatabaseUrl
) -> None:
    run(counties_database, "UPDATE permits_permit SET angry = true, paid = id <> 11 WHERE id = 11")
    unpaid = take(ask_counties, GRANT, HEDWIG, id="Permit:11", expectedVersion=1)
    run(counties_database, "UPDATE permits_permit SET paid = true WHERE id = 11")
    angry = take(ask_counties, GRANT, HEDWIG, id="Permit:11", expectedVersion=1)

    assert (code(unpaid), code(angry)) == ("FEE_MISSING", "NEIGHBOURS_ANGRY")


def test_both_counties_wrap_one_effect(ask_counties: Ask) -> None:
    document = mutation("checkPermit", "{ permit { checks stamps note state } errors { code } }")

    done = take(ask_counties, document, CLARA, id="Permit:10", expectedVersion=1, note="x", refuse=True)

    assert done == {"permit": {"checks": 1, "stamps": 1, "note": "x", "state": "REFUSED"}, "errors": []}


def test_a_step_is_not_possible_in_the_state_of_a_county(ask_counties: Ask) -> None:
    heard(ask_counties)

    refused = take(ask_counties, CHECK, CLARA, id="Permit:11", expectedVersion=2, note="")

    assert refused["errors"][0]["message"] == "“Check” is not possible while the state is “Neighbours are heard”."
    assert refused["errors"][0]["hint"] == "Possible now: Close the hearing."
    assert refused["permit"]["state"] == "HEARING"


def test_the_order_of_the_counties_does_not_matter(counties: Generation) -> None:
    turned = compose([PERMITS, SUBURB, HARBOUR])

    assert set(turned.workflows["Permit"].states) == set(counties.workflows["Permit"].states)
    assert turned.workflows["Permit"].leaving == counties.workflows["Permit"].leaving
    turned.dispose()


class SameName(Choice):
    """A state of the name that another county chose."""

    HEARING = "Hearing at customs"


class SameLabel(Choice):
    """A state of the label that another county chose."""

    HEARD = "Neighbours are heard"


@pytest.mark.parametrize("states", [SameName, SameLabel])
def test_siblings_may_not_add_one_state_twice(states: type[Choice]) -> None:
    twin = WorkflowExtension(model=Permit, states=states)
    harbour = dataclasses.replace(HARBOUR, models=(), workflows=(twin,))

    with pytest.raises(DuplicateState) as caught:
        compose([PERMITS, harbour, SUBURB])

    assert f"'harbour' (tests/core/workflow/test_extension.py:{twin.place.line})" in str(caught.value)
    assert f"'suburb' (tests/core/workflow/suburb.py:{HEARING.place.line})" in str(caught.value)


def test_the_graph_is_verified_with_what_a_county_adds() -> None:
    only_in = dataclasses.replace(HEARING, steps=HEARING.steps[:1])
    suburb = dataclasses.replace(SUBURB, workflows=(only_in,))

    with pytest.raises(DeadEnd, match=r"HEARING \('suburb' \(tests/core/workflow/"):
        compose([PERMITS, suburb])


def test_a_county_says_where_its_records_go(counties: Generation) -> None:
    leaving = counties.workflows["Permit"].leaving

    assert leaving["suburb"] == {HearingState.HEARING: PermitState.CHECKED}


def run(database: DatabaseUrl, statement: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
