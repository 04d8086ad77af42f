"""Moves records out of the states of a plugin that leaves: what detaching a plugin does to workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from core.declarations.roles import SYSTEM
from core.generation.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import CTE, ColumnElement, Table
    from sqlalchemy.orm import Session

    from core.generation.generation import Generation
    from core.generation.workflows import ComposedWorkflow
    from core.values.choices import Choice


def leave(generation: Generation, session: Session, plugin: str, now: datetime) -> Mapping[Choice, int]:
    """Move all records in states of the plugin to where `on_leave` says; gives how many stood in each.

    Each of them gets a new version and an event by `system`, whose step is `leave_<plugin>`. It is one
    statement for each state, however many records there are; the caller commits. `generation` is the
    one that still has the plugin: its history keeps the names of the plugin's states.
    """
    return {
        state: _move(generation, session, workflow, (state, target), f"leave_{plugin}", now)
        for workflow in generation.workflows.values()
        for state, target in workflow.leaving.get(plugin, {}).items()
    }


def _move(  # noqa: PLR0913 - what an event says
    generation: Generation,
    session: Session,
    workflow: ComposedWorkflow,
    way: tuple[Choice, Choice],
    step: str,
    now: datetime,
) -> int:
    event = table_of(generation, workflow.event)
    start, end = way
    moved = _moved(generation, workflow, way, now)
    link = generation.model_of(workflow.event).links[workflow.subject].column
    given: dict[str, ColumnElement[Any]] = {
        link: moved.c.id,
        "step": literal(step),
        "from_state": literal(start, event.c.from_state.type),
        "to_state": literal(end, event.c.to_state.type),
        "at": literal(now, event.c.at.type),
        "actor": literal(SYSTEM.name),
        "role": literal(SYSTEM.name),
    }
    values = {**_defaults(event), **given}
    chosen = select(*values.values()).order_by(moved.c.id)
    written = insert(event).from_select(list(values), chosen, include_defaults=False)
    counted = written.returning(event.c.id).cte("written")
    return session.scalar(select(func.count()).select_from(counted)) or 0


def _defaults(table: Table) -> dict[str, ColumnElement[Any]]:
    """What SQLAlchemy would fill in for a row made by the ORM, for one that PostgreSQL makes."""
    scalars = ((column, column.default) for column in table.c)
    return {
        column.name: literal(default.arg, column.type)
        for column, default in scalars
        if isinstance(default, ScalarElementColumnDefault)
    }


def _moved(generation: Generation, workflow: ComposedWorkflow, way: tuple[Choice, Choice], now: datetime) -> CTE:
    """The records, moved: a record that somebody else moves meanwhile is not moved twice."""
    record = table_of(generation, workflow.definition)
    start, end = way
    state = record.c[workflow.state]
    changed = {state: end, record.c.version: record.c.version + 1, record.c.updated_at: now}
    return update(record).where(state == start).values(changed).returning(record.c.id).cte("moved")
