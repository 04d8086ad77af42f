"""Gives back to the queue what a worker had taken when it died."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from procrastinate.exceptions import ConnectorException

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

_log = structlog.get_logger("renda.jobs")


async def requeue_stalled(queue: JobManager, every: float, silence: float) -> None:
    """For ever: return to the queue the runs of workers that gave no sign of life for so many seconds."""
    while True:
        for ticket in await queue.get_stalled_jobs(seconds_since_heartbeat=silence):
            try:
                await queue.retry_job(ticket)
            except ConnectorException:
                continue  # another worker was faster
            _log.warning("job taken up again", job=ticket.task_kwargs.get("job"), ticket=ticket.id)
        await asyncio.sleep(every)
