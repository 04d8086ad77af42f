"""`renda jobs` and `renda work` as an operator meets them, and the ledger as GraphQL shows it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from core.declarations.roles import OPERATOR, SYSTEM, Actor, Grant
from core.foundation.settings import Profile, Settings, variable
from core.foundation.urls import DatabaseUrl
from core.jobs.ledger import JobRun
from schema.commands.preparation import prepared
from schema.commands.serve import with_worker
from schema.http.server import application
from schema.installation import Installation
from schema.testing import Ask
from schema.tokens import InvalidToken
from tests.core.jobs.house import wait_for
from tests.schema.cli_kit import a_plugin, renda

ROOT = Path(__file__).parents[2]
SECONDS = 120
JOBS = """
    from datetime import timedelta
    from sqlalchemy import select
    from sqlalchemy.orm import Mapped
    from core.api import PUBLIC, Action, grant
    from core.api import Job
    from core.api import Load
    from core.api import Model, field

    class Lamp(Model):
        '''A street lamp.'''
        lit: Mapped[bool] = field(label="Lit", default=False)

    def dark(env):
        lamp = env[Lamp]
        return select(lamp.id).where(lamp.lit.is_(False))

    def light(env, number):
        if number == 3:
            raise OSError(f"no oil in lamp {number}")
        env.get(Lamp, number).lit = True

    @hookimpl
    def models():
        return [Lamp]

    @hookimpl
    def rules():
        return [grant(PUBLIC, Action.READ, Lamp)]

    @hookimpl
    def seeds():
        yield Load(model=Lamp, columns=("id", "lit"), rows=[(n, False) for n in (1, 2, 3)], total=3, label="Lamps")

    @hookimpl
    def jobs():
        return [Job(name="light_lamps", label="Light the lamps", schedule="0 18 * * *", due=dark, handle=light)]
"""
LEDGER = """{
  jobRuns(where: { job: { eq: "light_lamps" } }) { nodes { state handled failed ticket failures { totalCount } } }
  jobFailures { nodes { item attempts givenUp run { job } } }
}"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def lamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_database: DatabaseUrl) -> Installation:
    plugin = a_plugin(tmp_path, monkeypatch, "lamps", JOBS)
    settings = Settings(home=tmp_path, database_url=fresh_database, profile=Profile.PRODUCTION)
    return Installation(settings, [plugin])


def test_a_job_is_done_at_once_and_its_failures_are_shown(lamps: Installation) -> None:
    result = renda(lamps, "jobs", "--run", "light_lamps")

    assert (result.exit_code, result.stdout) == (1, "light_lamps: 2 handled, 1 failed.\n")
    assert "in lamp 3" not in result.output


def test_the_jobs_are_listed_with_how_they_went(lamps: Installation) -> None:
    renda(lamps, "jobs", "--run", "light_lamps")

    head, line = renda(lamps, "jobs").stdout.splitlines()

    assert head.split()[:1] == ["Job"]
    assert line.startswith("light_lamps  Light the lamps  0 18 * * *")
    assert " 18:00 " in line
    assert "Ended, with failures" in line
    assert line.split()[-3:] == ["2", "1", "-"]


def test_the_failed_items_are_listed_by_number(lamps: Installation) -> None:
    renda(lamps, "jobs", "--run", "light_lamps")

    _head, line = renda(lamps, "jobs", "--failed").stdout.splitlines()

    assert line.split()[:3] == ["light_lamps", "3", "1"]


def test_an_unknown_job_is_refused_with_those_there_are(lamps: Installation) -> None:
    result = renda(lamps, "jobs", "--run", "snuff")

    assert result.exit_code == 1
    assert "JOB_UNKNOWN" in result.stderr
    assert "light_lamps" in result.stderr


def test_a_chinese_terminal_reads_of_jobs_in_chinese(lamps: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    assert renda(lamps, "jobs", "--run", "light_lamps").stdout == "light_lamps：已处理 2 项，失败 1 项。\n"
    assert "已结束，有失败事项" in renda(lamps, "jobs").stdout
    assert "执行各插件的任务" in renda(lamps, "work", "--help").output


def test_the_operator_reads_the_ledger_and_nobody_else(lamps: Installation, fresh_database: DatabaseUrl) -> None:
    renda(lamps, "jobs", "--run", "light_lamps")

    with Ask(lamps.generation, fresh_database) as ask:
        seen = ask(LEDGER, actor=Actor("op", (Grant(OPERATOR.name),)))
        public = ask(LEDGER)

    run = {"state": "FAILED", "handled": 2, "failed": 1, "ticket": None, "failures": {"totalCount": 1}}
    failure = {"item": 3, "attempts": 1, "givenUp": False, "run": {"job": "light_lamps"}}
    assert seen == {"jobRuns": {"nodes": [run]}, "jobFailures": {"nodes": [failure]}}
    assert public == {"jobRuns": {"nodes": []}, "jobFailures": {"nodes": []}}


def test_nobody_gets_a_token_of_the_system(installation: Installation, tmp_path: Path) -> None:
    here = installation.under(Settings(home=tmp_path))

    result = renda(here, "token", "--role", SYSTEM.name)

    assert (result.exit_code, "ROLE_UNKNOWN" in result.stderr) == (1, True)
    forged = here.tokens.issue(Grant(SYSTEM.name), "mallory", lifetime=timedelta(hours=1))
    with pytest.raises(InvalidToken):
        here.tokens.actor(forged)


def test_a_worker_stops_in_order_with_its_database(home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RENDA_", "LC_", "LANG"))}
    environment |= {"RENDA_HOME": str(home), "RENDA_PROFILE": "production"}
    command = [sys.executable, "-c", "from schema.cli import main; main()", "work"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert "Ctrl-C" in process.stdout.readline()
            running = list(home.rglob("postmaster.pid"))
            process.send_signal(signal.SIGTERM)
            code = process.wait(SECONDS)
        finally:
            process.kill()

    assert (len(running), code) == (1, 0)
    wait_for(lambda: not list(home.rglob("postmaster.pid")))


@pytest.mark.parametrize(("works", "lit"), [(True, 2), (False, 0)])
def test_the_server_does_the_jobs_unless_told_to_leave_them(
    lamps: Installation, works: bool, lit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a small county; a time that was missed is made up for at the start."""
    monkeypatch.setenv(variable("worker"), "")
    with prepared(lamps) as database:
        chosen = with_worker(lamps, worker=works)
        app = application(chosen, database)

        async def serve() -> None:
            async with app.router.lifespan_context(app):
                await asyncio.to_thread(wait_for, lambda: not works or count(chosen, database) == lit)

        asyncio.run(serve())

        assert count(chosen, database) == lit


def count(installation: Installation, database: DatabaseUrl) -> int:
    """How many items the ledger counts."""
    run = installation.generation[JobRun]
    engine = create_engine(database)
    with engine.connect() as connection:
        handled = connection.scalar(select(func.sum(run.handled)))
    engine.dispose()
    return int(handled or 0)
