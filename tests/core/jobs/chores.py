"""A small plugin with jobs: letters that are to be sent, some of which make trouble, and a worker for them."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from enum import unique
from functools import partial

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.contribution import Contribution
from core.declarations.environments import Env
from core.declarations.jobs import Job, Retry
from core.declarations.models import Model, field
from core.declarations.roles import PUBLIC, SYSTEM
from core.declarations.rules import Action, grant
from core.discovery.builtin import BUILTIN
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.jobs.worker import Pace, Worker
from core.values.choices import Choice

QUICK = Pace(beat=0.2, silence=1.0, poll=0.2, again=0.2, unknown=0.2)
"""So that a test sees within a second what takes half a minute otherwise."""

NEVER = "0 0 29 2 *"


@unique
class Trouble(Choice):
    """What a letter does when it is sent."""

    NONE = "Nothing"
    ALWAYS = "Always fails"
    SLOW = "Takes its time"


class Letter(Model):
    """A letter."""

    waiting: Mapped[bool] = field(label="Waiting", default=True)
    sent: Mapped[int] = field(label="How often it was sent", default=0)
    trouble: Mapped[Trouble] = field(label="Trouble", default=Trouble.NONE)


def waiting_letters(env: Env) -> Select[int]:
    letter = env[Letter]
    return select(letter.id).where(letter.waiting).order_by(letter.id)


def send(env: Env, number: int) -> None:
    letter = env.get(Letter, number)
    letter.waiting, letter.sent = False, letter.sent + 1
    env.session.flush()
    if letter.trouble is Trouble.ALWAYS:
        raise ConnectionRefusedError("the secret address of " + str(number))
    if letter.trouble is Trouble.SLOW:
        time.sleep(0.05)


def numbers_in_a_list(env: Env) -> Iterable[int]:
    return list(env.session.scalars(waiting_letters(env)))


def broken(env: Env) -> Iterable[int]:
    raise LookupError("no luck")


RETRY = Retry(attempts=3, first=timedelta(seconds=1), longest=timedelta(seconds=3))
SEND = Job(name="send", label="Send the letters", schedule=NEVER, due=waiting_letters, handle=send, retry=RETRY)
LISTED = Job(name="listed", label="Send the listed letters", schedule=NEVER, due=numbers_in_a_list, handle=send)
BROKEN = Job(name="broken", label="Fail", schedule=NEVER, due=broken, handle=send, retry=RETRY)


def chores(*jobs: Job) -> Contribution:
    """The plugin, with these jobs."""
    rules = (grant(PUBLIC, Action.READ, Letter), grant(SYSTEM, Action.READ, Letter))
    return Contribution(
        plugin="chores", depends=frozenset(), package="renda_chores", models=(Letter,), rules=rules, jobs=jobs
    )


def a_generation(*jobs: Job) -> Generation:
    """The core and the chores with these jobs, by default the one that sends the letters."""
    return compose([BUILTIN, chores(*(jobs or (SEND,)))])


def work(url: str) -> None:
    """Be a worker in a process of its own, until told to stop."""
    worker = Worker(a_generation(), DatabaseUrl(url), pace=QUICK)

    async def until_told() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
        sys.stdout.write("at work\n")
        sys.stdout.flush()
        await worker.run()

    asyncio.run(until_told())


if __name__ == "__main__":
    partial(work, *sys.argv[1:])()
