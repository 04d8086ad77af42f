"""Composes workflows from what the plugins declare; what does not fit is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.composition.histories import check_fields
from core.composition.steps import check_graph, check_step
from core.declarations.workflows import Workflow, WorkflowExtension
from core.foundation.origins import Origin
from core.generation.workflows import ComposedStep, ComposedWorkflow
from core.workflow.refusals import (
    DuplicateState,
    DuplicateStep,
    DuplicateWorkflow,
    NoWayBack,
    NoWorkflow,
    UnknownState,
    UnknownStep,
)

if TYPE_CHECKING:
    from core.declarations.contribution import Contribution
    from core.declarations.models import Model
    from core.declarations.workflows import Guard, Step
    from core.mapping.drafts import ModelDraft
    from core.values.choices import Choice

Extensions = Sequence[tuple[str, WorkflowExtension]]


def compose_workflows(
    contributions: Sequence[Contribution], drafts: Mapping[str, ModelDraft]
) -> Mapping[str, ComposedWorkflow]:
    """The workflow of each model that has one, by the model's name.

    Raises:
        WiringError: if a declaration does not fit; the refusal names who is involved.
    """
    names = {layer.definition: draft.name for draft in drafts.values() for layer in draft.chain.layers}
    roots = _roots(contributions, names)
    extensions: dict[str, list[tuple[str, WorkflowExtension]]] = {name: [] for name in roots}
    for contribution in contributions:
        for one in contribution.workflows:
            if isinstance(one, WorkflowExtension):
                name = names.get(one.model, one.model.__name__)
                if name not in roots:
                    raise NoWorkflow(model=name, first=Origin(contribution.plugin, one.place))
                extensions[name].append((contribution.plugin, one))
    return MappingProxyType(
        {
            name: _Composer(drafts, drafts[name], owner, workflow, extensions[name]).compose()
            for name, (owner, workflow) in roots.items()
        }
    )


def _roots(contributions: Sequence[Contribution], names: Mapping[type[Model], str]) -> dict[str, tuple[str, Workflow]]:
    found: dict[str, tuple[str, Workflow]] = {}
    for contribution in contributions:
        for one in contribution.workflows:
            if isinstance(one, Workflow):
                origin = Origin(contribution.plugin, one.place)
                name = names.get(one.model)
                if name is None:
                    raise NoWorkflow(model=one.model.__name__, first=origin)
                plugin, first = found.setdefault(name, (contribution.plugin, one))
                if first is not one:
                    raise DuplicateWorkflow(model=name, first=Origin(plugin, first.place), second=origin)
    return found


class _Composer:
    """Composes the workflow of one model."""

    def __init__(
        self,
        drafts: Mapping[str, ModelDraft],
        draft: ModelDraft,
        owner: str,
        workflow: Workflow,
        extensions: Extensions,
    ) -> None:
        self._drafts = drafts
        self._draft = draft
        self._owner = owner
        self._workflow = workflow
        self._extensions = extensions
        self._origin = Origin(owner, workflow.place)
        self._states: dict[str, tuple[Choice, Origin]] = {}

    def compose(self) -> ComposedWorkflow:
        """The workflow with all that extends it."""
        kind = check_fields(self._drafts, self._draft, self._workflow, self._origin)
        self._take_states(kind, self._origin)
        for plugin, extension in self._extensions:
            if extension.states is not None:
                self._take_states(extension.states, Origin(plugin, extension.place))
        composed = ComposedWorkflow(
            model=self._draft.name,
            owner=self._owner,
            definition=self._workflow.model,
            event=self._workflow.event,
            subject=self._workflow.subject,
            state=self._workflow.state,
            states=tuple(state for state, _ in self._states.values()),
            final=frozenset(self._final()),
            steps=MappingProxyType(self._steps()),
            clock=self._workflow.clock,
            leaving=self._leaving(),
        )
        for step in composed.steps.values():
            check_step(composed, step, self._draft)
        check_graph(composed, dict(self._states.values()))
        return composed

    def _take_states(self, states: type[Choice], origin: Origin) -> None:
        for state in states:
            for known, other in self._states.values():
                if known.name == state.name or known.label == state.label:
                    raise DuplicateState(state=state.name, model=self._draft.name, first=other, second=origin)
            self._states[state.name] = (state, origin)

    def _final(self) -> list[Choice]:
        final = [(state, self._origin) for state in self._workflow.final]
        for plugin, extension in self._extensions:
            final += [(state, Origin(plugin, extension.place)) for state in extension.final]
        for state, origin in final:
            self._require(state, "final", origin)
        return [state for state, _ in final]

    def _steps(self) -> dict[str, ComposedStep]:
        steps: dict[str, tuple[str, Step]] = {}
        declared = [(self._owner, self._workflow.steps), *((name, one.steps) for name, one in self._extensions)]
        for plugin, ones in declared:
            for step in ones:
                known, first = steps.setdefault(step.name, (plugin, step))
                if first is not step:
                    raise DuplicateStep(
                        step=step.name,
                        model=self._draft.name,
                        first=Origin(known, first.place),
                        second=Origin(plugin, step.place),
                    )
                for state in (*step.sources, *step.all_targets):
                    self._require(state, f"The step {step.name}", Origin(plugin, step.place))
        return {
            name: ComposedStep(step=step, owner=plugin, guards=(*step.guards, *self._guards(name, steps)))
            for name, (plugin, step) in steps.items()
        }

    def _guards(self, name: str, steps: Mapping[str, object]) -> list[Guard]:
        guards: list[Guard] = []
        for plugin, extension in self._extensions:
            unknown = next((step for step in extension.guards if step not in steps), None)
            if unknown is not None:
                raise UnknownStep(
                    first=Origin(plugin, extension.place),
                    step=unknown,
                    model=self._draft.name,
                    known=", ".join(sorted(steps)),
                )
            guards += extension.guards.get(name, ())
        return guards

    def _leaving(self) -> Mapping[str, Mapping[Choice, Choice]]:
        own: dict[str, set[Choice]] = {}
        for plugin, extension in self._extensions:
            own.setdefault(plugin, set()).update(extension.states or ())
        leaving: dict[str, dict[Choice, Choice]] = {plugin: {} for plugin in own}
        for plugin, extension in self._extensions:
            for state in extension.states or ():
                target = extension.on_leave.get(state)
                origin = Origin(plugin, extension.place)
                if target is None or target in own[plugin]:
                    raise NoWayBack(first=origin, state=state.name, model=self._draft.name)
                self._require(target, "on_leave", origin)
                leaving[plugin][state] = target
        return MappingProxyType(leaving)

    def _require(self, state: Choice, what: str, origin: Origin) -> None:
        known = self._states.get(state.name)
        if known is None or known[0] is not state:
            raise UnknownState(what=what, first=origin, state=state.name, model=self._draft.name)
