from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from core.foundation.logs import WITHHELD, start_logging
from core.foundation.settings import LogFormat, LogLevel, Settings


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def log_for_machines() -> None:
    """Begins to log within the test: the error stream of a fixture is another one."""
    start_logging(Settings(log_format=LogFormat.JSON))


def test_a_line_for_machines_is_json_with_its_time_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    log_for_machines()

    structlog.get_logger("renda").info("started", plugins=["congress"], city="柳州")

    (line,) = lines(capsys)
    assert line["event"] == "started"
    assert line["level"] == "info"
    assert line["plugins"] == ["congress"]
    assert line["city"] == "柳州"
    assert str(line["timestamp"]).endswith("Z")


def test_what_a_client_sent_is_withheld_whoever_logs_it(capsys: pytest.CaptureFixture[str]) -> None:
    log_for_machines()

    structlog.get_logger("renda").info("asked", variables={"phone": "13800000000"}, token="abc")  # noqa: S106

    (line,) = lines(capsys)
    assert line["variables"] == WITHHELD
    assert line["token"] == WITHHELD


def test_an_exception_tells_its_kind_and_place_but_not_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    """The message of a database's error repeats the row it would not take."""
    log_for_machines()

    try:
        raise LookupError("13800000000")  # noqa: TRY301 - an error to be logged
    except LookupError:
        structlog.get_logger("renda").exception("failed")
        logging.getLogger("some.library").exception("failed too")

    told = capsys.readouterr().err
    assert "13800000000" not in told
    for line in map(json.loads, told.splitlines()):
        assert line["error"] == "LookupError"
        assert "test_logs.py" in line["frames"][0]


def test_lines_of_libraries_look_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    log_for_machines()

    logging.getLogger("some.library").warning("low on %s", "ink")

    (line,) = lines(capsys)
    assert (line["event"], line["level"]) == ("low on ink", "warning")


def test_addresses_of_requests_are_not_logged_for_they_hold_values(capsys: pytest.CaptureFixture[str]) -> None:
    log_for_machines()

    logging.getLogger("uvicorn.access").info("GET /graphql?variables=...")

    assert lines(capsys) == []


def test_lines_below_the_level_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(Settings(log_level=LogLevel.WARNING))

    structlog.get_logger("renda").info("started")
    structlog.get_logger("renda").warning("low on ink")

    told = capsys.readouterr().err
    assert "started" not in told
    assert "low on ink" in told
