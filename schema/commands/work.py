"""`renda work`: a worker that does the jobs of the plugins."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import click
import structlog

from core.foundation.i18n import _
from core.foundation.logs import start_logging
from core.foundation.settings import unknown_variables
from core.jobs.worker import Worker
from schema.commands.localization import terminal_locale
from schema.commands.preparation import prepared
from schema.commands.serve import stop_at

if TYPE_CHECKING:
    from schema.installation import Installation

_READY = _("Doing the jobs of the plugins. Stop with Ctrl-C.")

_log = structlog.get_logger("renda.work")


@click.command()
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help=_("How many jobs are done at the same time."),
)
@click.pass_obj
def work(installation: Installation, concurrency: int) -> None:
    """Do the jobs of the plugins.

    For installations whose servers are started with --no-worker. Any number of workers may share a database.
    At a signal to stop, each item under way is finished and the rest is left to others.
    """
    start_logging(installation.settings)
    for name in unknown_variables(os.environ):
        _log.warning("unknown setting", variable=name)
    stop_at(signal.SIGINT, signal.SIGTERM)
    with prepared(installation) as database:
        worker = Worker(installation.generation, database, concurrency=concurrency)
        click.echo(installation.generation.translations.translate(_READY, terminal_locale()))
        asyncio.run(until_stopped(worker))


async def until_stopped(worker: Worker) -> None:
    """Work until a signal to stop arrives."""
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(asked, worker.stop)
    await worker.run()
