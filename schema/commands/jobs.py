"""`renda jobs`: what the system does by itself, how it went, and one of it at once."""

from __future__ import annotations

import os
import socket
from functools import partial
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.foundation.clock import ZONE, shanghai_now
from core.foundation.i18n import _
from core.foundation.logs import start_logging
from core.jobs.ledger import JobFailure, JobRun
from core.jobs.queue import queued
from core.jobs.refusals import JobUnknown
from core.jobs.run_log import RunOutcome, RunRequest
from core.jobs.running import Watch, run_job
from core.jobs.schedule import next_time
from schema.commands.localization import terminal_locale
from schema.commands.preparation import connected, prepared
from schema.commands.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from core.generation.generation import Generation
    from schema.installation import Installation

    Say = Callable[[str], str]

_HEADINGS = (
    _("Job"),
    _("What it does"),
    _("Schedule"),
    _("Next run"),
    _("Last run"),
    _("State"),
    _("Handled"),
    _("Failed"),
    _("Queued"),
)
_FAILURE_HEADINGS = (_("Job"), _("Record"), _("Attempts"), _("Failed last"), _("Tried again"), _("Error"))
_DONE = _("{job}: {handled} handled, {failed} failed.")
_BROKEN = _("{job} failed; the log above says why.")


@click.command()
@click.option("--run", "name", metavar="NAME", help=_("Do this job now, and wait for it."))
@click.option("--failed", is_flag=True, help=_("List the items that failed and were not handled since."))
@click.pass_context
def jobs(context: click.Context, name: str | None, *, failed: bool) -> None:
    """Show the jobs of the plugins.

    They are done by 'renda serve' or 'renda work', at their times, which are those of Shanghai.
    """
    installation: Installation = context.obj
    say = partial(installation.generation.translations.translate, locale=terminal_locale())
    if name is not None:
        outcome = _run(installation, name, say)
        context.exit(1 if outcome.failed or outcome.broken else 0)
    elif failed:
        _show_failures(installation, say)
    else:
        _show_jobs(installation, say)


def _run(installation: Installation, name: str, say: Say) -> RunOutcome:
    start_logging(installation.settings)
    known = installation.generation.jobs
    if name not in known:
        raise JobUnknown(name=name, known=", ".join(sorted(known)) or "-")
    request = RunRequest(job=known[name], scheduled_for=shanghai_now(), worker=f"{socket.gethostname()}:{os.getpid()}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with prepared(installation) as url, Progress(*columns, console=Console(stderr=True)) as bars:
        bar = bars.add_task(say(known[name].label), total=None)

        def progress(done: int, total: int) -> None:
            bars.update(bar, completed=done, total=total)

        outcome = run_job(installation.generation, url, request, Watch(progress=progress, eager=True))
    click.echo(
        say(_BROKEN if outcome.broken else _DONE).format(job=name, handled=outcome.handled, failed=outcome.failed)
    )
    return outcome


def _show_jobs(installation: Installation, say: Say) -> None:
    generation, now = installation.generation, shanghai_now()
    table = Table(*map(say, _HEADINGS), box=None, pad_edge=False)
    with connected(installation) as connection, Session(connection) as session:
        runs, failures, waiting = _last_runs(generation, session), _failures(generation, session), queued(connection)
        for job in generation.jobs.values():
            counts = (str(failures.get(job.name) or "-"), str(waiting.get(job.name) or "-"))
            upcoming = _local_time(next_time(job, now))
            table.add_row(job.name, say(job.label), job.schedule, upcoming, *_last(runs.get(job.name), say), *counts)
    print_table(table)


def _last(run: JobRun | None, say: Say) -> tuple[str, str, str]:
    return (_local_time(run.started_at), say(run.state.label), str(run.handled)) if run else ("-", "-", "-")


def _last_runs(generation: Generation, session: Session) -> Mapping[str, JobRun]:
    run = generation[JobRun]
    latest = select(func.max(run.id)).group_by(run.job)
    return {found.job: found for found in session.scalars(select(run).where(run.id.in_(latest)))}


def _failures(generation: Generation, session: Session) -> Mapping[str, int]:
    failure = generation[JobFailure]
    return dict(session.execute(select(failure.job, func.count()).group_by(failure.job)).all())


def _show_failures(installation: Installation, say: Say) -> None:
    failure = installation.generation[JobFailure]
    table = Table(*map(say, _FAILURE_HEADINGS), box=None, pad_edge=False)
    with connected(installation) as connection, Session(connection) as session:
        for one in session.scalars(select(failure).order_by(failure.job, failure.item)):
            times = (_local_time(one.failed_at), _local_time(one.retry_at))
            table.add_row(one.job, str(one.item), str(one.attempts), *times, one.error)
    print_table(table)


def _local_time(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"
