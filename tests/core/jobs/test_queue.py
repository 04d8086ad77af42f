"""The queue's tables come with the others, and to databases that were made without them."""

from __future__ import annotations

from sqlalchemy import inspect, text

from core.composition.compose import compose
from core.foundation.urls import DatabaseUrl
from core.installation.install import RECORD, check_installed, install, read_record
from core.jobs.ledger import RunState
from core.jobs.queue import SCHEMA, install_queue
from tests.core.jobs.chores import Letter, Trouble, chores
from tests.core.jobs.house import House


def test_the_queue_lies_in_a_schema_of_its_own(house: House) -> None:
    tables = inspect(house.engine)

    assert "procrastinate_jobs" in tables.get_table_names(SCHEMA)
    assert not any(name.startswith("procrastinate") for name in tables.get_table_names())
    assert {"core_job_run", "core_job_failure"} <= set(tables.get_table_names())


def test_a_database_without_queue_and_ledger_gets_them_and_keeps_its_rows(fresh_database: DatabaseUrl) -> None:
    """As it was made before there were jobs: for the plugins alone."""
    house = House(fresh_database)
    before = compose([chores()])
    with house.engine.begin() as connection:
        install(before, connection)
        connection.execute(text(f"DROP SCHEMA {SCHEMA} CASCADE"))
        connection.execute(before[Letter].__table__.insert(), [{"trouble": Trouble.NONE}])  # type: ignore[attr-defined]

    with house.engine.begin() as connection:
        made = install(house.generation, connection)
        check_installed(house.generation, connection)

    assert made is False
    assert house.run_job().handled == 1
    house.engine.dispose()


def test_a_queue_of_another_version_is_made_anew_and_the_ledger_stays(house: House) -> None:
    house.letters(Trouble.NONE)
    house.run_job()
    with house.engine.begin() as connection:
        connection.execute(text(f"COMMENT ON SCHEMA {SCHEMA} IS 'another'"))
        connection.execute(text(f"DROP TABLE {SCHEMA}.procrastinate_events"))

    with house.engine.begin() as connection:
        assert install_queue(connection) is True
        assert install_queue(connection) is False

    assert [run.state for run in house.runs()] == [RunState.SUCCEEDED]
    house.letters(Trouble.NONE)
    house.work_until(lambda: house.sent() == [1, 1])


def test_the_record_tells_the_core_apart_from_the_plugins(house: House) -> None:
    with house.engine.connect() as connection:
        record = read_record(connection)
        noted = connection.scalar(RECORD.select().with_only_columns(RECORD.c.plugins))

    assert record is not None
    assert list(record.plugins) == ["chores"]
    assert [item["name"] for item in noted or ()] == ["core", "chores"]
