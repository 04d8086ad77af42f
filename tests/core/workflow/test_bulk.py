"""One step on many records: what is done and what is refused is said for each row."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs

from schema.testing import Ask
from tests.core.workflow.asking import CARL, CHECK, CHECK_MANY, CLARA, code, codes, holder, read, take
from tests.core.workflow.conftest import Change
from tests.core.workflow.permits import CLERK


def row(number: int, version: int = 1, **more: object) -> dict[str, Any]:
    return {"id": f"Permit:{number}", "expectedVersion": version, "note": "x", **more}


@pytest.fixture(autouse=True)
def all_filed(change: Change) -> None:
    """All permits wait to be checked."""
    change("UPDATE permits_permit SET state = 'FILED'")


def shown(payload: dict[str, Any]) -> list[str]:
    return [f"{one['id']} {one['state']} {one['version']}" for one in payload["permits"]]


def test_all_rows_are_done_and_shown_in_their_order(ask: Ask) -> None:
    done = take(ask, CHECK_MANY, CLARA, items=[row(12), row(10), row(11, refuse=True)])

    assert done["errors"] == []
    assert shown(done) == ["Permit:12 CHECKED 2", "Permit:10 CHECKED 2", "Permit:11 REFUSED 2"]


def test_reject_all_takes_everything_back_if_any_row_is_refused(ask: Ask) -> None:
    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(11, 9), row(20), row(12)])

    assert codes(done) == {0: "TAKEN_BACK", 1: "STALE_VERSION", 2: "NOT_FOUND", 3: "TAKEN_BACK"}
    assert done["permits"] == []
    assert [read(ask, number)["version"] for number in (10, 11, 12)] == [1, 1, 1]


def test_skip_failed_leaves_out_only_the_refused_rows(ask: Ask) -> None:
    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(11, 9), row(12)], onError="SKIP_FAILED")

    assert codes(done) == {1: "STALE_VERSION"}
    assert shown(done) == ["Permit:10 CHECKED 2", "Permit:12 CHECKED 2"]
    assert [read(ask, number)["version"] for number in (10, 11, 12)] == [2, 1, 2]


def test_stop_tries_no_row_after_the_first_refused_one(ask: Ask) -> None:
    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(11, 9), row(12), row(13)], onError="STOP")

    assert codes(done) == {1: "STALE_VERSION", 2: "NOT_TRIED", 3: "NOT_TRIED"}
    assert [read(ask, number)["version"] for number in (10, 11, 12, 13)] == [2, 1, 1, 1]


def test_the_effect_of_a_refused_row_is_taken_back_alone(ask: Ask, change: Change) -> None:
    """A row that finds its key used has done nothing; its neighbours keep what they did."""
    rows = [row(10, idempotencyKey="k"), row(11, idempotencyKey="k"), row(12)]

    done = take(ask, CHECK_MANY, CLARA, items=rows, onError="SKIP_FAILED")

    assert codes(done) == {1: "IDEMPOTENCY_KEY_REUSED"}
    assert [len(read(ask, number)["events"]["nodes"]) for number in (10, 11, 12)] == [1, 0, 1]


def test_a_row_that_breaks_a_constraint_is_refused_alone(ask: Ask, change: Change) -> None:
    change("CREATE UNIQUE INDEX ON permits_permit (note)")
    rows = [row(10), row(11), row(12, note="y")]

    with capture_logs() as lines:
        done = take(ask, CHECK_MANY, CLARA, items=rows, onError="SKIP_FAILED")

    assert codes(done) == {1: "CONFLICT"}
    assert shown(done) == ["Permit:10 CHECKED 2", "Permit:12 CHECKED 2"]
    assert [(read(ask, number)["version"], read(ask, number)["note"]) for number in (10, 11, 12)] == [
        (2, "x"),
        (1, None),
        (2, "y"),
    ]
    assert [line["kind"] for line in lines if line["log_level"] == "error"] == ["UniqueViolation"]


def test_a_row_that_breaks_a_constraint_takes_all_back_with_reject_all(ask: Ask, change: Change) -> None:
    change("CREATE UNIQUE INDEX ON permits_permit (note)")

    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(11), row(12, note="y")])

    assert codes(done) == {0: "TAKEN_BACK", 1: "CONFLICT", 2: "TAKEN_BACK"}
    assert [read(ask, number)["version"] for number in (10, 11, 12)] == [1, 1, 1]


def test_a_row_whose_record_changes_under_its_step_is_refused_alone(ask: Ask, change: Change) -> None:
    """Here by a trigger that lets one update pass without effect, as another's change would."""
    change(
        """CREATE FUNCTION elude() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER elude BEFORE UPDATE ON permits_permit FOR EACH ROW WHEN (OLD.id = 11)
        EXECUTE FUNCTION elude()"""
    )

    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(11), row(12)], onError="SKIP_FAILED")

    assert codes(done) == {1: "STALE_VERSION"}
    assert shown(done) == ["Permit:10 CHECKED 2", "Permit:12 CHECKED 2"]


