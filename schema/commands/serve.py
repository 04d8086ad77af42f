"""`renda serve`: bring up a server on what is installed."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import click
import structlog

from core.foundation.i18n import _
from core.foundation.logs import start_logging
from core.foundation.settings import unknown_variables, variable
from schema.commands.localization import terminal_locale
from schema.commands.preparation import prepared
from schema.http.app import ENDPOINT
from schema.http.listening import address_of, bound_socket
from schema.http.server import run_server

if TYPE_CHECKING:
    from types import FrameType

    from schema.installation import Installation

_READY = _("Renda answers at {address} (GraphiQL in a browser). Stop it with Ctrl-C.")

_log = structlog.get_logger("renda.serve")


@click.command()
@click.option("--host", help=_("The address to listen on; by default RENDA_HOST, or 127.0.0.1."))
@click.option("--port", type=click.IntRange(0, 65_535), help=_("The port; by default RENDA_PORT, or 8000. 0: any."))
@click.option("--workers", type=click.IntRange(1, 256), help=_("How many processes; by default RENDA_WORKERS, or 1."))
@click.option("--worker/--no-worker", default=None, help=_("Do the jobs too, or leave them; by default RENDA_WORKER."))
@click.pass_obj
def serve(
    installation: Installation, host: str | None, port: int | None, workers: int | None, *, worker: bool | None
) -> None:
    """Serve GraphQL over HTTP.

    Without RENDA_DATABASE_URL a PostgreSQL of its own is started under RENDA_HOME, and stopped at the end.
    At the first start the tables are made and filled; in the development profile, with made-up records too.
    """
    installation = with_worker(installation, worker=worker)
    settings = installation.settings
    start_logging(settings)
    for name in unknown_variables(os.environ):
        _log.warning("unknown setting", variable=name)
    stop_at(signal.SIGINT, signal.SIGTERM)
    with (
        bound_socket(host or settings.host, settings.port if port is None else port) as bound,
        prepared(installation) as database,
    ):
        # From here on whoever comes is kept waiting, not turned away, until the processes are up.
        bound.listen(installation.limits.http.backlog)
        translations = installation.generation.translations
        ready = translations.translate(_READY, terminal_locale())
        click.echo(ready.format(address=address_of(bound) + ENDPOINT))
        run_server(installation, database, bound, workers or settings.workers)


def with_worker(installation: Installation, *, worker: bool | None) -> Installation:
    """The installation, doing jobs or not as the command says; the processes it starts read it in their environment."""
    if worker is None:
        return installation
    os.environ[variable("worker")] = str(worker).lower()
    return installation.under(installation.settings.model_copy(update={"worker": worker}))


def stop_at(*signals: signal.Signals) -> None:
    """End at these signals what was begun in order, the database too; the defaults skip that or call it a failure."""
    for asked in signals:
        signal.signal(asked, _stop)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
