"""The server: uvicorn around the application, in one process or in several that share a socket."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from core.database.pool import Database
from core.foundation.errors import WiringError
from core.foundation.i18n import _
from core.foundation.logs import start_logging
from core.foundation.settings import variable
from core.jobs.worker import Worker
from schema.execution import Executor
from schema.http.app import build_app
from schema.installation import Installation

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from core.foundation.urls import DatabaseUrl
    from schema.limits import HttpLimits

_FACTORY = "schema.http.server:worker"


class ServerNotStarted(WiringError):
    """A server whose application failed to start."""

    code = "SERVER_NOT_STARTED"
    message = _("The server did not start.")
    hint = _("Its log above says why.")


def application(installation: Installation, database: DatabaseUrl) -> Starlette:
    """The application of one process for what is installed, on the database."""
    settings, limits = installation.settings, installation.limits
    connections = Database(
        database,
        reading=settings.read_database_url,
        size=limits.database.connections,
        timeout_ms=limits.statements.milliseconds,
    )
    executor = Executor(installation.generation, connections, limits)
    jobs = settings.worker and installation.generation.jobs
    worker = Worker(installation.generation, database) if jobs else None
    return build_app(executor, installation.tokens, installation.versions, limits.http.body, worker)


def worker() -> Starlette:
    """The application of one of several processes; the one that started them left the settings in the environment."""
    installation = Installation()
    start_logging(installation.settings)
    database = installation.settings.database_url
    assert database is not None  # noqa: S101 - the parent process set it
    return freeze_gc(application(installation, database))


def freeze_gc(app: Starlette) -> Starlette:
    """The application, whose objects the garbage collector no longer looks at.

    There are so many objects in the plugins, the mappers and the schema that a full collection takes some
    tenths of a second, in which nobody is answered; and it would find nothing among them.
    """
    gc.collect()
    gc.freeze()
    return app


def run_server(installation: Installation, database: DatabaseUrl, bound: socket.socket, workers: int) -> None:
    """Serve on the socket until stopped by SIGINT or SIGTERM; requests under way are answered first.

    Raises:
        ServerNotStarted: if the application failed to start.
    """
    if workers > 1:
        os.environ[variable("database_url")] = database
        Multiprocess(_configured(_FACTORY, installation.limits.http, workers), [bound]).run()
        return
    server = uvicorn.Server(_configured(freeze_gc(application(installation, database)), installation.limits.http))
    server.run([bound])
    if not server.started:
        raise ServerNotStarted


def _configured(app: Starlette | str, limits: HttpLimits, workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=limits.keep_alive,
        timeout_graceful_shutdown=limits.grace,
    )
