"""Checks that the models of a workflow have the fields the engine writes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.values.choices import Choice
from core.workflow.idempotency import DIGEST
from core.workflow.refusals import WorkflowField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.declarations.workflows import Workflow
    from core.foundation.origins import Origin
    from core.mapping.drafts import ModelDraft

_EVENT: Mapping[str, tuple[type, bool]] = {
    "step": (str, False),
    "at": (datetime, False),
    "actor": (str, False),
    "role": (str, False),
    "reason": (str, True),
    "idempotency_key": (str, True),
}
"""The fields of every history, with their types and whether they may be empty."""


def check_fields(
    drafts: Mapping[str, ModelDraft], draft: ModelDraft, workflow: Workflow, origin: Origin
) -> type[Choice]:
    """The type of the states, once the model and the event model have all the fields needed."""

    def need(needed: str, expected: str) -> WorkflowField:
        return WorkflowField(model=draft.name, first=origin, needed=needed, expected=expected)

    state = draft.fields.get(workflow.state)
    if state is None or not issubclass(state.type, Choice) or state.nullable:
        raise need(f"{draft.name}.{workflow.state}", "Mapped[<a Choice>]")
    event = next((one for one in drafts.values() if one.chain.root.definition is workflow.event), None)
    if event is None:
        raise need(workflow.event.__name__, "a model that a plugin contributes")
    link = event.links.get(workflow.subject)
    if link is None or link.target != draft.name or link.nullable:
        raise need(f"{event.name}.{workflow.subject}", f"Mapped[{draft.name}]")
    states = {"from_state": (state.type, True), "to_state": (state.type, False)}
    for name, (kind, nullable) in {**_EVENT, **states}.items():
        field = event.fields.get(name)
        if field is None or field.type is not kind or field.nullable is not nullable:
            written = f"{kind.__name__} | None" if nullable else kind.__name__
            raise need(f"{event.name}.{name}", f"Mapped[{written}]")
    if DIGEST in event.members:
        raise need(f"{event.name}.{DIGEST}", "left to the engine")
    return state.type
