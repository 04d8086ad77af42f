"""What a job may say, and when it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.composition.compose import compose
from core.composition.refusals import Undescribed
from core.declarations.jobs import Job, Retry
from core.foundation.clock import ZONE
from core.foundation.errors import WiringError
from core.jobs.refusals import BadJobName, BadRetry, BadSchedule, DuplicateJob
from core.jobs.schedule import last_time, next_time
from tests.core.jobs.chores import SEND, a_generation, chores


def test_a_generation_knows_its_jobs_by_name() -> None:
    assert a_generation(SEND).jobs == {"send": SEND}


@pytest.mark.parametrize(
    ("job", "refusal"),
    [
        (replace(SEND, name="Send!"), BadJobName),
        (replace(SEND, name="s" * 61), BadJobName),
        (replace(SEND, label=""), Undescribed),
        (replace(SEND, schedule="every morning"), BadSchedule),
        (replace(SEND, schedule="@daily"), BadSchedule),
        (replace(SEND, schedule="0 0 * * * 30"), BadSchedule),
        (replace(SEND, schedule="0 0 30 2 *"), BadSchedule),
        (replace(SEND, retry=Retry(attempts=0)), BadRetry),
        (replace(SEND, retry=Retry(first=timedelta())), BadRetry),
        (replace(SEND, retry=Retry(first=timedelta(hours=7))), BadRetry),
    ],
)
def test_a_job_that_could_not_be_done_is_refused_naming_its_plugin(job: Job, refusal: type[WiringError]) -> None:
    with pytest.raises(refusal, match="'chores'"):
        a_generation(job)


def test_two_jobs_of_one_name_are_refused_naming_both_plugins() -> None:
    other = replace(chores(SEND), plugin="others", models=(), rules=())

    with pytest.raises(DuplicateJob, match=r"send is declared by 'chores' \(.*:\d+\) and by 'others'"):
        compose([chores(SEND), other])


def test_the_wait_doubles_until_it_is_the_longest() -> None:
    retry = Retry(attempts=6, first=timedelta(minutes=1), longest=timedelta(minutes=5))

    assert [retry.wait(attempt).seconds // 60 for attempt in range(1, 8)] == [1, 2, 4, 5, 5, 5, 5]
    assert [retry.gives_up(attempt) for attempt in (5, 6, 7)] == [False, True, True]


def test_an_item_given_up_waits_the_longest() -> None:
    assert Retry(attempts=1).wait(1) == timedelta(hours=6)


def test_a_schedule_is_read_in_the_time_of_shanghai() -> None:
    """Half past six there is half past ten of the evening before in Greenwich."""
    daily = replace(SEND, schedule="30 6 * * *")
    morning = datetime.fromisoformat("2025-03-01T22:30:00+00:00")

    assert last_time(daily, morning) == datetime(2025, 3, 2, 6, 30, tzinfo=ZONE)
    assert last_time(daily, morning - timedelta(seconds=1)) == datetime(2025, 3, 1, 6, 30, tzinfo=ZONE)
    assert next_time(daily, morning) == datetime(2025, 3, 3, 6, 30, tzinfo=ZONE)


def test_a_day_of_the_week_is_one_of_shanghai() -> None:
    """When it is Monday there at seven, it is still Sunday in Greenwich."""
    mondays = replace(SEND, schedule="0 7 * * 1")

    assert next_time(mondays, datetime(2025, 3, 1, tzinfo=ZONE)) == datetime(2025, 3, 3, 7, 0, tzinfo=ZONE)
