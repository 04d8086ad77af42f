"""The steps of a workflow as clients take them: the order of the checks, the effects, the history."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.i18n import LOCALES
from schema.testing import Ask
from tests.core.workflow.asking import (
    ANNOTATE,
    CARL,
    CHECK,
    CLARA,
    FILE,
    GRANT,
    HEDWIG,
    REFUSE,
    code,
    holder,
    mutation,
    read,
    take,
)
from tests.core.workflow.conftest import Change
from tests.core.workflow.permits import CITIZEN, CLERK, HEAD

OPPOSE = mutation("opposePermit")


def test_a_record_goes_from_its_making_to_its_end(ask: Ask) -> None:
    filed = take(ask, FILE, CARL, office="Office:1", title="a wall")
    number = filed["permit"]["id"]
    checked = take(ask, CHECK, CLARA, id=number, expectedVersion=filed["permit"]["version"], note="fine")

    assert filed["errors"] == checked["errors"] == []
    assert checked["permit"]["state"] == "CHECKED"
    assert {**checked["event"], "id": ""} == {"id": "", "step": "check_permit", "toState": "CHECKED", "actor": "Clara"}
    assert [
        (one["step"], one["fromState"], one["toState"], one["role"]) for one in checked["permit"]["events"]["nodes"]
    ] == [
        ("file_permit", None, "FILED", "citizen"),
        ("check_permit", "FILED", "CHECKED", "clerk"),
    ]


def test_an_old_version_is_refused_with_the_record_as_it_is_now(ask: Ask) -> None:
    take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="first")

    late = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="second")

    assert code(late) == "STALE_VERSION"
    assert (late["permit"]["state"], late["permit"]["note"], late["event"]) == ("CHECKED", "first", None)


def test_a_step_the_state_does_not_allow_names_the_state_and_what_is_possible(ask: Ask) -> None:
    english, chinese = (
        take(ask, GRANT, HEDWIG, locale, id="Permit:10", expectedVersion=1)["errors"][0] for locale in LOCALES
    )

    assert (english["code"], english["message"]) == (
        "INVALID_TRANSITION",
        "“Grant” is not possible while the state is “Filed”.",
    )
    assert english["hint"] == "Possible now: Check, Refuse."
    assert chinese["message"] != english["message"]


@pytest.mark.parametrize(
    ("actor", "number", "expected"),
    [
        (PUBLIC_READER, 10, "NOT_AUTHENTICATED"),
        (CARL, 10, "FORBIDDEN_SCOPE"),
        (holder("Clara", CLERK, 2), 10, "FORBIDDEN_SCOPE"),
        (CLARA, 20, "NOT_FOUND"),
        (CLARA, 99, "NOT_FOUND"),
    ],
)
def test_who_may_not_take_it_is_refused_and_learns_nothing_of_hidden_records(
    ask: Ask, actor: Actor, number: int, expected: str
) -> None:
    assert code(take(ask, CHECK, actor, id=f"Permit:{number}", expectedVersion=7, note="")) == expected


def test_a_step_is_refused_for_version_then_state_then_each_guard_then_the_deadline(ask: Ask, change: Change) -> None:
    """Everything is against it; each time, what it was refused for is mended."""
    table = "UPDATE permits_permit SET "
    change(f"{table} version = 4, paid = false, blocked = true, due = now() - interval '1 day' WHERE id = 10")
    rude: dict[str, Any] = {"id": "Permit:10", "expectedVersion": 5, "reason": "damn"}
    polite = {**rude, "reason": "please"}
    mends = [
        ("version = 5", rude),
        ("state = 'CHECKED'", rude),
        ("paid = true", rude),
        ("version = 5", polite),
        ("blocked = false", polite),
    ]

    found = [code(take(ask, GRANT, HEDWIG, **rude))]
    for mend, given in mends:
        change(f"{table} {mend} WHERE id = 10")
        found.append(code(take(ask, GRANT, HEDWIG, **given)))

    assert found == ["STALE_VERSION", "INVALID_TRANSITION", "FEE_MISSING", "RUDE", "BLOCKED", "TOO_LATE"]


def test_a_step_with_nothing_against_it_is_taken_within_its_deadline(ask: Ask, change: Change) -> None:
    change("UPDATE permits_permit SET due = now() + interval '1 day' WHERE id = 11")

    done = take(ask, GRANT, HEDWIG, id="Permit:11", expectedVersion=1, reason="please")

    assert done["errors"] == []
    assert done["permit"]["state"] == "GRANTED"
    assert ask("{ offices { nodes { granted } } }")["offices"]["nodes"] == [{"granted": 1}, {"granted": 0}]


def test_a_deadline_starts_with_one_step_and_stops_with_another(ask: Ask) -> None:
    due = "{ permit { id version due } errors { code } }"
    filed = take(ask, mutation("filePermit", due), CARL, office="Office:1", title="a wall")["permit"]

    refused = take(
        ask, mutation("refusePermit", due), HEDWIG, id=filed["id"], expectedVersion=filed["version"], reason="no"
    )

    assert filed["due"] is not None
    assert refused == {"permit": {**filed, "version": refused["permit"]["version"], "due": None}, "errors": []}


@pytest.mark.parametrize("reason", [" ", "\u3000\n"])
def test_a_reason_of_blanks_is_none(ask: Ask, reason: str) -> None:
    refused = take(ask, REFUSE, HEDWIG, id="Permit:10", expectedVersion=1, reason=reason)

    assert (code(refused), refused["errors"][0]["field"]) == ("VALIDATION", "reason")
    assert read(ask, 10)["state"] == "FILED"


def test_a_reason_is_kept_in_the_history_without_the_blanks_around_it(ask: Ask) -> None:
    done = take(ask, REFUSE, HEDWIG, id="Permit:10", expectedVersion=1, reason="  太高 ")

    (event,) = done["permit"]["events"]["nodes"]
    assert (event["reason"], event["remark"], event["role"]) == ("太高", "refused by Hedwig", "head")


def test_a_reason_has_a_longest_length(ask: Ask) -> None:
    longest, longer = (
        take(ask, REFUSE, HEDWIG, id=f"Permit:{number}", expectedVersion=1, reason="字" * length)
        for number, length in ((10, 1000), (11, 1001))
    )

    assert longest["errors"] == []
    assert code(longer) == "VALIDATION"
    assert "1001" in longer["errors"][0]["message"]


def test_where_a_step_leads_may_depend_on_where_it_begins(ask: Ask) -> None:
    checked = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="x")
    stays = take(ask, ANNOTATE, CLARA, id="Permit:10", expectedVersion=2, note="y")
    leads = take(ask, ANNOTATE, CLARA, id="Permit:10", expectedVersion=3, note="z", refuse=True)

    assert [done["permit"]["state"] for done in (checked, stays, leads)] == ["CHECKED", "CHECKED", "REFUSED"]


def test_an_effect_that_names_a_state_out_of_reach_is_an_error_that_saves_nothing(
    ask: Ask,
) -> None:
    answer = ask.answer(
        ANNOTATE, actor=CLARA, input={"id": "Permit:10", "expectedVersion": 1, "note": "x", "refuse": True}
    )

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert "REFUSED" not in error["message"]
    assert read(ask, 10) == {"version": 1, "state": "FILED", "note": None, "events": {"nodes": []}}


def test_an_effect_chooses_among_the_states_its_step_reaches(ask: Ask) -> None:
    done = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="x", refuse=True)

    assert done["event"]["toState"] == "REFUSED"


def test_a_step_that_changes_nothing_of_the_record_makes_a_new_version_of_it(ask: Ask) -> None:
    done = take(ask, OPPOSE, CARL, id="Permit:10", expectedVersion=1)

    assert (done["permit"]["version"], done["permit"]["state"]) == (2, "FILED")
    assert done["permit"]["events"]["nodes"][0]["remark"] == "Carl objects"


def test_whoever_acts_in_two_roles_acts_in_the_first_that_may(ask: Ask) -> None:
    both = Actor("Bo", (*holder("", HEAD).grants, *holder("", CLERK, 2).grants))

    done = take(ask, CHECK, both, id="Permit:10", expectedVersion=1, note="")

    assert done["permit"]["events"]["nodes"][0]["role"] == "head"


def test_a_record_is_made_only_within_the_scope_as_it_was_written(ask: Ask) -> None:
    refused = take(ask, FILE, holder("Curt", CITIZEN, 2), office="Office:1", title="a wall")

    assert code(refused) == "FORBIDDEN_SCOPE"
    assert ask('{ permits(where: { title: { eq: "a wall" } }) { totalCount } }') == {"permits": {"totalCount": 0}}


def test_guards_on_a_step_that_makes_a_record_see_the_input_and_the_row_as_written(ask: Ask, change: Change) -> None:
    change("UPDATE permits_office SET closed = true WHERE id = 1")

    unreadable = take(ask, FILE, CARL, office="Office:1", title="a\nwall")
    closed = take(ask, FILE, CARL, office="Office:1", title="a wall")

    assert (code(unreadable), code(closed)) == ("VALIDATION", "OFFICE_CLOSED")
    assert ask('{ permits(where: { title: { eq: "a wall" } }) { totalCount } }') == {"permits": {"totalCount": 0}}


def test_automatic_steps_follow_one_another_and_are_the_systems(ask: Ask, change: Change) -> None:
    change("UPDATE permits_permit SET closing = true, temporary = true WHERE id = 11")

    done = take(ask, GRANT, HEDWIG, id="Permit:11", expectedVersion=1)

    assert done["permit"]["state"] == "DESTROYED"
    assert done["event"]["toState"] == "GRANTED"
    steps = [(one["step"], one["toState"], one["actor"], one["role"]) for one in done["permit"]["events"]["nodes"]]
    assert steps == [
        ("grant_permit", "GRANTED", "Hedwig", "head"),
        ("archive_permit", "ARCHIVED", "system", "system"),
        ("destroy_permit", "DESTROYED", "system", "system"),
    ]


def test_an_automatic_step_is_taken_only_where_its_predicate_and_guards_hold(ask: Ask, change: Change) -> None:
    change("UPDATE permits_permit SET closing = true WHERE id = 11")

    archived = take(ask, GRANT, HEDWIG, id="Permit:11", expectedVersion=1)

    assert archived["permit"]["state"] == "ARCHIVED"


def test_a_step_of_the_system_is_no_mutation(ask: Ask) -> None:
    names = [
        field["name"]
        for field in ask("{ __schema { mutationType { fields { name } } } }")["__schema"]["mutationType"]["fields"]
    ]

    assert "grantPermit" in names
    assert "archivePermit" not in names


def test_a_dry_run_shows_what_would_be_and_keeps_nothing(ask: Ask) -> None:
    given: dict[str, Any] = {"id": "Permit:10", "expectedVersion": 1, "note": "x", "idempotencyKey": "k"}

    done = ask(CHECK, actor=CLARA, input=given, dry=True)["done"]

    assert (done["permit"]["state"], done["event"]["toState"], done["errors"]) == ("CHECKED", "CHECKED", [])
    assert read(ask, 10)["version"] == 1
    assert take(ask, CHECK, CLARA, **given)["errors"] == []


def test_what_is_possible_now_is_only_what_the_actor_may_do(ask: Ask) -> None:
    refused = take(ask, CHECK, CLARA, id="Permit:12", expectedVersion=1, note="")
    nothing = take(ask, CHECK, CLARA, id="Permit:14", expectedVersion=1, note="")

    assert refused["errors"][0]["hint"] == "Possible now: Annotate."
    assert nothing["errors"][0]["hint"] == "Nothing more can be done in this state."
    assert nothing["permit"]["state"] == "ARCHIVED"