def test_one_step_that_breaks_a_constraint_is_refused_in_words(ask: Ask, change: Change) -> None:
    change("CREATE UNIQUE INDEX ON permits_permit (note)")
    take(ask, CHECK, CLARA, **row(10, note="secret"))

    english = take(ask, CHECK, CLARA, **row(11, note="secret"))
    chinese = take(ask, CHECK, CLARA, locale="zh_CN", **row(11, note="secret"))

    assert code(english) == code(chinese) == "CONFLICT"
    assert english["errors"][0]["message"] == "The change does not fit what is on record, so it was not saved."
    assert "告知运维人员" in chinese["errors"][0]["hint"]
    assert "secret" not in str(english)
    assert read(ask, 11)["version"] == 1


def test_a_record_in_two_rows_is_changed_by_the_first(ask: Ask) -> None:
    done = take(ask, CHECK_MANY, CLARA, items=[row(10), row(10)], onError="SKIP_FAILED")

    assert codes(done) == {1: "STALE_VERSION"}
    assert shown(done) == ["Permit:10 CHECKED 2"]


@pytest.mark.parametrize("count", [0, 501])
def test_a_bulk_change_takes_1_to_500_rows(ask: Ask, count: int) -> None:
    refused = take(ask, CHECK_MANY, CLARA, items=[row(10)] * count)

    assert [(error["row"], error["code"]) for error in refused["errors"]] == [(None, "VALIDATION")]
    assert read(ask, 10)["version"] == 1


def test_500_rows_are_done(ask: Ask, change: Change) -> None:
    change(
        "INSERT INTO permits_permit (id, title, open, state, office_id) "
        "SELECT n, 'n', true, 'FILED', 1 FROM generate_series(1000, 1499) AS n"
    )

    done = take(ask, CHECK_MANY, CLARA, items=[row(number) for number in range(1000, 1500)])

    assert done["errors"] == []
    assert {one["state"] for one in done["permits"]} == {"CHECKED"}


def test_who_may_not_take_the_step_may_not_take_it_on_many(ask: Ask) -> None:
    refused = take(ask, CHECK_MANY, CARL, items=[row(10)])
    other = take(ask, CHECK_MANY, holder("Cyril", CLERK, 2), items=[row(10), row(20)], onError="SKIP_FAILED")

    assert [error["code"] for error in refused["errors"]] == ["FORBIDDEN_SCOPE"]
    assert codes(other) == {0: "FORBIDDEN_SCOPE"}


def test_a_dry_run_of_many_shows_them_and_keeps_nothing(ask: Ask) -> None:
    done = ask(CHECK_MANY, actor=CLARA, input={"items": [row(10)]}, dry=True)["done"]

    assert shown(done) == ["Permit:10 CHECKED 2"]
    assert read(ask, 10)["version"] == 1
