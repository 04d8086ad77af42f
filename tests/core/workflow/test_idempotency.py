"""A change sent again under its key is answered again and not repeated."""

from __future__ import annotations

from typing import Any

from schema.testing import Ask
from tests.core.workflow.asking import (
    ANNOTATE,
    CARL,
    CHECK,
    CHECK_MANY,
    CLARA,
    FILE,
    code,
    holder,
    read,
    take,
    take_at_once,
)
from tests.core.workflow.conftest import Change
from tests.core.workflow.permits import CITIZEN, CLERK

COUNT = "{ permits { totalCount } }"


def test_the_same_key_again_answers_the_same_event_and_does_nothing(ask: Ask) -> None:
    given: dict[str, Any] = {"id": "Permit:10", "expectedVersion": 1, "note": "x", "idempotencyKey": "k"}

    first, again = take(ask, CHECK, CLARA, **given), take(ask, CHECK, CLARA, **given)

    assert first["errors"] == []
    assert again == first
    assert read(ask, 10)["version"] == 2


def test_a_record_is_made_once_under_one_key(ask: Ask) -> None:
    given: dict[str, Any] = {"office": "Office:1", "title": "a wall", "idempotencyKey": "k"}
    before = ask(COUNT)["permits"]["totalCount"]

    first, again = take(ask, FILE, CARL, **given), take(ask, FILE, CARL, **given)

    assert again == first
    assert ask(COUNT)["permits"]["totalCount"] == before + 1


def test_one_change_sent_twice_at_the_same_time_is_done_once(ask: Ask) -> None:
    given: dict[str, Any] = {"office": "Office:1", "title": "a wall", "idempotencyKey": "k"}
    before = ask(COUNT)["permits"]["totalCount"]

    answers = take_at_once(ask, FILE, [CARL] * 6, *[given] * 6)

    assert [answer["errors"] for answer in answers] == [[]] * 6
    assert len({answer["event"]["id"] for answer in answers}) == 1
    assert ask(COUNT)["permits"]["totalCount"] == before + 1


def test_a_key_is_not_used_again_for_another_step_or_record(ask: Ask) -> None:
    take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="x", idempotencyKey="k")

    step = take(ask, ANNOTATE, CLARA, id="Permit:10", expectedVersion=2, note="y", idempotencyKey="k")
    record = take(ask, CHECK, CLARA, id="Permit:11", expectedVersion=1, note="y", idempotencyKey="k")

    assert code(step) == code(record) == "IDEMPOTENCY_KEY_REUSED"
    assert "“Check”" in step["errors"][0]["message"]
    assert step["errors"][0]["field"] == "idempotencyKey"
    assert read(ask, 10)["note"] == "x"


def test_a_key_is_not_used_again_for_something_else_asked_of_the_same_step(ask: Ask) -> None:
    wall: dict[str, Any] = {"office": "Office:1", "title": "a wall", "idempotencyKey": "k"}
    fine: dict[str, Any] = {"id": "Permit:10", "expectedVersion": 1, "note": "fine", "idempotencyKey": "l"}
    before = ask(COUNT)["permits"]["totalCount"]
    first = [take(ask, FILE, CARL, **wall), take(ask, CHECK, CLARA, **fine)]

    title = take(ask, FILE, CARL, **{**wall, "title": "a gate"})
    choice = take(ask, CHECK, CLARA, **fine, refuse=True)
    reason = take(ask, CHECK, CLARA, **fine, reason="It stands.")

    assert [one["errors"] for one in first] == [[], []]
    assert {code(title), code(choice), code(reason)} == {"IDEMPOTENCY_KEY_REUSED"}
    assert ask(COUNT)["permits"]["totalCount"] == before + 1
    assert (read(ask, 10)["state"], read(ask, 10)["version"]) == ("CHECKED", 2)


def test_the_version_and_blanks_around_the_reason_make_no_other_change(ask: Ask) -> None:
    given: dict[str, Any] = {"id": "Permit:10", "note": "x", "idempotencyKey": "k"}

    first = take(ask, CHECK, CLARA, **given, expectedVersion=1, reason="fine")
    again = take(ask, CHECK, CLARA, **given, expectedVersion=2, reason=" fine ", refuse=False)

    assert first["errors"] == []
    assert again == first


def test_an_event_from_before_digests_were_kept_is_answered_by_its_key(ask: Ask, change: Change) -> None:
    given: dict[str, Any] = {"office": "Office:1", "title": "a wall", "idempotencyKey": "k"}
    first = take(ask, FILE, CARL, **given)
    change("UPDATE permits_permit_event SET request_digest = NULL")

    again = take(ask, FILE, CARL, **given)

    assert again == first


def test_no_client_sees_what_is_kept_of_a_change(ask: Ask) -> None:
    fields = ask('{ __type(name: "PermitEvent") { fields { name } } }')["__type"]["fields"]

    assert "idempotencyKey" in {one["name"] for one in fields}
    assert "requestDigest" not in {one["name"] for one in fields}


def test_a_key_of_a_step_that_is_gone_is_refused_by_its_name(ask: Ask, change: Change) -> None:
    take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="x", idempotencyKey="k")
    change("UPDATE permits_permit_event SET step = 'weigh_permit'")

    refused = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=2, note="x", idempotencyKey="k")

    assert code(refused) == "IDEMPOTENCY_KEY_REUSED"
    assert "weigh_permit" in refused["errors"][0]["message"]


def test_everyone_has_keys_of_their_own(ask: Ask) -> None:
    given: dict[str, Any] = {"office": "Office:1", "title": "a wall", "idempotencyKey": "k"}

    mine, theirs = (take(ask, FILE, holder(name, CITIZEN), **given) for name in ("Carl", "Cleo"))

    assert mine["errors"] == theirs["errors"] == []
    assert mine["permit"]["id"] != theirs["permit"]["id"]


def test_a_key_of_a_refused_change_can_be_used(ask: Ask) -> None:
    stale = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=9, note="x", idempotencyKey="k")
    done = take(ask, CHECK, CLARA, id="Permit:10", expectedVersion=1, note="x", idempotencyKey="k")

    assert (code(stale), done["errors"]) == ("STALE_VERSION", [])


def test_a_key_of_blanks_is_none_and_one_too_long_is_refused(ask: Ask) -> None:
    blank = [
        take(ask, FILE, CARL, office="Office:1", title=title, idempotencyKey=" ")["permit"]["id"] for title in "ab"
    ]
    long = take(ask, FILE, CARL, office="Office:1", title="c", idempotencyKey="k" * 101)

    assert len(set(blank)) == 2
    assert (code(long), long["errors"][0]["field"]) == ("VALIDATION", "idempotencyKey")


def test_who_may_no_longer_read_the_record_is_answered_without_it(ask: Ask, change: Change) -> None:
    given: dict[str, Any] = {"id": "Permit:20", "expectedVersion": 1, "note": "x", "idempotencyKey": "k"}
    clerk = holder("Cyril", CLERK, 2)
    first = take(ask, CHECK, clerk, **given)
    moved = holder("Cyril", CLERK, 1)

    again = take(ask, CHECK, moved, **given)

    assert first["permit"]["state"] == "CHECKED"
    assert (again["permit"], again["errors"]) == (None, [])
    assert read(ask, 20)["version"] == 2


def test_a_bulk_change_sent_again_is_answered_again(ask: Ask) -> None:
    rows = [{"id": "Permit:10", "expectedVersion": 1, "note": "x", "idempotencyKey": "a"}]

    first, again = (take(ask, CHECK_MANY, CLARA, items=rows) for _ in range(2))

    assert first == again
    assert first["errors"] == []
