"""A progress bar for rows being loaded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.declarations.loads import Load
    from core.installation.loading import Progress as Report


@contextmanager
def progress_bar(say: Callable[[str], str]) -> Iterator[Report]:
    """What a load reports to: a bar for each kind of rows on the standard error stream, none if nothing is loaded."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=Console(stderr=True))
    current: Load | None = None
    task = TaskID(0)

    def report(load: Load, done: int) -> None:
        nonlocal current, task
        if load is not current:  # they come one after the other, and are not kept for their many rows
            bars.start()
            current, task = load, bars.add_task(say(load.label), total=load.total)
        bars.update(task, completed=done)

    try:
        yield report
    finally:
        if current is not None:
            bars.stop()
