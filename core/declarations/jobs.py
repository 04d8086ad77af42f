"""Declares a job: its name, its schedule, which items are due and how one item is handled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Select

from core.foundation.origins import Place, caller

if TYPE_CHECKING:
    from core.declarations.environments import Env

Due = Select[int] | Iterable[int]
"""The numbers of the records that are due: a statement that selects them, or the numbers themselves."""


@dataclass(frozen=True, kw_only=True)
class Retry:
    """How often an item that failed is tried again, and after how long: the wait doubles until it is the longest.

    After the last attempt the item counts as given up; the first run after `longest` tries it once more.
    """

    attempts: int = 5
    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(hours=6)

    def wait(self, attempt: int) -> timedelta:
        """How long to wait after that attempt, counted from 1."""
        if self.gives_up(attempt):
            return self.longest
        wait = self.first
        for _attempt in range(1, attempt):
            wait = min(wait + wait, self.longest)
        return wait

    def gives_up(self, attempt: int) -> bool:
        """Whether that attempt, counted from 1, is the last."""
        return attempt >= self.attempts


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that the system does by itself: finds what is due, and handles it item by item.

    `due` and `handle` are plain, synchronous domain code; their `Env` has the actor `SYSTEM_ACTOR`, so
    `env.select` and `env.get` give what rules grant to the role `SYSTEM`. Each item is handled in a
    transaction of its own. What was handled must no longer be due: then a job that runs twice does nothing
    twice. If `due` is a statement, it is asked again about each item just before `handle`, since somebody may
    have changed the record in the meantime; otherwise `handle` has to look for itself.

    One job never runs twice at the same time, in however many processes.
    """

    name: str
    label: str
    schedule: str
    """When, as cron has it, in the time of Shanghai: `"30 6 * * *"`."""
    due: Callable[[Env], Due]
    handle: Callable[[Env, int], None]
    retry: Retry = Retry()
    place: Place = field(default_factory=lambda: caller(3), init=False, compare=False, repr=False)
